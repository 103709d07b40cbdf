"""Imports of any length: judged as they are read, in bounded memory, recorded in one transaction."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from bilat.domain import record_buffer
from bilat.domain.importing import import_batch
from bilat.domain.record_buffer import RecordBuffer
from bilat.events.errors import Problem, Refused
from bilat.events.formats.reading import Reading
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.stores import application
from bilat.events.log.transparency.merkle import Tree
from tests.conftest import MIDNIGHT, Line, event
from tests.domain.batches import imported
from tests.domain.facts import WORLD, corrected, merged, party, pledge, programme, source, then

FORWARD = [
    pledge("b"),
    merged("b", "a"),
    pledge("a", part_of="programme/loans", cites=["leaflet"]),
    then("topped-up", "a", amount="USD 1m"),
    corrected("pledge/a#1", title="Right"),
    programme(),
    *WORLD,
    source("leaflet", origin="paper"),
]


@pytest.fixture
def ledger(place: str) -> Iterator[Log]:
    """An empty ledger on each store."""
    with create_log(place) as log:
        yield log


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two events, and spools that go to disk at once."""
    monkeypatch.setattr(application, "EVENTS_BATCH", 2)
    monkeypatch.setattr(record_buffer, "LIMIT", 100)


def lines(log: Log) -> list[Line]:
    """What the log holds, decoded."""
    return [orjson.loads(line) for line in log.lines()]


@pytest.mark.usefixtures("tiny")
def test_a_batch_of_many_pages_is_one_batch(ledger: Log) -> None:
    outcome = imported(ledger, *FORWARD)
    assert [each["stream"] for each in lines(ledger)] == [each["stream"] for each in FORWARD]
    assert ledger.head.tree == Tree().extended(ledger.lines())
    assert {each["recorded_at"] for each in lines(ledger)} == {"2024-01-01T00:00:00.000000Z"}
    assert [each.ref for each in outcome.recorded][:3] == ["pledge/b#1", "pledge/b#2", "pledge/a#1"]
    assert (outcome.count, outcome.first_position) == (len(FORWARD), 1)


@pytest.mark.usefixtures("tiny")
def test_a_line_may_name_what_comes_later_but_not_what_never_comes(ledger: Log) -> None:
    with pytest.raises(Refused) as caught:
        imported(ledger, *(each for each in FORWARD if each["stream"] != "source/leaflet"), party("KH", type="fund"))
    assert [(each.where, each.rule) for each in caught.value.problems] == [("line 3", "reference"), ("line 12", "code")]
    assert "unknown source 'leaflet'" in caught.value.problems[0].message
    assert ledger.head.size == 0


