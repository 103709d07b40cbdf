"""The log: what is recorded is what is read; nobody overwrites another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilat.events.errors import BadInput, Conflict, StoreError
from bilat.events.log.head import LogAdvanced
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.transparency.merkle import Tree
from tests.events.log.lines import AT, put, written


@pytest.fixture
def ledger(place: str) -> Iterator[Log]:
    """An empty ledger on each store."""
    with create_log(place) as log:
        yield log


def test_a_new_ledger_is_empty_and_has_an_id(ledger: Log, tmp_path: Path) -> None:
    assert (ledger.head.size, ledger.head.root, ledger.head.recorded_at) == (0, Tree().root.hex(), "")
    assert list(ledger.lines()) == []
    with create_log(str(tmp_path / "other.db")) as other:
        assert len(ledger.id) == 32
        assert ledger.id != other.id


def test_lines_come_out_as_they_went_in_and_in_order(ledger: Log) -> None:
    first, second = [written("pledge/b"), written("pledge/a")], [written("pledge/a", 2)]
    put(ledger, *first)
    put(ledger, *second)
    lines = [each.state for each in (*first, *second)]
    assert list(ledger.lines()) == lines
    assert list(ledger.lines(2)) == lines[1:]
    assert list(ledger.lines(2, 2)) == [lines[1]]
    assert list(ledger.lines(4)) == []
    assert b"\n".join(ledger.read_chunks()) == b"\n".join(lines)


def test_the_head_holds_size_time_and_root_after_every_batch(ledger: Log) -> None:
    for version in range(1, 6):
        put(ledger, written("pledge/a", version), written(f"pledge/b{version}"))
        tree = Tree().extended(ledger.lines())
        assert ledger.head == (ledger.id, 2 * version, tree.root.hex(), ledger.head.peaks, AT)
        assert ledger.head.tree == tree


def test_streams_and_positions_are_found_by_name(ledger: Log) -> None:
    put(ledger, written("pledge/b"), written("pledge/a"), written("pledge/a", 2))
    assert [event.version for event in ledger.stream("pledge/a")] == [1, 2]
    assert ledger.stream("pledge/c") == []
    assert ledger.streams() == ledger.streams("pledge/") == ["pledge/a", "pledge/b"]
    assert ledger.streams("party/") == []
    assert list(ledger.read_streams(["pledge/a", "pledge/none"])) == ["pledge/a"]
    assert ledger.position("pledge/a", 2) == 3
    assert ledger.position("pledge/a", 3) is None


def test_a_batch_for_a_log_that_has_grown_is_overtaken(ledger: Log, place: str) -> None:
    put(ledger, written("pledge/a"))
    with open_log(place, "w") as other:
        put(other, written("pledge/b"))
    with pytest.raises(LogAdvanced, match="stands at version 2"):
        put(ledger, written("pledge/c"), after=1)
    assert ledger.streams() == ["pledge/a", "pledge/b"]
    assert ledger.head.tree == Tree().extended(ledger.lines())


def test_a_version_that_is_taken_is_a_conflict_and_nothing_of_the_batch_stays(ledger: Log) -> None:
    put(ledger, written("pledge/a"), written("pledge/a", 2))
    with pytest.raises(Conflict, match="pledge/a stands at version 2, this event was made for version 1"):
        put(ledger, written("pledge/a", 2), written("pledge/b"))
    assert ledger.head.size == 2
    assert ledger.streams() == ["pledge/a"]


def test_a_ledger_is_created_where_nothing_is_yet(ledger: Log, place: str, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    create_log(str(tmp_path / "empty")).close()
    for taken in (place, str(tmp_path)):
        with pytest.raises(BadInput, match=r"exists already|holds a ledger already"):
            create_log(taken)
    with pytest.raises(StoreError, match="make the folder first"):
        create_log(str(tmp_path / "nowhere" / "ledger.db"))
