"""`bilat verify`: what it prints, and how it ends."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bilat.events.log.codec import canonical
from bilat.events.log.log import open_log
from tests.cli.commands.papers import tamper
from tests.cli.conftest import Bilat


def test_a_ledger_that_verifies(ledger: Bilat) -> None:
    answer = ledger("verify")
    with open_log("bilat.db") as log:
        root = log.head.root
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        f"bilat.db: 4 events\nroot {root}\n"
        "not proved: that nobody made the whole record anew (--checkpoint); the ledger's id, which no seal of its own "
        "names (bilat seal); what each kind of event may hold (--deep)\n"
        "verified; no seal or checkpoint covers these events (bilat seal)\n"
    )


def test_sealed_events_are_told_from_later_ones(handed_out: Bilat) -> None:
    assert handed_out("verify").out.endswith("verified; sealed up to @5, 1 event since\n")


def test_the_ledgers_own_seals_are_told_from_the_checkpoint(handed_out: Bilat) -> None:
    answer = handed_out("verify", "--checkpoint", "head.txt")
    assert answer.out.splitlines()[-3:] == [
        f"checkpoint of 4 events of {Path('head.txt').read_text().splitlines()[0]}, no signature checked (--key)",
        "not proved: who made the checkpoint (--key); that nothing after @4 was made anew since (a later checkpoint); "
        "what each kind of event may hold (--deep)",
        "verified; sealed up to @5, the checkpoint covers up to @4, 1 event since",
    ]
    assert json.loads(handed_out("verify", "--checkpoint", "signed.txt", "--format", "json").out)["sealed"] == 5
    # an export of which the seals are left out is covered by the checkpoint alone
    lines = Path("log.jsonl").read_bytes().splitlines(keepends=True)
    Path("short.jsonl").write_bytes(b"".join(lines[:4]))
    answer = handed_out("verify", "short.jsonl", "--checkpoint", "head.txt", "--deep")
    assert answer.out.splitlines()[-2:] == [
        "not proved: who made the checkpoint (--key)",
        "verified; the checkpoint covers up to @4, 0 events since",
    ]
    value = json.loads(handed_out("verify", "short.jsonl", "--checkpoint", "head.txt", "--format", "json").out)
    assert (value["sealed"], value["checkpoint"]["events"]) == (0, 4)


def test_who_signed_is_said_only_where_the_signature_was_checked_and_holds(handed_out: Bilat) -> None:
    handed_out("seal", "--new-key", "other", "--name", "other")
    forged = Path("signed.txt").read_text()
    Path("forged.txt").write_text(forged[:-3] + ("A" if forged[-3] != "A" else "B") + forged[-2:])
    for name, key, code in (
        ("signed.txt", "k.pub", 0),
        ("signed.txt", None, 0),
        ("head.txt", "k.pub", 1),
        ("forged.txt", "k.pub", 1),
        ("signed.txt", "other.pub", 1),
    ):
        asked = () if key is None else ("--key", key)
        checked = key is not None and code == 0
        for words in ((), ("--proof", "growth.json" if name != "head.txt" else "old4.json")):
            if words and name == "head.txt":
                handed_out("prove", "--from", "2", "--to", "4", "-o", "old4.json")
            answer = handed_out("verify", *words, "--checkpoint", name, *asked)
            assert (answer.code, answer.err) == (code, ""), answer
            subject = answer.out.partition("log: the checkpoint is not to be trusted")[0]
            assert ("signed by" in subject) is checked, answer.out
            value = json.loads(handed_out("verify", *words, "--checkpoint", name, *asked, "--format", "json").out)
            assert (value["checkpoint"]["signer"] is not None) is checked


@pytest.mark.parametrize("option", ["--checkpoint", "--key", "--proof"])
@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "large", "endless name"])
def test_only_files_of_a_sensible_size_are_read(handed_out: Bilat, option: str, kind: str) -> None:
    name = {"fifo": "pipe", "device": "/dev/zero", "folder": ".", "large": "large", "endless name": "x" * 5000}[kind]
    if kind == "fifo":
        os.mkfifo("pipe")
    elif kind == "large":
        with Path("large").open("wb") as file:
            file.truncate(1 << 40)
    words = ("--checkpoint", "head.txt", option, name) if option == "--key" else (option, name)
    answer = handed_out("verify", *words)
    assert (answer.code, answer.out) == (2, ""), answer
    assert "cannot read the" in answer.err or "has more than" in answer.err


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
    value = json.loads(handed_out("verify", "--format", "json").out)
    assert (value["report"], value["ok"], value["events"], value["sealed"]) == ("verify", False, 6, 0)
    assert value["total"] == len(value["findings"])
    first = value["findings"][0]
    assert (first["position"], first["last"], first["event"]) == (3, None, "source/mofa#1")
    assert first["cause"].startswith("the line is not canonical")
    assert first["remedy"]


def test_a_time_of_recording_that_is_still_to_come_is_found(ledger: Bilat) -> None:
    lines = Path("log.jsonl")
    ledger("export", "-o", str(lines))
    items = [json.loads(line) for line in lines.read_bytes().splitlines()]
    items[-1]["recorded_at"] = "9999-12-31T23:59:59.999999Z"
    lines.write_bytes(b"".join(canonical(each) + b"\n" for each in items))
    answer = ledger("verify", str(lines))
    assert answer.code == 1
    assert "@4 pledge/exchange#1: recorded at 9999-12-31T23:59:59.999999Z, which is still to come" in answer.out
    assert ledger("init", "copy.db").code == 0
    refused = ledger("--ledger", "copy.db", "import", str(lines), "--preserve")
    assert (refused.code, "which is still to come" in refused.err) == (2, True)


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
