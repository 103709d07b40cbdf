"""Relations: which parties stand on either side, and which events happened between them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import SCHEMA
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import _check, sides

_ENDS = ("left", "right")


def relation(text: str, codes: Iterable[str]) -> tuple[str, str]:
    """Read `ASEAN-JP`, either way round, as the sorted pair; raises BadInput, with near names, otherwise."""
    known = sorted(set(codes))
    names = text.upper().split("-")
    if len(names) != 2 or not all(names):
        raise BadInput(f"{text[:60]!r} is not a relation", "give two party codes, as in ASEAN-JP")
    first, second = sorted(names)
    _check((first, second), known)
    return first, second


def event_parties(view: pl.LazyFrame) -> pl.LazyFrame:
    """Which parties each event is between: (event String, stream String, day Date, left, right List(String)).

    Donors and recipients; speakers and addressees (else the meeting's parties, else the speakers among
    themselves); the parties of a meeting or an agreement; the two sides of a figure, or its one side and
    its reporter. Openings of pledges, programmes, meetings and agreements only, since the later events
    belong as their opening does; every statement and figure. Position order.
    """
    kind, stream_type = pl.col("kind"), pl.col("stream_type")
    rows = view.filter(
        ((pl.col("version") == 1) & stream_type.is_in(["pledge", "programme", "meeting", "agreement"]))
        | kind.is_in(["statement-made", "figure-reported"])
    )
    meetings = view.filter((pl.col("version") == 1) & (stream_type == "meeting"))
    met = meetings.select(meeting="stream", met="parties")
    reporter = pl.when(pl.col("reporter").is_not_null()).then(pl.concat_list("reporter"))
    left = (
        pl.when(stream_type.is_in(["pledge", "programme"]))
        .then("donor")
        .when(kind == "figure-reported")
        .then(pl.coalesce("from", "to"))
        .otherwise("parties")
    )
    right = (
        pl.when(stream_type.is_in(["pledge", "programme"]))
        .then("recipient")
        .when(kind == "statement-made")
        .then(pl.coalesce("to", "met", "parties"))
        .when(kind == "figure-reported")
        .then(pl.when(pl.col("from").is_null()).then(reporter).otherwise(pl.coalesce("to", reporter)))
        .otherwise("parties")
    )
    return (
        rows.select(
            "position",
            "event",
            "stream",
            "stream_type",
            "kind",
            "day",
            "donor",
            "recipient",
            "parties",
            "from",
            "to",
            "reporter",
            "meeting",
        )
        .join(met, on="meeting", how="left", maintain_order="left")
        .select("event", "stream", "day", left=left, right=right)
    )


def in_relation(view: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    """Return the events that belong to the boundary's relation; columns and order are the view's.

    An event belongs where two different parties of it stand on the two sides, either way round; with
    members, as of the opening's day (of each statement's and figure's own). Parties, memberships and
    sources belong to no relation. No relation gives the whole view. Raises BadInput for a party that is
    not on record.
    """
    if boundary.relation is None:
        return view
    belonging = _belonging(event_parties(view), sides(view, boundary)).collect()
    each = pl.col("stream_type").is_in(["statement", "series"])
    return view.filter(
        pl.when(each)
        .then(pl.col("event").is_in(belonging["event"].implode()))
        .otherwise(pl.col("stream").is_in(belonging["stream"].implode()))
    )


def select_events(view: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    """Return the events of the relation that were told in the boundary's window, and pass its filters.

    A filter names a column of the log and the value it has (of a list: one of its values). Openings that are
    kept only for their identity are left out. Raises BadInput for a filter on no column of the log.
    """
    rows = in_relation(view, boundary).filter(~pl.col("amount_hidden"))
    if boundary.from_day is not None:
        rows = rows.filter(pl.col("day") >= boundary.from_day)
    if boundary.to_day is not None:
        rows = rows.filter(pl.col("day") <= boundary.to_day)
    for name, value in boundary.filters.items():
        if name not in SCHEMA:
            raise BadInput(f"no column {name!r} to filter by", did_you_mean(name, SCHEMA))
        column, dtype = pl.col(name), SCHEMA[name]
        listed = isinstance(dtype, pl.List)
        rows = rows.filter(column.list.contains(value) if listed else column.cast(pl.String) == value)
    return rows


def between(ends: pl.DataFrame, sides: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with one party in each side, whether some party lies in neither: (pair, shared Boolean).

    `ends` is (pair, day Date, left, right List(String)), `sides` is `SIDES`.
    """
    rows = ends.lazy().with_columns(event=pl.col("pair"), stream=pl.lit(""))
    here = _belonging(rows, sides.lazy()).select(pair="event").collect()
    codes = ends.select("pair", "day", code=pl.concat_list("left", "right")).explode("code").join(here, on="pair")
    standing = codes.join(sides, on="code", how="left").with_columns(inside=pl.col("side").is_not_null() & _then())
    each = standing.group_by("pair", "code").agg(pl.col("inside").any())
    return each.group_by("pair").agg(shared=~pl.col("inside").all())


def _then() -> pl.Expr:
    """Whether a party stands on its side on the day."""
    day, since, until = pl.col("day"), pl.col("since"), pl.col("until")
    return (since.is_null() | (since <= day)) & (until.is_null() | (day < until))


def _belonging(rows: pl.LazyFrame, sides: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of `pairs` that have one party in each side: (event, stream)."""
    standing = pl.concat([_standing(rows, sides, end) for end in _ENDS])
    here = {
        f"{end}{side}": pl.col("code").filter((pl.col("end") == end) & (pl.col("side") == side))
        for end in _ENDS
        for side in (0, 1)
    }
    return (
        standing.group_by("event", "stream")
        .agg(**here)
        .filter(_two("left0", "right1") | _two("left1", "right0"))
        .select("event", "stream")
    )


def _standing(rows: pl.LazyFrame, sides: pl.LazyFrame, end: str) -> pl.LazyFrame:
    return (
        rows.select("event", "stream", "day", pl.col(end).alias("code"))
        .explode("code")
        .join(sides, on="code")
        .filter(_then())
        .select("event", "stream", "code", "side", end=pl.lit(end))
    )


def _two(one: str, other: str) -> pl.Expr:
    """Whether a party of `one` and a different party of `other` exist."""
    return (
        (pl.col(one).list.len() > 0) & (pl.col(other).list.len() > 0) & (pl.concat_list(one, other).list.n_unique() > 1)
    )
