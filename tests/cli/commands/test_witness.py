"""`bilat witness`: a checkpoint goes in, and comes out cosigned; `verify` tells who vouches for it."""

import json
from pathlib import Path

from tests.cli.conftest import Bilat


def test_from_seal_to_verify(ledger: Bilat) -> None:
    ledger("seal", "--new-key", "log.key")
    ledger("seal", "--new-key", "mine.key", "--name", "witness.example")
    Path("head.txt").write_text(ledger("seal", "--key", "log.key").out)
    done = ledger("witness", "head.txt", "--key", "mine.key", "--log-key", "log.key.pub")
    assert (done.code, done.err.split("+")[0]) == (0, "witness.example")
    Path("cosigned.txt").write_text(done.out)
    asked = ("verify", "--checkpoint", "cosigned.txt", "--key", "log.key.pub", "--witness", "mine.key.pub")
    assert "vouched for by witness.example since " in ledger(*asked).out
    found = json.loads(ledger(*asked, "--format", "json").out)
    assert (found["ok"], found["checkpoint"]["witnesses"][0]["name"]) == (True, "witness.example")
    missing = ledger("verify", "--checkpoint", "head.txt", "--witness", done.err.strip())
    assert missing.code == 1
    assert "witness.example did not cosign it" in missing.out


def test_growth_needs_its_proof(ledger: Bilat) -> None:
    ledger("seal", "--new-key", "mine.key", "--name", "witness.example")
    Path("one.txt").write_text(ledger("seal").out)
    Path("two.txt").write_text(ledger("seal").out)
    ledger("witness", "one.txt", "--key", "mine.key")
    refused = ledger("witness", "two.txt", "--key", "mine.key")
    assert (refused.code, refused.out) == (2, "")
    assert "bilat prove --from 4 --to 5" in refused.err
    ledger("prove", "--from", "4", "--to", "5", "-o", "growth.json")
    assert ledger("witness", "two.txt", "--key", "mine.key", "--proof", "growth.json").code == 0


def test_bad_input(ledger: Bilat) -> None:
    Path("head.txt").write_text(ledger("seal").out)
    assert ledger("witness", "head.txt", "--key", "none.key").code == 2
    assert ledger("verify", "--witness", "x").code == 2
