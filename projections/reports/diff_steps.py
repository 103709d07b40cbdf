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


class State(NamedTuple):
    """What totals are computed from: events of the columnar log, and the question."""

    frame: pl.DataFrame
    boundary: Boundary


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


def changes(frame: pl.DataFrame, boundary: Boundary, start: Point, end: Point, rates: str | None) -> Iterator[Change]:
    """Go from `start` to `end`, a step a reason: what was recorded in between, by part; what was published; rates.

    The first step starts at `start`, each further one where the one before arrived, the last arrives at `end`.
    What is recorded in between is added part by part: boundary, facts, corrections, corrected rates.
    """
    family_of = _family(frame)
    low, high = sorted((start.recorded, end.recorded))
    then = replace(boundary, known_by=start.known_by)
    kept = pl.col("position") <= low
    here = State(frame.filter(kept), then)
    between = frame.filter((pl.col("position") > low) & (pl.col("position") <= high))
    between = between.with_columns(part=_part(between, converted=boundary.currency is not None))
    steps: list[Change] = []
    for part in (BOUNDARY, FACTS, MENDED, RATES):
        events = between.filter(part=part)
        if not events.is_empty():
            kept |= pl.col("position").is_in(events["position"].implode())
            there = State(frame.filter(kept), then)
            steps.append(Change(part, here, there, end.recorded < start.recorded, events, family_of))
            here = there
    yield from steps[::-1] if end.recorded < start.recorded else steps
    yield from _published(State(frame.filter(pl.col("position") <= end.recorded), then), end, family_of)
    if rates is not None and rates != boundary.rates:
        last = State(frame.filter(pl.col("position") <= end.recorded), replace(then, known_by=end.known_by))
        other = last._replace(boundary=replace(last.boundary, rates=rates))
        yield Change(RATES, last, other, False, frame.clear(), family_of)


def _published(here: State, end: Point, family_of: Mapping[str, str]) -> Iterator[Change]:
    """Return the step from one known clock to the other."""
    first, last = here.boundary.known_day, end.known_day
    if first == last:
        return
    known = as_of(here.frame, replace(here.boundary, known_by=None)).select("position", "known").collect()
    days = sorted(day for day in (first, last) if day is not None)
    alone = len(days) == 1
    later = known.filter((pl.col("known") > days[0]) & (pl.lit(alone) | (pl.col("known") <= days[-1])))
    events = later["position"]
    there = here._replace(boundary=replace(here.boundary, known_by=end.known_by))
    part = BOUNDARY if alone else FACTS
    yield Change(part, here, there, False, here.frame.filter(pl.col("position").is_in(events.implode())), family_of)


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


def _family(frame: pl.DataFrame) -> Mapping[str, str]:
    found = frame.filter(pl.col("stream_type").is_in(["pledge", "programme"])).select("stream", "fields", *LINKS)
    rows = found.to_dicts()
    return families(row | {"fields": orjson.loads(row["fields"]) if row["fields"] else None} for row in rows)
