"""`bilat prove`: proofs as JSON."""

import json
from pathlib import Path

import pytest

from bilat.events.log.verify.proof_files import read
from tests.cli.conftest import Bilat


@pytest.mark.parametrize("name", ["pledge/exchange#1", "@4"])
def test_an_event_is_proved(ledger: Bilat, name: str) -> None:
    answer = ledger("prove", name)
    assert (answer.code, answer.err) == (0, "")
    value = json.loads(answer.out)
    assert (value["proof"], value["event"], value["position"], value["size"]) == (
        "inclusion",
        "pledge/exchange#1",
        4,
        4,
    )
    assert list(read(answer.out.encode()).faults()) == []


def test_growth_is_proved(ledger: Bilat) -> None:
    value = json.loads(ledger("prove", "--from", "2", "--to", "3").out)
    assert (value["proof"], value["first"], value["size"], len(value["path"])) == ("consistency", 2, 3, 1)


def test_a_proof_is_written_to_a_file(ledger: Bilat) -> None:
    printed = ledger("prove", "@4").out
    assert ledger("prove", "@4", "-o", "proof.json").out == ""
    assert Path("proof.json").read_text() == printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "prove takes an EVENT, or --from N"),
        (("@4", "--from", "2"), "prove takes an EVENT, or --from N"),
        (("pledge/exchange",), "name one of them, as in pledge/exchange#1"),
        (("pledge/exchange#9",), "its last is pledge/exchange#1"),
        (("pledge/exchanges#1",), "did you mean pledge/exchange?"),
        (("pledge",), "nothing on record is called"),
        (("@5",), "positions run from @1 to @4"),
        (("@0",), "positions run from @1 to @4"),
        (("@4", "--to", "3"), "name an event that is"),
        (("@4", "--to", "5"), "the log holds 4"),
        (("--from", "5"), "--from takes 1 to 4"),
        (("--from", "0"), "--from takes 1 to 4"),
        (("--from", "2", "--to", "0"), "the log holds 4"),
        (("@4", "-o", "none/proof.json"), "cannot write none/proof.json"),
    ],
)
def test_bad_input(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    answer = ledger("prove", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
