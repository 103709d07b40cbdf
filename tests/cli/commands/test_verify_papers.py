"""`bilat verify` of changed papers: checkpoints and proofs, with the ledger and without it."""

import json
from pathlib import Path

import pytest

from tests.cli.commands.papers import edited, tamper
from tests.cli.conftest import Bilat

CHANGES = {
    "size": ("signed.txt", "\n5\n", "\n4\n"),
    "root": ("signed.txt", "=\n\n", "A\n\n"),
    "origin": ("signed.txt", "bilat/", "bilat/0"),
    "signature": ("signed.txt", "=\n", "A\n"),
    "signature line": ("signed.txt", "\N{EM DASH} ", "- "),
}


@pytest.mark.parametrize(("name", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_a_changed_checkpoint_is_found(handed_out: Bilat, name: str, old: str, new: str) -> None:
    if old == "=\n":  # the last of the file, not the root's
        text = Path(name).read_text()
        Path("edited").write_text(text[:-3] + ("A" if text[-3] != "A" else "B") + text[-2:])
    else:
        edited(name, old, new)
    for words in ((), ("log.jsonl",)):
        answer = handed_out("verify", *words, "--checkpoint", "edited", "--key", "k.pub")
        assert (answer.code, answer.err) == (1, ""), answer
        assert "the checkpoint is not to be trusted" in answer.out


@pytest.mark.parametrize(("old", "new", "cause"), [("\n4\n", "\n3\n", "@1..@3: "), ("\n4\n", "\n9\n", "@7: ")])
def test_a_changed_unsigned_checkpoint_is_found(handed_out: Bilat, old: str, new: str, cause: str) -> None:
    edited("head.txt", old, new)
    answer = handed_out("verify", "--checkpoint", "edited")
    assert answer.code == 1
    assert answer.out.splitlines()[3].startswith(cause)


def test_a_cut_tail_is_found_by_the_checkpoint_alone(handed_out: Bilat) -> None:
    lines = Path("log.jsonl").read_bytes().splitlines(keepends=True)
    Path("cut.jsonl").write_bytes(b"".join(lines[:3]))
    assert handed_out("verify", "cut.jsonl").code == 0
    answer = handed_out("verify", "cut.jsonl", "--checkpoint", "signed.txt", "--key", "k.pub")
    assert answer.code == 1
    assert "@4: the checkpoint covers 5 events, the log holds 3: the tail was cut off" in answer.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"leaf": "', '"leaf": "0', "this is no proof"),
        ('"proof": "inclusion"', '"proof": "inclusion", "by": "me"', "this proof holds what no proof has: by"),
        ('"size": 5', '"size": 4, "size": 5', "this is no proof"),
        ('"event": "', '"event": 5, "was": "', "this proof holds what no proof has: was"),
        ('"origin": "', '"origin": 5, "origin": "', "this is no proof"),
    ],
)
def test_a_proof_that_says_more_or_other_than_a_proof_is_refused(
    handed_out: Bilat, old: str, new: str, said: str
) -> None:
    edited("old.json", old, new)
    answer = handed_out("verify", "--proof", "edited")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_the_leaf_of_a_proof_is_looked_at(handed_out: Bilat) -> None:
    value = json.loads(Path("old.json").read_text())
    Path("edited").write_text(json.dumps(value | {"leaf": "0" * 64}))
    for words in ((), ("--checkpoint", "signed.txt")):
        answer = handed_out("verify", "--proof", "edited", *words)
        assert answer.code == 1
        assert "@4 pledge/exchange#1: the leaf in the proof is not the hash of its line" in answer.out


@pytest.mark.parametrize(("old", "new"), [('"position": 4', '"position": 3'), ("Exchange", "Change")])
def test_a_changed_proof_is_found(handed_out: Bilat, old: str, new: str) -> None:
    edited("old.json", old, new)
    for words in ((), ("--checkpoint", "signed.txt")):
        answer = handed_out("verify", "--proof", "edited", *words)
        assert answer.code == 1
        assert "the proof does not lead from the line" in answer.out


def test_a_proof_contradicts_a_changed_ledger(handed_out: Bilat) -> None:
    tamper()
    answer = handed_out("verify", "--proof", "proof.json")
    assert answer.code == 1
    assert "the proof and the log tell different roots of the first 6 events" in answer.out