@pytest.mark.usefixtures("tiny")
def test_a_failure_on_a_later_page_leaves_nothing(ledger: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(ledger, *WORLD)
    before = ledger.head
    grown = Tree.grown
    turns = iter([False, True])

    def failing(tree: Tree, leaves: Any) -> Tree:
        if next(turns, False):
            raise OSError("the disk is full")
        return grown(tree, leaves)

    with monkeypatch.context() as broken:
        broken.setattr(Tree, "grown", failing)
        with pytest.raises(Exception, match="the disk is full"):
            imported(ledger, *(pledge(f"p{number}") for number in range(6)))
    assert (ledger.head, len(lines(ledger))) == (before, len(WORLD))
    assert imported(ledger, pledge()).first_position == before.size + 1


@pytest.mark.usefixtures("tiny")
def test_an_import_overtaken_by_what_it_rests_on_is_judged_again_from_what_was_put_aside(
    ledger: Log, place: str
) -> None:
    world = [each for each in WORLD if each["stream"] != "party/US"]
    imported(ledger, *world, party("US", fiscal_year_start="1999-10-01"))
    mended = corrected("party/US#1", fiscal_year_start="1999-07-01")
    rushed = iter([True])

    def now() -> Any:
        if next(rushed, False):
            with open_log(place, "w") as other:
                imported(other, mended, pledge("a"))
        return MIDNIGHT

    mine = [pledge("us", donor="US", on="FY2020"), pledge("a"), pledge("b"), pledge("b")]
    readings: Iterator[Reading] = ((event(line), f"line {number}") for number, line in enumerate(mine, 1))
    outcome = import_batch(ledger, readings, recorder="t", now=now)
    assert (outcome.count, outcome.already) == (2, 2), "what the other recorded too is known now"
    assert outcome.recorded[0].on == "2019-07-01/2020-06-30", "by the year as corrected meanwhile"


@pytest.mark.usefixtures("tiny")
def test_an_import_overtaken_by_what_it_does_not_rest_on_is_stamped_again(ledger: Log, place: str) -> None:
    imported(ledger, *WORLD)

    def now() -> Any:
        with open_log(place, "w") as other:
            imported(other, pledge("other"))
        return MIDNIGHT - timedelta(days=1)

    outcome = imported(ledger, pledge("a"), pledge("b"), pledge("c"), now=now)
    assert outcome.first_position == len(WORLD) + 2
    assert {each["recorded_at"] for each in lines(ledger)} == {"2024-01-01T00:00:00.000000Z"}
    assert ledger.head.tree == Tree().extended(ledger.lines())


@pytest.mark.usefixtures("tiny")
def test_a_fiscal_year_is_known_though_its_party_stands_last(ledger: Log) -> None:
    outcome = imported(ledger, pledge(on="FY2020"), pledge("b"), pledge("b"), *WORLD)
    assert (outcome.recorded[0].on, outcome.already) == ("2020-04-01/2021-03-31", 1)
    assert [each["stream"] for each in lines(ledger)][:2] == ["pledge/help", "pledge/b"]


def test_problems_stand_in_the_order_of_the_file(ledger: Log) -> None:
    found: list[Reading] = [Problem("line 9", "json", "not JSON")]
    bad = [pledge("a", cites=["nowhere"]), pledge("b", donor="KH", recipient="KH"), pledge("a"), pledge("a", title="2")]
    read = [(event(line), f"line {number}") for number, line in enumerate([*WORLD, *bad], 1)]
    with pytest.raises(Refused) as caught:
        import_batch(ledger, [*read, *found], recorder="t", now=lambda: MIDNIGHT)
    number = len(WORLD)
    assert [each.where for each in caught.value.problems] == [
        "line 9",
        f"line {number + 1}",
        *[f"line {number + 2}"] * 3,
        f"line {number + 3}",
        f"line {number + 4}",
    ]


def test_a_spool_is_read_by_place_and_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_buffer, "LIMIT", 50)
    kept = RecordBuffer()
    places = []
    for number in range(30):
        places.append(kept.add(b"record %d\n" % number))
        assert kept.at(places[number // 2]) == b"record %d\n" % (number // 2)
    assert [*kept.records()] == [b"record %d\n" % number for number in range(30)]
    assert next(kept.records(places[7])) == b"record 7\n"


MEASURE = """
import resource, sys
from datetime import UTC, datetime
from bilat.domain.importing import import_batch
from bilat.events.formats.jsonl import read
from bilat.events.log.log import open_log

with open_log(sys.argv[1], "w") as log, open(sys.argv[2], "rb") as file:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = import_batch(log, read(file), recorder="t", now=lambda: datetime.now(UTC)).count
    print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_long_import_does_not_keep_its_events_in_memory(tmp_path: Path) -> None:
    ledger, file = tmp_path / "ledger.db", tmp_path / "long.jsonl"
    with create_log(str(ledger)) as log:
        imported(log, *WORLD, pledge())
    count, row = 20_000, "a row of the dataset " * 20
    with file.open("wb") as lines:
        for number in range(count):
            cite = {"source": "paper", "locator": f"{row}{number}"}
            lines.write(orjson.dumps(then("disbursed", amount="USD 5", cites=[cite])) + b"\n")
    answer = subprocess.run([sys.executable, "-c", MEASURE, ledger, file], check=True, capture_output=True, text=True)
    recorded, mebibytes = map(int, answer.stdout.split())
    assert recorded == count
    assert mebibytes < 80, "the events alone would take more than 150 MiB"
