"""The timeline of a relation: what happened, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.columns import Frame, amount_text, records
from bilat.projections.once import once
from bilat.projections.reports.frames import text_columns
from bilat.projections.reports.timeline_filters import FILTERS, TOPICS, filtered
from bilat.projections.reports.timeline_words import named_parties, what, who
from bilat.projections.rows.timeline import TimelineRow
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import cited, registered
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import select_events

TIMELINE = text_columns(TimelineRow)
"""The columns of the timeline."""

_MONEY = ("pledge", "programme")
_TOLD = ("meeting", "statement", "agreement", *_MONEY, "series")
_OPENING = ("name", "title", "text", "parties", "donor", "recipient", "to", "meeting")
_ASSESSED = "promise-assessed"
_PROMISES = ("meeting", "statement", "agreement", *_MONEY)
_NEEDED = (
    "position",
    "event",
    "stream",
    "stream_type",
    "kind",
    "on",
    "day",
    "cites",
    *_OPENING,
    "from",
    "speaker",
    "chairs",
    "assessor",
    "verdict",
    "score",
    "scale_low",
    "scale_high",
    "reporter",
    "planned_for",
    "measure",
    "into",
    "reason",
    "indicator",
    "period",
    "change_percent",
    "share_percent",
    "place",
    "rank",
    "absent",
    "topics",
    "first",
    "last",
    *(f"{name}_{part}" for name in ("amount", "value") for part in ("value", "upper", "unit", "bound")),
)


NEWEST = "newest-first"


def report(
    frame: Frame, boundary: Boundary, stamp: dict[str, Any], order: str | None = None, limit: int | None = None
) -> dict[str, Any]:
    """Return the timeline as report JSON (`docs/report-json.md`); in the `order` `newest-first` it is turned round.

    A table that shows `limit` rows gets no more than these, and `counts`, what all of them come to. Raises
    BadInput as `timeline` does, and for another order.
    """
    if order not in (None, NEWEST):
        raise BadInput(f"a timeline has no order {order!r}", f"{NEWEST}, or none: the oldest first")
    passed = _passed(as_of(frame, boundary), boundary)
    every = passed.rows
    if limit is not None:
        passed = passed._replace(rows=every.tail(limit) if order else every.head(limit))
    rows = records(_worded(passed, [*TIMELINE]), "amount")
    record = {"report": "timeline", "boundary": boundary.json(), "rows": rows[::-1] if order else rows, "stamp": stamp}
    cut = {} if limit is None else {"counts": _counts(every)}
    return record | ({"order": order} if order else {}) | cut


def timeline(frame: Frame, boundary: Boundary, columns: Sequence[str] = tuple(TIMELINE)) -> pl.DataFrame:
    """Return what happened between the parties, a row an event: `TIMELINE`, in order of day, then of recording.

    A day that is known by its month or year alone comes after the exact ones in it, and nothing before the opening of
    its stream. The filters `kind`, `topic`, `party` and `source` are `timeline_filters`, others are columns of the log.

    Every event of the relation but parties, memberships, sources and corrections, on a day from `from_day`
    to `to_day`. `who` spoke, agreed, gave, chaired, reported or judged, null where that is not told; `what` is told in
    the event's own words; `amount` is null where none is stated, `published` where no source is dated. A merger
    told without a day comes last. Only the `columns` asked for are made. Raises BadInput, with near names, for a
    filter on what is not on record.
    """
    return _worded(_passed(as_of(frame, boundary), boundary), columns)


class _Passed(NamedTuple):
    """The events of a timeline in order, with what their openings say, and the parties on record."""

    rows: pl.DataFrame
    parties: pl.DataFrame


@once(lambda seen, boundary: (seen, boundary.whose, boundary.since, boundary.until, repr(boundary.filters)))
def _passed(seen: pl.LazyFrame, boundary: Boundary) -> _Passed:
    """Return the events of what the clocks let be seen that pass the filters, in the order of the timeline."""
    known = parties(seen)
    asked = {name: value for name, value in boundary.filters.items() if name in FILTERS}
    rest = {name: value for name, value in boundary.filters.items() if name not in FILTERS}
    events = (
        select_events(seen, replace(boundary, filters=rest))
        .filter(pl.col("stream_type").is_in(_TOLD))
        .select(_NEEDED)
        .collect()
    )
    opened = seen.filter((pl.col("version") == 1) & pl.col("stream_type").is_in(_PROMISES))
    openings = opened.select(
        "stream", *(pl.col(name).alias(f"opened_{name}") for name in (*_OPENING, "topics", "on", "first", "last"))
    ).collect()
    met = openings.select(meeting="stream", met="opened_parties")
    judged = pl.col("kind") == _ASSESSED  # and belongs where what it judges was said
    rows = (
        cited(events, registered(seen))
        .join(openings, on="stream", how="left", maintain_order="left")
        .with_columns(
            pl.when(judged).then(f"opened_{name}").otherwise(name).alias(name) for name in ("parties", "to", "meeting")
        )
        .join(met, on="meeting", how="left", maintain_order="left")
        .sort(*_in_order(), "position", nulls_last=True)
    )
    if asked:
        topics = pl.coalesce("topics", "opened_topics").str.json_decode(TOPICS) if "topic" in asked else pl.lit(None)
        shown = rows.select("event", "kind", "sources", named_parties(known), topics=topics)
        rows = rows.join(filtered(shown, asked, seen, known), on="event", how="semi", maintain_order="left")
    return _Passed(rows, known)


def _worded(passed: _Passed, columns: Sequence[str]) -> pl.DataFrame:
    """Return these columns of `TIMELINE` for events."""
    made = {
        "parties": named_parties(passed.parties),
        "who": who(passed.parties),
        "what": what(passed.parties),
        "amount": pl.when(pl.col("amount_value").is_not_null())
        .then(amount_text("amount"))
        .otherwise(amount_text("value")),
        "place": pl.when(pl.col("stream_type") == "meeting").then("place"),
        "absent": pl.col("absent").fill_null([]),
        "quotes": _quotes(),
    }
    return passed.rows.select(made.get(name, pl.col(name)).alias(name) for name in columns)


def _counts(rows: pl.DataFrame) -> dict[str, Any]:
    """Return what the events of a timeline come to: `TimelineCounts`."""
    days = rows.filter(pl.col("on") != "")["on"]
    kinds = rows.group_by(pl.col("kind").str.split("-").list.first()).len()
    return {
        "events": rows.height,
        "first": days.min(),
        "last": days.max(),
        "sources": rows["sources"].explode().drop_nulls().n_unique(),
        "kinds": dict(kinds.iter_rows()),
    }


def _in_order() -> list[pl.Expr]:
    """Return what rows are sorted by: the last day that is meant, the exact before the vague; no sooner than opened."""
    own, opening = ([_until(of), _until(of) - pl.col(f"{of}first")] for of in ("", "opened_"))
    early = ((own[0] < opening[0]) | ((own[0] == opening[0]) & (own[1] < opening[1]))).fill_null(False)
    return [pl.when(early).then(then).otherwise(now) for then, now in zip(opening, own, strict=True)]


def _until(of: str) -> pl.Expr:
    """Return the last day that a date may mean, of a span its beginning; never beyond the year of its first day."""
    first, start = pl.col(f"{of}first"), pl.col(f"{of}on").str.split("/").list.first()
    year = first.dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d")
    begins = (
        pl.when(start.str.len_chars() == len("2021"))
        .then(year)
        .when(start.str.len_chars() == len("2021-10"))
        .then(first.dt.month_end())
        .otherwise(first)
    )
    meant = pl.when(pl.col(f"{of}on").str.contains("/", literal=True)).then(begins).otherwise(f"{of}last")
    return pl.min_horizontal(meant, year)


def _quotes() -> pl.Expr:
    quoting = pl.when(pl.col("cites").str.contains('"quote"', literal=True)).then(
        "cites"
    )  # few are: decoding takes long
    cites = quoting.str.json_decode(pl.List(pl.Struct({"quote": pl.String})))
    return cites.list.eval(pl.element().struct.field("quote")).list.drop_nulls().fill_null([])
