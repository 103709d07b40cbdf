"""Pairs: whom the events and the money of a boundary are between, an agency standing for the party above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

import polars as pl

from bilat.projections.view.relations import event_parties

_EACH = ("statement", "series")
_MONEY = ("pledge", "programme")


class Span(NamedTuple):
    """How many events there are, and the days of the first and the last of them."""

    events: int
    first: str | None
    last: str | None

    def joined(self, other: Span) -> Span:
        """Add the events of another span."""
        firsts = [each for each in (self.first, other.first) if each]
        lasts = [each for each in (self.last, other.last) if each]
        return Span(self.events + other.events, min(firsts, default=None), max(lasts, default=None))


def together(codes: Iterable[str], top: Mapping[str, str]) -> str:
    """Name several parties as one, each by the party above it: `JP+US`."""
    return "+".join(sorted({top.get(code, code) for code in codes}))


def pair(one: str, other: str) -> str:
    """Name what is between two, either way round: `ASEAN-JP`; what is among one alone has its name."""
    return "-".join(sorted({one, other}))


def event_ends(events: pl.LazyFrame, view: pl.LazyFrame) -> pl.DataFrame:
    """Count the events between the same parties: (money Boolean, left, right List(String), events, first, last).

    Events that are not openings are between the parties of their opening; statements and figures have their own.
    `view` holds the openings of the streams of `events`, and the meetings that they speak of.
    """
    each = pl.col("stream").str.extract("^([a-z]+)/").is_in(_EACH)
    at = pl.when(each).then("event").otherwise("stream")
    ends = event_parties(view).select("left", "right", at=at).unique("at", keep="any")
    kinds = [*_EACH, *_MONEY, "meeting", "agreement"]
    return (
        events.filter(pl.col("stream_type").is_in(kinds))
        .select("day", at=at, money=pl.col("stream_type").is_in(_MONEY))
        .join(ends, on="at")
        .group_by("money", "left", "right")
        .agg(events=pl.len(), first=pl.col("day").min(), last=pl.col("day").max())
        .collect()
    )


def spans(ends: pl.DataFrame, by: str, top: Mapping[str, str]) -> dict[str, Span]:
    """Add up the events (`event_ends`) by relation, donor or recipient; `top` are the parties above the others.

    Money of several belongs to them together. Other events belong to every pair of their parties between whom
    something happened without others; those of no such pair, to all of them together.
    """
    found: dict[str, Span] = {}
    rows = [
        (_keys(money, left, right, by, top), money, Span(events, first and f"{first}", last and f"{last}"))
        for money, left, right, events, first, last in ends.iter_rows()
    ]
    alone = {keys[0] for keys, _, _ in rows if len(keys) == 1}
    for keys, money, span in rows:
        pairs = [key for key in keys[:-1] if key in alone]
        for key in [*pairs, *(keys[-1:] if money or not pairs else [])]:
            found[key] = found[key].joined(span) if key in found else span
    return found


def _keys(money: bool, left: list[str] | None, right: list[str] | None, by: str, top: Mapping[str, str]) -> list[str]:
    """Return what events between these belong to: each pair of them, and last all of them together."""
    givers, takers = ({top.get(code, code) for code in codes or ()} for codes in (left, right))
    if by != "pair":
        return [together(givers if by == "donor" else takers, {})] if money else []
    whole = pair(together(givers, {}), together(takers or givers, {}))
    pairs = {pair(one, other) for one, other in product(givers, takers) if one != other}
    if len(pairs) == 1 and not money:
        return list(pairs)
    return [*sorted(pairs - {whole}), whole]
