"""`bilat replay`: the history step by step, and saved reports checked."""

import contextlib
import csv
import io
import json
import os
import select
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat
from tests.cli.program import Running
from tests.events.log.verify.tampering import behind_the_back

RESTATED = "pledge-restated --stream pledge/exchange --on 2023-12-18 --cites mofa"


@pytest.fixture
def told_twice(ledger: Bilat) -> Bilat:
    """The small ledger, with its pledge told again."""
    assert ledger("append", *RESTATED.split(), "--amount", "JPY 40bn").code == 0
    return ledger


def test_every_event_is_told_with_what_it_did(told_twice: Bilat) -> None:
    rows = json.loads(told_twice("replay", "ASEAN-JP", "--format", "json").out)["rows"]
    assert [(row["position"], row["effect"]) for row in rows] == [
        (4, "headline JPY 0 to 40bn; net JPY 0 to 40bn"),
        (5, "headline JPY 40bn to 80bn; excluded as restated JPY 0 to 40bn"),
    ]
    assert rows[1]["net"] == [{"value": "40000000000", "unit": "JPY"}]


def test_without_a_relation_the_whole_ledger_is_replayed(told_twice: Bilat) -> None:
    rows = list(csv.DictReader(io.StringIO(told_twice("replay", "--format", "csv").out)))
    assert [row["effect"] for row in rows[:3]] == ["a party, and no money"] * 2 + ["a source, and no money"]
    assert len(rows) == 5


def test_until_and_order_are_heeded(told_twice: Bilat) -> None:
    value = json.loads(told_twice("replay", "--until", "@4", "--order", "on", "--format", "json").out)
    assert (value["order"], value["boundary"]["recorded_by"], len(value["rows"])) == ("on", "@4", 4)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_step_waits_for_keys_on_a_terminal(told_twice: Bilat) -> None:
    ours, theirs = os.openpty()
    running = Running("replay", "--step", stdin=theirs, stdout=theirs)
    os.close(theirs)
    seen, answered, deadline = b"", 0, time.monotonic() + 60
    while running.returncode is None and time.monotonic() < deadline:
        if select.select([ours], [], [], 0.5)[0]:
            with contextlib.suppress(OSError):  # the terminal is gone
                seen += os.read(ours, 1000)
        elif seen.count(b"@") > answered:  # it waits after an event that no key has answered
            answered = seen.count(b"@")
            os.write(ours, b"q" if answered == 3 else b" ")
    os.close(ours)
    with running:
        running.kill()
    assert (running.returncode, seen.count(b"@")) == (0, 3)


@pytest.mark.parametrize(
    "words",
    [
        ("--step",),
        ("--step", "--format", "json"),
        ("--until", "@2", "--recorded-by", "@2"),
        ("--until", "@99"),
        ("--until", "soon"),
        ("JP-XX",),
        ("--check", "nowhere.json"),
        ("--check", "bilat.db"),
        ("ASEAN-JP", "--check", "report.json"),
        ("--check", "report.json", "--members"),
        ("--check", "report.json", "--format", "csv"),
        ("--check", "/dev/zero"),
        ("--check", "pipe"),
        ("--rates", "file:rates.csv"),
        ("--deflators", "prices.csv"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Bilat, words: tuple[str, ...]) -> None:
    Path("report.json").write_text(ledger("timeline", "ASEAN-JP", "--format", "json").out)
    os.mkfifo("pipe")
    answer = ledger("replay", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


REPORTS = (
    ("timeline", "ASEAN-JP", "--known-by", "2024"),
    ("commitments", "ASEAN-JP", "--by", "year", "--in", "USD", "--rates", "ecb-day"),
    ("trade", "JP-ASEAN", "--policy", "interval"),
    ("check",),
    ("replay", "--order", "on"),
    ("explain", "ASEAN-JP", "--pledge", "exchange"),
    ("diff", "ASEAN-JP", "--between", "@3", "--and", "known:2023"),
)


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_a_saved_report_holds_until_the_record_is_tampered_with(ledger: Bilat, words: tuple[str, ...]) -> None:
    # given a saved report, after which one more event was recorded
    Path("report.json").write_text(ledger(*words, "--format", "json").out)
    assert ledger("append", *RESTATED.split(), "--amount", "JPY 40bn").code == 0
    answer = ledger("replay", "--check", "report.json")
    assert (answer.code, answer.out) == (0, f"{words[0]} at 4 events: equal\n")
    # when a stored row is changed behind the ledger's back
    with behind_the_back("bilat.db") as connection:
        change = "CAST(replace(state, '40000000000', '50000000000') AS BLOB)"
        connection.execute(f"UPDATE stored_events SET state = {change} WHERE rowid = 4")
    # then it does not hold any more
    answer = ledger("replay", "--check", "report.json", "--format", "json")
    verdict = json.loads(answer.out)
    assert (answer.code, verdict["ok"]) == (1, False)
    assert verdict["reasons"][0].startswith("root differs: at 4 events")


def test_the_places_that_differ_are_printed(ledger: Bilat) -> None:
    saved = ledger("commitments", "ASEAN-JP", "--format", "json").out
    Path("report.json").write_text(saved.replace('"stage": "announced"', '"stage": "\\u001b[2Jcompleted"'))
    answer = ledger("replay", "--check", "report.json")
    assert (answer.code, answer.out.splitlines()) == (
        1,
        [
            "commitments at 4 events: does not hold",
            "the report is not what the same log, program and rates say: it was changed",
            "rows[pledge/exchange].stage",
            '  saved "\\u001b[2Jcompleted"',
            '  now   "announced"',
        ],
    )


def test_a_file_of_rates_is_opened_where_it_is_named_on_the_command_line(ledger: Bilat) -> None:
    Path("rates.csv").write_text("period,currency,per_unit_of,rate\n2023,JPY,USD,140\n")
    words = ("commitments", "ASEAN-JP", "--in", "USD", "--rates", "file:rates.csv", "--format", "json")
    Path("report.json").write_text(ledger(*words).out)
    answer = ledger("replay", "--check", "report.json")
    assert (answer.code, answer.out) == (2, "")
    assert "name it too: --rates file:rates.csv" in answer.err
    for named in ("file:rates.csv", "rates.csv"):
        answer = ledger("replay", "--check", "report.json", "--rates", named)
        assert (answer.code, answer.out) == (0, "commitments at 4 events: equal\n")
    Path("rates.csv").write_text("period,currency,per_unit_of,rate\n2023,JPY,USD,141\n")
    answer = ledger("replay", "--check", "report.json", "--rates", "file:rates.csv")
    assert (answer.code, answer.out.splitlines()[1].partition(":")[0]) == (1, "rate table differs")


def test_the_shipped_history_checks(bilat: Bilat) -> None:
    bilat("init", "asia.db", "--with", "asean-japan")
    words = ("--ledger", "asia.db", "commitments", "ASEAN-JP", "--from", "2020", "--to", "2023", "--format", "json")
    Path("report.json").write_text(bilat(*words).out)
    assert bilat("--ledger", "asia.db", "replay", "--check", "report.json").code == 0
