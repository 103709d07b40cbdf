"""`timeline --follow`: new events are printed as they are recorded, until interrupted."""

import json
import signal
from concurrent.futures import ProcessPoolExecutor

import pytest

import bilat
from tests.cli.program import Running, run, server
from tests.full import FULL

WRITERS, EACH = (4, 100) if FULL else (2, 8)
PARTIES = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN", "type": "group"},
    {"kind": "source-registered", "stream": "source/paper", "title": "T", "publisher": "P", "type": "news"},
]


def statement(slug: str) -> dict[str, object]:
    return {
        "kind": "statement-made",
        "stream": f"statement/{slug}",
        "on": "2024-05-01",
        "cites": [{"source": "paper"}],
        "parties": ["JP"],
        "to": ["ASEAN"],
        "text": f"said {slug}",
    }


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_new_events_are_printed_as_they_are_recorded(place: str, format: str) -> None:
    ledger = bilat.create(place)
    ledger.append(*PARTIES, statement("first"))
    with Running("--ledger", place, "timeline", "ASEAN-JP", "--follow", "--format", format) as following:
        assert following.stdout is not None
        assert following.stderr is not None
        out = ""
        for slug in ("first", "second", "third"):
            if slug != "first":
                ledger.append(statement(slug))
            while slug not in out:
                line = following.stdout.readline().decode()
                assert line, following.stderr.read()
                out += line
        following.send_signal(signal.SIGINT)
        out += following.stdout.read().decode()
        assert following.stderr.read() in (b"", b"bilat: interrupted\n")
        assert following.wait() == 130
    assert out.count("said") == 3
    if format == "json":
        assert [json.loads(line)["what"] for line in out.splitlines()] == ["said first", "said second", "said third"]


def _said(place: str, writer: int) -> None:
    """Append one statement after another."""
    ledger = bilat.open(place)
    for number in range(EACH):
        ledger.append(statement(f"w{writer}-{number}"))


def test_what_many_writers_record_at_once_is_printed_once_each(place: str) -> None:
    ledger = bilat.create(place)
    ledger.append(*PARTIES, statement("first"))
    command = ("--ledger", place, "timeline", "ASEAN-JP", "--follow", "--format", "json")
    with Running(*command) as following, ProcessPoolExecutor(WRITERS, mp_context=server()) as pool:
        assert following.stdout is not None
        items = [following.stdout.readline()]
        done = [pool.submit(_said, place, writer) for writer in range(WRITERS)]
        while len(items) < 1 + WRITERS * EACH:
            items.append(following.stdout.readline())
            assert items[-1], following.stderr and following.stderr.read()
        for each in done:
            each.result()
        following.send_signal(signal.SIGINT)
        code, out, err = following.communicate()
    assert (code, out) == (130, b"")
    assert err in (b"", b"bilat: interrupted\n")
    events = [json.loads(line)["event"] for line in items]
    written = {f"statement/w{writer}-{number}#1" for writer in range(WRITERS) for number in range(EACH)}
    assert len(events) == len(set(events))
    assert set(events) == {"statement/first#1", *written}


def test_what_cannot_be_followed_is_said() -> None:
    bilat.create("ledger.db").append(*PARTIES)
    for more in (["--format", "xlsx"], ["--recorded-by", "@1"]):
        done = run("--ledger", "ledger.db", "timeline", "ASEAN-JP", "--follow", *more)
        assert (done.returncode, b"--follow" in done.stderr) == (2, True)
