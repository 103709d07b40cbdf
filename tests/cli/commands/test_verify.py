"""`bilat verify`: what it prints, and how it ends."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bilat.events.log.log import open_log
from tests.cli.conftest import Bilat
from tests.events.log.tampering import behind_the_back


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


def tamper(words: str = "'Japan', 'China'", position: int = 1) -> None:
    with behind_the_back("bilat.db") as connection:
        change = f"UPDATE stored_events SET state = CAST(replace(state, {words}) AS BLOB) WHERE rowid = {position}"
        connection.execute(change)


def edited(name: str, old: str, new: str) -> str:
    text = Path(name).read_text()
    assert old in text
    Path("edited").write_text(text.replace(old, new, 1))
    return "edited"


def test_a_ledger_that_verifies(ledger: Bilat) -> None:
    answer = ledger("verify")
    with open_log("bilat.db") as log:
        root = log.head.root
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        f"bilat.db: 4 events\nroot {root}\n"
        "verified; no seal or checkpoint covers these events (bilat seal)\n"
    )  # fmt: skip


def test_sealed_events_are_told_from_later_ones(handed_out: Bilat) -> None:
    assert handed_out("verify").out.endswith("verified; sealed up to @5, 1 event since\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--checkpoint", "head.txt"),
        ("--checkpoint", "signed.txt", "--key", "k.pub"),
        ("log.jsonl", "--checkpoint", "signed.txt", "--key", "k.pub", "--deep"),
        ("--proof", "proof.json"),
        ("--proof", "growth.json"),
        ("--proof", "old.json", "--checkpoint", "signed.txt"),
        ("--proof", "growth.json", "--checkpoint", "signed.txt", "--key", "k.pub"),
        ("log.jsonl", "--proof", "proof.json"),
        ("bilat.db",),
    ],
)
def test_what_was_handed_out_agrees(handed_out: Bilat, words: tuple[str, ...]) -> None:
    answer = handed_out("verify", *words)
    assert (answer.code, answer.err) == (0, ""), answer
    assert json.loads(handed_out("verify", *words, "--format", "json").out)["ok"]


def test_a_proof_and_a_checkpoint_need_no_ledger(handed_out: Bilat) -> None:
    Path("bilat.db").unlink()
    answer = handed_out("verify", "--proof", "old.json", "--checkpoint", "signed.txt", "--key", "k.pub")
    assert answer.code == 0
    assert answer.out.endswith("verified against the checkpoint\n")


def test_an_export_needs_no_ledger(handed_out: Bilat) -> None:
    Path("bilat.db").unlink()
    assert handed_out("verify", "log.jsonl", "--checkpoint", "signed.txt", "--key", "k.pub").code == 0


def test_standard_input_is_an_export(handed_out: Bilat, program: Bilat) -> None:
    for name in ("-", "/dev/stdin"):
        answer = program("verify", name, given=Path("log.jsonl").read_bytes())
        assert (answer.code, answer.out.splitlines()[0]) == (0, f"{name}: 6 events")


def test_a_changed_row_is_named(handed_out: Bilat) -> None:
    tamper()
    answer = handed_out("verify")
    assert answer.code == 1
    assert answer.out.splitlines()[2:] == [
        "@1: this is not the line that was recorded here: its hash is not the one that was kept",
        "  restore the ledger from a backup or an export that verifies",
        "@1..@4: the first 4 events do not have the root that the head of the ledger tells",
        "  restore the ledger from a backup that verifies",
        "@1..@4: the first 4 events do not have the root that the seal at @5 tells; 1 later one disagrees too",
        "  restore the ledger from a backup that verifies",
        "3 findings; first bad position: @1",
    ]


def test_findings_as_json(handed_out: Bilat) -> None:
    tamper("'\"kind\"', ' \"kind\"'", 3)
    told = json.loads(handed_out("verify", "--format", "json").out)
    assert (told["report"], told["ok"], told["events"], told["sealed"]) == ("verify", False, 6, 0)
    assert told["total"] == len(told["findings"])
    first = told["findings"][0]
    assert (first["position"], first["last"], first["event"]) == (3, None, "source/mofa#1")
    assert first["cause"].startswith("the line is not canonical")
    assert first["remedy"]


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


def test_dropped_triggers_are_found(ledger: Bilat) -> None:
    with closing(sqlite3.connect("bilat.db")) as connection:
        connection.execute("DROP TRIGGER log_refuses_update")
    answer = ledger("verify")
    assert answer.code == 1
    assert "log: the trigger log_refuses_update is missing" in answer.out


def test_what_is_printed_acts_on_no_terminal(ledger: Bilat) -> None:
    tamper("'Japan', char(27) || '[31m'")
    answer = ledger("verify", "--deep")
    assert answer.code == 1
    assert "\x1b" not in answer.out


def test_many_findings_are_cut(ledger: Bilat) -> None:
    Path("log.jsonl").write_bytes(b"x\n" * 30)
    answer = ledger("verify", "log.jsonl", "--limit", "2")
    assert answer.out.splitlines()[-2:] == [
        "28 more (--limit N shows N findings, --limit 0 all)",
        "30 findings; first bad position: @1",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.jsonl",), "cannot read the export none.jsonl"),
        ((".",), "cannot read the export ."),
        (("--checkpoint", "none.txt"), "cannot read the checkpoint none.txt"),
        (("--checkpoint", "proof.json"), "this is no checkpoint"),
        (("--checkpoint", "bilat.db"), "this is no checkpoint"),
        (("--checkpoint", "head.txt", "--key", "none.pub"), "cannot read the key none.pub"),
        (("--checkpoint", "head.txt", "--key", "head.txt"), "no Ed25519 key"),
        (("--key", "k.pub"), "--key says who signed a checkpoint"),
        (("--proof", "none.json"), "cannot read the proof none.json"),
        (("--proof", "head.txt"), "this is no proof"),
        (("--proof", "proof.json", "--checkpoint", "head.txt"), "make one that fits"),
        (("--ledger", "other.db", "--proof", "proof.json"), "the proof is for another tree"),
        (("--proof", "foreign.json", "--checkpoint", "head.txt"), "the proof is for another tree"),
    ],
)
def test_bad_input(handed_out: Bilat, words: tuple[str, ...], said: str) -> None:
    handed_out("init", "other.db", "--with", "asean-japan")
    handed_out("--ledger", "other.db", "prove", "@3", "--to", "4", "-o", "foreign.json")
    answer = handed_out("verify", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) == 2, "it says what to do"


def test_a_store_that_cannot_be_read(bilat: Bilat) -> None:
    assert bilat("verify").code == 3
    Path("bilat.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert bilat("verify").code == 3
