"""Sightings: which events of a log a replay shows, and which it cannot see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import in_relation
from bilat.projections.view.window import in_window

_SINGLE = ("statement", "series")
_ALWAYS = ("party", "source")
"""What the known clock never hides."""


@dataclass(frozen=True)
class Sightings:
    """What is known of each event by position: whether it is shown, and the day on which it was public.

    The latter where the boundary has a known clock.
    """

    shown: frozenset[int]
    public: dict[int, date | None]
    outside: frozenset[int]
    boundary: Boundary

    @classmethod
    def of(cls, prefix: pl.LazyFrame, boundary: Boundary) -> Sightings:
        """Look at the recorded part of the columnar log."""
        endless = replace(boundary, known_by=None, recorded_by=None)
        seen = as_of(prefix, endless)
        raw = prefix.with_columns(day=pl.col("first"), amount_hidden=pl.lit(False))
        entry = pl.col("kind").is_in(["entry-cited", "entry-corrected", "entry-retracted"])
        at = pl.when(entry).then("target").otherwise("event")
        about = prefix.select("position", "stream", "stream_type", about=at).collect()
        outside = frozenset[int]()
        if boundary.from_day is not None or boundary.to_day is not None:
            days = raw.select(about="event", day="day").collect()
            mended = seen.select(about="event", mended="day").collect()
            dated = (
                about.join(days, on="about", how="left", maintain_order="left")
                .join(mended, on="about", how="left", maintain_order="left")
                .with_columns(day=pl.coalesce("mended", "day"))
            )
            outside = frozenset(dated.filter(~in_window(boundary))["position"])
        public: dict[int, date | None] = {}
        if boundary.known_day is not None:
            known = seen.filter(~pl.col("stream_type").is_in(_ALWAYS)).select("position", "known").collect()
            public = dict(zip(known["position"], known["known"], strict=True))
        return cls(_related(about, raw, seen, endless) - outside, public, outside, boundary)

    def shows(self, position: int) -> bool:
        """Whether the event belongs to the relation and to the window."""
        return position in self.shown

    def hidden(self, position: int) -> str:
        """Why the event cannot be seen; empty where it can."""
        limit, public = self.boundary.known_day, self.public.get(position)
        if limit is not None and public is not None and public > limit:
            return f"it was public from {public} on"
        return "its day lies outside the span asked for" if position in self.outside else ""


def _related(about: pl.DataFrame, raw: pl.LazyFrame, seen: pl.LazyFrame, boundary: Boundary) -> frozenset[int]:
    """Return the positions of what belongs to the relation, as it was recorded or as it was mended."""
    if boundary.ends is None:
        return frozenset(about["position"])
    known = set(parties(raw)["code"])
    views: list[Any] = [raw] if known >= boundary.codes else []
    if set(parties(seen)["code"]) >= boundary.codes:
        views.append(seen)
    if not views:
        return frozenset()
    rows = pl.concat([in_relation(each, boundary).select("event", "stream").collect() for each in views])
    single = pl.col("stream_type").is_in(_SINGLE)
    belongs = (
        pl.when(single)
        .then(pl.col("about").is_in(rows["event"].implode()))
        .otherwise(pl.col("stream").is_in(rows["stream"].implode()))
    )
    return frozenset(about.filter(belongs)["position"])
