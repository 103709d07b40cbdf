"""Many writers at once: nothing is lost, doubled or out of order."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson

import bilat
from bilat.events.errors import Conflict
from bilat.events.log.log import open_log
from bilat.events.log.transparency.merkle import Tree
from tests.cli.conftest import Answer
from tests.cli.program import run, server
from tests.full import FULL
from tests.whole_ledger import assert_whole

WRITERS, EACH = (8, 500) if FULL else (3, 12)
SHELLS, LINES = (8, 6) if FULL else (2, 2)
SHARED = {"kind": "source-registered", "stream": "source/shared", "title": "T", "publisher": "P", "type": "news"}


def _append(place: str, writer: int) -> list[int]:
    """Append to streams of our own and, in turn, to one that all share; where each came to stand."""
    ledger = bilat.open(place)
    at = []
    for number in range(EACH):
        record: dict[str, object] = {**SHARED, "stream": f"source/w{writer}-{number}"}
        if number % 4 == 3:
            record = {
                "kind": "source-archived",
                "stream": "source/shared",
                "sha256": "0" * 64,
                "media_type": "text/plain",
            }
            record["size"] = writer * 10_000 + number
        at.append(_appended(ledger, record, writer))
    return at


def _appended(ledger: bilat.Ledger, record: dict[str, object], writer: int) -> int:
    """Where an event came to stand; a conflict recorded nothing of it, so it is appended again."""
    while True:
        try:
            outcome = ledger.append(record, recorder=f"writer {writer}")
        except Conflict:
            assert record["stream"] == "source/shared"
            continue
        assert outcome.already == 0
        return outcome.first_position


def _shell(place: str, writer: int) -> list[Answer]:
    """What a user's shell answers to one `bilat append` after another, on streams as above."""
    answers = []
    for number in range(LINES):
        line = ["source-archived", "--stream", "source/shared", "--sha256", "0" * 64, "--media-type", "text/plain"]
        line += ["--size", str(writer * 100 + number)]
        if number % 2:
            own = f"w{writer}-{number}"
            line = ["source-registered", "--stream", f"source/{own}", "--title", f"Title of {own}"]
            line += ["--publisher", f"Publisher {own}", "--type", "news"]
        done = run("--ledger", place, "--as", f"writer {writer}", "append", *line)
        answers.append(Answer(done.returncode, done.stdout.decode(), done.stderr.decode()))
    return answers


def _recorded(place: str, items: Sequence[int]) -> list[dict[str, Any]]:
    """The events, of which the writers were told that all but the first stand where they do."""
    with open_log(place) as log:
        lines = list(log.lines())
        assert log.head.size == len(lines)
        assert Tree().extended(lines).root.hex() == log.head.root
    assert sorted(items) == list(range(2, len(lines) + 1)), "every writer learns where its events stand"
    assert_whole(place, len(lines))
    events: list[dict[str, Any]] = [orjson.loads(line) for line in lines]
    versions: Counter[str] = Counter()
    for event in events:
        versions[event["stream"]] += 1
        assert event["version"] == versions[event["stream"]]
    times = [event["recorded_at"] for event in events]
    assert times == sorted(times)
    return events


def test_nothing_is_lost_or_doubled(place: str) -> None:
    bilat.create(place).append(SHARED, recorder="clerk")
    with ProcessPoolExecutor(WRITERS, mp_context=server()) as pool:
        found = list(pool.map(_append, [place] * WRITERS, range(WRITERS)))
    events = _recorded(place, [position for items in found for position in items])
    assert len(events) == 1 + WRITERS * EACH
    for writer, items in enumerate(found):
        assert {events[position - 1]["recorder"] for position in items} == {f"writer {writer}"}
        assert items == sorted(items)


def test_shells_that_append_at_once_all_succeed(place: str) -> None:
    bilat.create(place).append(SHARED, recorder="clerk")
    with ThreadPoolExecutor(SHELLS) as pool:
        found = list(pool.map(_shell, [place] * SHELLS, range(SHELLS)))
    answers = [answer for each in found for answer in each]
    assert {(answer.code, answer.err) for answer in answers} == {(0, "")}
    events = _recorded(place, [int(answer.out.rpartition("@")[2]) for answer in answers])
    assert len(events) == 1 + SHELLS * LINES


def test_an_event_made_for_a_version_that_is_taken_is_refused_with_both_versions(place: str, tmp_path: Path) -> None:
    # given a file made while the stream stood at version 1
    ledger = bilat.create(place)
    ledger.append(SHARED)
    copy = {"kind": "source-archived", "stream": "source/shared", "sha256": "0" * 64, "media_type": "text/plain"}
    file = tmp_path / "late.jsonl"
    file.write_bytes(orjson.dumps(copy | {"size": 1, "version": 2}))
    # when another writer takes version 2 before it is imported
    ledger.append(copy | {"size": 2})
    done = run("--ledger", place, "import", str(file))
    # then nothing is recorded, and both versions are named
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"version 2 is given, source/shared is to get version 3" in done.stderr
    with open_log(place) as log:
        assert log.head.size == 2
