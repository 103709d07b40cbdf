"""Changes: the steps from one moment to another, each for one reason alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import orjson
import polars as pl

from bilat.projections.fold.families import LINKS, families
from bilat.projections.reports.diff_causes import Causes
from bilat.projections.reports.moments import Point
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary

FACTS, MENDED, RATES, BOUNDARY = PARTS = (
    "new facts",
    "corrections and retractions",
    "rate changes",
    "boundary changes",
)
"""What moves totals: events recorded, or published, in between; corrections and retractions; other rates, and
corrections of nothing but the equivalents by which money is converted; parties and memberships recorded in
between, and a clock that only one of the moments has."""
RECORDED_PARTS = (BOUNDARY, FACTS, MENDED, RATES)
"""The order in which what was recorded in between is added."""
_EVENT = ("event", "position", "kind", "reason", "stream", "stream_type", "fields")


class State(NamedTuple):
    """What totals are computed from: some events of the columnar log, and the question.

    The events are the first `recorded`, and of those up to `until` the ones of these `parts`, if any.
    """

    boundary: Boundary
    recorded: int
    until: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One step, for the reason `part`: `events` make `after` of `before` (or the other way, if `reversed`)."""

    part: str
    before: State
    after: State
    reversed: bool
    events: pl.DataFrame
    family_of: Mapping[str, str]

    def because(self, stream: str) -> list[dict[str, Any]]:
        """Return the events that moved a pledge's money: its own, else its family's, else all of the step."""
        return self._causes.of(stream)

    @cached_property
    def _causes(self) -> Causes:
        return Causes(self.events, self.family_of)


class Recorded:
    """The events of a columnar log, and which of them belong to a state."""

    def __init__(self, frame: pl.LazyFrame, boundary: Boundary, low: int, high: int) -> None:
        """Sort by part what was recorded after `low`, up to `high`."""
        self.frame = frame
        after = (pl.col("position") > low) & (pl.col("position") <= high)
        rows = frame.filter(after).select(_EVENT).collect()
        part = _part(rows, converted=boundary.currency is not None)
        self.between = rows.with_columns(part=part)
        self._part = part

    def of(self, state: State) -> pl.LazyFrame:
        """Return the events of a state, in position order."""
        return self.frame.filter(self.belongs(state))

    def belongs(self, state: State) -> pl.Expr:
        """Whether an event is one of a state's."""
        first = pl.col("position") <= state.recorded
        later = (pl.col("position") <= state.until) & self._part.is_in(list(state.parts))
        return first | later if state.parts else first


def changes(log: Recorded, boundary: Boundary, start: Point, end: Point, rates: str | None) -> Iterator[Change]:
    """Go from `start` to `end`, a step a reason: what was recorded in between, by part; what was published; rates.

    The first step starts at `start`, each further one where the one before arrived, the last arrives at `end`.
    What is recorded in between is added part by part: boundary, facts, corrections, corrected rates.
    """
    family_of = _family(log.frame)
    low, high = sorted((start.recorded, end.recorded))
    then = replace(boundary, known_by=start.known_by)
    here = State(then, low)
    steps: list[Change] = []
    there = [part for part in RECORDED_PARTS if part in set(log.between["part"])]
    for count, part in enumerate(there, 1):
        whole = count == len(there)
        after = State(then, high) if whole else State(then, low, high, tuple(there[:count]))
        events = log.between.filter(part=part)
        steps.append(Change(part, here, after, end.recorded < start.recorded, events, family_of))
        here = after
    yield from steps[::-1] if end.recorded < start.recorded else steps
    yield from _published(log, State(then, end.recorded), end, family_of)
    if rates is not None and rates != boundary.rates:
        last = State(replace(then, known_by=end.known_by), end.recorded)
        other = last._replace(boundary=replace(last.boundary, rates=rates))
        yield Change(RATES, last, other, False, log.between.clear(), family_of)


def _published(log: Recorded, here: State, end: Point, family_of: Mapping[str, str]) -> Iterator[Change]:
    """Return the step from one known clock to the other."""
    first, last = here.boundary.known_day, end.known_day
    if first == last:
        return
    events = log.of(here)
    known = as_of(events, replace(here.boundary, known_by=None)).select("position", "known").collect()
    days = sorted(day for day in (first, last) if day is not None)
    alone = len(days) == 1
    later = known.filter((pl.col("known") > days[0]) & (pl.lit(alone) | (pl.col("known") <= days[-1])))
    moved = events.filter(pl.col("position").is_in(later["position"].implode())).select(_EVENT).collect()
    there = here._replace(boundary=replace(here.boundary, known_by=end.known_by))
    yield Change(BOUNDARY if alone else FACTS, here, there, False, moved, family_of)


def _part(between: pl.DataFrame, *, converted: bool) -> pl.Expr:
    """Which part each event belongs to."""
    kind = pl.col("kind")
    corrected = between.filter(kind == "entry-corrected") if converted else between.clear()
    named = zip(corrected["position"], map(orjson.loads, corrected["fields"]), strict=True)
    rates = [position for position, fields in named if set(fields) == {"equivalents"}]
    return (
        pl.when(pl.col("stream_type") == "party")
        .then(pl.lit(BOUNDARY))
        .when(pl.col("position").is_in(rates))
        .then(pl.lit(RATES))
        .when(kind.is_in(["entry-corrected", "entry-retracted"]))
        .then(pl.lit(MENDED))
        .otherwise(pl.lit(FACTS))
    )


def _family(frame: pl.LazyFrame) -> Mapping[str, str]:
    """Return the family of every stream that has one besides itself."""
    linked = pl.any_horizontal(*(pl.col(name).is_not_null() for name in LINKS))
    corrected = pl.any_horizontal(*(pl.col("fields").str.contains(name, literal=True) for name in LINKS))
    money = pl.col("stream_type").is_in(["pledge", "programme"])
    found = frame.filter(money & (linked | corrected.fill_null(False))).select("stream", "fields", *LINKS).collect()
    rows = found.to_dicts()
    return families(row | {"fields": orjson.loads(row["fields"]) if row["fields"] else None} for row in rows)
