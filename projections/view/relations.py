"""Relations: which parties stand on either side, and which events happened between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import SCHEMA
from bilat.projections.once import once
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import check_parties, sides

_ENDS = ("left", "right")
WORLD = "*"
UNORDERED = ("trade", "merchandise-trade", "services-trade")
"""Indicators of what goes both ways: the order of their two sides means nothing."""
_FORM = re.compile(r"([A-Z0-9]+|\*)(?:(->?)([A-Z0-9]+|\*))?", re.ASCII)
_CUT = re.compile(r"([A-Z0-9]+)->?", re.ASCII)


def bounded(boundary: Boundary, text: str | None, codes: Iterable[str]) -> Boundary:
    """Return the boundary with the parties that a text names, in capitals or not; nothing is the whole ledger.

    `ASEAN-JP` are two, either way round, `JP` is one; `JP->*` is what it gives, `*->VN` what it gets, `JP->VN` what
    one gives to the other. Raises BadInput, with near names, for a party that is not among `codes`.
    """
    if text is None:
        return boundary
    form = _FORM.fullmatch(text.upper().replace("→", "->"))
    first, way, second = form.groups(WORLD) if form else (WORLD, "", WORLD)
    named = [code for code in (first, second) if code != WORLD]
    if not named or (way == "-" and len(named) == 1):
        raise BadInput(f"{text[:60]!r} is not a relation", _remedy(text))
    if first == second:
        raise BadInput(f"a relation is between two parties, not {first} and itself")
    check_parties(sorted(named), sorted(set(codes)))
    if way == "-":
        return replace(boundary, relation=(first, second))
    if way != "->":
        return replace(boundary, party=first)
    pair = (first, second) if len(named) == 2 else None
    return replace(boundary, relation=pair, party=named[0], direction="gets" if first == WORLD else "gives")


def _remedy(text: str) -> str:
    """Say what to type; of an unquoted `JP->*` the shell leaves `JP-`."""
    left = _CUT.fullmatch(text.upper())
    return f"quote what goes one way: '{left[1]}->*'" if left else "give two party codes, as in ASEAN-JP, or one"


def event_parties(view: pl.LazyFrame, *, one_way: bool = False) -> pl.LazyFrame:
    """Which parties each event is between: (event String, stream String, day Date, left, right List(String)).

    Donors and recipients; speakers and addressees (else the meeting's parties, else the speakers among
    themselves); the parties of a meeting or an agreement; the two sides of a figure, or its one side and
    its reporter. Openings of pledges, programmes, meetings and agreements only, since the later events
    belong as their opening does; every statement and figure. Position order.

    `one_way` leaves what goes from left to right: no meetings, agreements and figures of both ways, no reporters; who
    speaks to nobody has nobody at the right.
    """
    kind, stream_type = pl.col("kind"), pl.col("stream_type")
    opening = ["pledge", "programme"] if one_way else ["pledge", "programme", "meeting", "agreement"]
    rows = view.filter(
        ((pl.col("version") == 1) & stream_type.is_in(opening)) | kind.is_in(["statement-made", "figure-reported"])
    )
    if one_way:
        rows = rows.filter((kind != "figure-reported") | ~pl.col("indicator").is_in(UNORDERED))
    meetings = view.filter((pl.col("version") == 1) & (stream_type == "meeting"))
    met = meetings.select(meeting="stream", met="parties")
    reporter = pl.when(pl.col("reporter").is_not_null()).then(pl.concat_list("reporter"))
    if one_way:
        source, target = pl.col("from"), pl.col("to")
        addressed = pl.coalesce("to", pl.col("met").list.set_difference("parties"))
    else:
        source = pl.coalesce("from", "to")
        target = pl.when(pl.col("from").is_null()).then(reporter).otherwise(pl.coalesce("to", reporter))
        addressed = pl.coalesce("to", "met", "parties")
    left = (
        pl.when(stream_type.is_in(["pledge", "programme"]))
        .then("donor")
        .when(kind == "figure-reported")
        .then(source)
        .otherwise("parties")
    )
    right = (
        pl.when(stream_type.is_in(["pledge", "programme"]))
        .then("recipient")
        .when(kind == "statement-made")
        .then(addressed)
        .when(kind == "figure-reported")
        .then(target)
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


@once(lambda view, boundary: (view, boundary.whose))
def in_relation(view: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    """Return the events that belong to the boundary's parties; columns and order are the view's.

    An event belongs where two different parties of it stand on the two sides, either way round (`docs/counting.md`,
    "Boundary"); with members, as of the opening's day (of each statement's and figure's own). An assessment belongs as
    what it judges. Parties, memberships and sources belong to nobody. The whole ledger is the whole view. Raises
    BadInput for a party that is not on record.
    """
    if boundary.ends is None:
        return view
    pairs = event_parties(view, one_way=boundary.one_way)
    belonging = _belonging(pairs, sides(view, boundary), boundary).collect()
    each = pl.col("stream_type").is_in(["statement", "series"]) & (pl.col("kind") != "promise-assessed")
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


def between(ends: pl.DataFrame, sides: pl.DataFrame, boundary: Boundary) -> pl.DataFrame:
    """Return the pairs that belong to the boundary, and whether some party lies outside it: (pair, shared Boolean).

    `ends` is (pair, day Date, left, right List(String)): who gives and who gets; `sides` is `SIDES`. Of two parties
    nobody may stand but on one of the two sides. Of one party, all who give must be of it, or all who get: the other
    end is the whole world. One way, both ends must be as asked.
    """
    rows = ends.lazy().with_columns(event=pl.col("pair"), stream=pl.lit(""))
    here = _belonging(rows, sides.lazy(), boundary).select(pair="event").collect()
    codes = pl.concat(
        [ends.select("pair", "day", end=pl.lit(end), code=pl.col(end)).explode("code") for end in _ENDS]
    ).join(here, on="pair")
    standing = codes.join(sides, on="code", how="left")
    on = [(_then() & (pl.col("side") == side)).fill_null(False).any().alias(f"in{side}") for side in (0, 1)]
    each = standing.group_by("pair", "end", "code").agg(on)
    return each.group_by("pair").agg(shared=~_inside(boundary))


def _inside(boundary: Boundary) -> pl.Expr:
    """Whether all parties of a pair lie within what is asked, by `end` and by the side (`in0`, `in1`) of each."""
    if boundary.relation is not None and not boundary.one_way:
        return (pl.col("in0") | pl.col("in1")).all()
    asked = boundary.ends or (None, None)
    ends = [
        pl.col(f"in{side}").filter(pl.col("end") == _ENDS[side]).all()
        for side in (0, 1)
        if boundary.one_way and asked[side] is not None
    ] or [pl.any_horizontal(pl.col("in0").filter(pl.col("end") == end).all() for end in _ENDS)]
    return pl.all_horizontal(ends)


def _then() -> pl.Expr:
    """Whether a party stands on its side on the day."""
    day, since, until = pl.col("day"), pl.col("since"), pl.col("until")
    return (since.is_null() | (since <= day)) & (until.is_null() | (day < until))


def _belonging(rows: pl.LazyFrame, sides: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    """Return the rows that belong to the boundary: (event, stream); `rows` are those of `event_parties`."""
    standing = pl.concat([_standing(rows, sides, end) for end in _ENDS])
    if boundary.relation is None and not boundary.one_way:
        return standing.select("event", "stream").unique()
    here = {
        f"{end}{side}": pl.col("code").filter((pl.col("end") == end) & (pl.col("side") == side))
        for end in _ENDS
        for side in (0, 1)
    }
    found = standing.group_by("event", "stream").agg(**here)
    if boundary.relation is None:
        end = "right1" if boundary.direction == "gets" else "left0"
        return found.filter(pl.col(end).list.len() > 0).select("event", "stream")
    either = pl.lit(False) if boundary.one_way else _two("left1", "right0")
    return found.filter(_two("left0", "right1") | either).select("event", "stream")


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
