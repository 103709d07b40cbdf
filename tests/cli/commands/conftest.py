"""A ledger whose papers were handed out: an export, checkpoints, proofs and a key."""

from pathlib import Path

import pytest

from tests.cli.conftest import Bilat


@pytest.fixture
def handed_out(ledger: Bilat) -> Bilat:
    """A sealed ledger, with what was handed out of it: head.txt, signed.txt, k.pub, log.jsonl, proofs."""
    Path("head.txt").write_text(ledger("seal").out)
    ledger("seal", "--new-key", "k")
    Path("signed.txt").write_text(ledger("seal", "--key", "k").out)
    ledger("export", "-o", "log.jsonl")
    ledger("prove", "pledge/exchange#1", "-o", "proof.json")
    ledger("prove", "pledge/exchange#1", "--to", "5", "-o", "old.json")
    ledger("prove", "--from", "5", "-o", "growth.json")
    return ledger
