"""Registers: the parties and the sources on record, as corrected by then."""

from typing import Any

import polars as pl
import pytest

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.registry import parties, sources
from tests.histories import canonical, stamped

GIVEN: list[dict[str, Any]] = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japn", "type": "state"},
    {"kind": "source-registered", "stream": "source/a", "title": "A", "publisher": "P", "published": "2021-10-27"},
    {"kind": "source-registered", "stream": "source/b", "title": "B", "publisher": "P"},
    {"kind": "entry-corrected", "stream": "party/JP", "target": "party/JP#1", "fields": {"name": "Japan"}},
    {"kind": "entry-retracted", "stream": "source/b", "target": "source/b#1"},
]


@pytest.fixture
def log() -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped(GIVEN))))


def test_they_stand_as_corrected_and_what_was_retracted_is_gone(log: pl.DataFrame) -> None:
    assert [(party["code"], party["name"]) for party in parties(log, Boundary())] == [("JP", "Japan")]
    assert [source["code"] for source in sources(log, Boundary())] == ["a"]


def test_by_then_they_stand_as_recorded(log: pl.DataFrame) -> None:
    boundary = Boundary(recorded_by="@3")
    assert [party["name"] for party in parties(log, boundary)] == ["Japn"]
    assert [source["code"] for source in sources(log, boundary)] == ["a", "b"]


def test_they_are_known_before_they_were_published(log: pl.DataFrame) -> None:
    assert [source["title"] for source in sources(log, Boundary(known_by="2019"))] == ["A"]


def test_a_position_beyond_the_log_is_refused(log: pl.DataFrame) -> None:
    with pytest.raises(BadInput, match="beyond the log"):
        sources(log, Boundary(recorded_by="@6"))
