"""Exports: imported anew they tell the same, restored with `preserve` they are the same to the byte."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from bilat.events.errors import BadInput, Refused
from bilat.events.log.log import Log, create_log
from tests.conftest import MIDNIGHT, Line, Recording
from tests.domain.batches import imported
from tests.domain.facts import WORLD, pledge, retracted, then


@pytest.fixture
def sealed(given: Recording, ledger: Log) -> list[bytes]:
    """The export of a ledger with a retraction and a seal, recorded at three different times."""
    given(*WORLD, pledge(on="FY2020"), then("completed"), recorder="first clerk")
    given(retracted("pledge/help#2"), now=lambda: MIDNIGHT + timedelta(seconds=1))
    seal = {
        "kind": "ledger-sealed",
        "stream": f"ledger/{ledger.id}",
        "size": ledger.head.size,
        "root": ledger.head.root,
    }
    given(seal, now=lambda: MIDNIGHT + timedelta(seconds=2), recorder="notary")
    return list(ledger.lines())


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Log]:
    """Another, empty ledger."""
    with create_log(str(tmp_path / "copy.db")) as log:
        yield log


def fields_of(line: bytes) -> Line:
    """A line without what its ledger added."""
    return {name: value for name, value in orjson.loads(line).items() if name not in ("recorded_at", "recorder")}


def test_a_preserved_restoration_gives_the_same_bytes_and_root(sealed: list[bytes], ledger: Log, copy: Log) -> None:
    imported(copy, *sealed, preserve=True)
    assert list(copy.lines()) == sealed
    assert copy.head[1:] == ledger.head[1:], "all but the ledger's own id"


def test_the_clock_of_whoever_recorded_may_be_minutes_ahead(sealed: list[bytes], copy: Log) -> None:
    ahead = [*sealed[:-1], sealed[-1].replace(b"00:00:02.000000Z", b"00:10:00.000000Z")]
    imported(copy, *ahead, preserve=True)
    assert list(copy.lines()) == ahead


def test_a_plain_import_of_an_export_leaves_the_seal_out_and_tells_the_same(sealed: list[bytes], copy: Log) -> None:
    outcome = imported(copy, *sealed)
    assert [fields_of(line) for line in copy.lines()] == [fields_of(line) for line in sealed[:-1]]
    assert {event.recorder for event in outcome.recorded} == {"tester"}
    assert imported(copy, *sealed).already == len(sealed) - 1


def test_an_export_is_restored_into_an_empty_ledger_only(sealed: list[bytes], ledger: Log) -> None:
    with pytest.raises(BadInput, match=r"9 events already.* restore into an empty ledger"):
        imported(ledger, *sealed, preserve=True)


@pytest.mark.parametrize(
    ("change", "rule", "remedy"),
    [
        (lambda lines: [lines[0].replace(b"A paper", b"A pamphlet"), *lines[1:]], "seal", "bilat verify"),
        (lambda lines: lines[:7] + lines[8:], "seal", "bilat verify"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "seal", "bilat verify"),
        (lambda lines: [*lines[:2], lines[7], *lines[2:7], lines[8]], "target", "is empty"),
        (lambda lines: lines[:5] + lines[7:8] + lines[5:7], "target", "is empty"),
        (
            lambda lines: [lines[0].replace(b"00:00.000000Z", b"00:09.000000Z"), *lines[1:8]],
            "preserve",
            "their order",
        ),
        (
            lambda lines: [lines[0].replace(b'"recorder":"first clerk",', b"")],
            "preserve",
            "without --preserve",
        ),
        (
            lambda lines: [*lines[:-1], lines[-1].replace(b"2024-01-01T00:00:02", b"9999-12-31T23:59:59")],
            "preserve",
            "which is still to come",
        ),
        (
            lambda lines: [*lines[:-1], lines[-1].replace(b"00:00:02.000000Z", b"00:10:00.000001Z")],
            "preserve",
            "machine's clock",
        ),
        (lambda lines: [lines[0].replace(b'"version":1', b'"version":2')], "version", "is to get version 1"),
    ],
)
def test_an_export_that_was_changed_is_not_restored(
    sealed: list[bytes], copy: Log, change: object, rule: str, remedy: str
) -> None:
    assert callable(change)
    with pytest.raises(Refused) as caught:
        imported(copy, *change(sealed), preserve=True)
    assert any(each.rule == rule and remedy in str(each) for each in caught.value.problems), caught.value.problems
    assert copy.head.size == 0
