"""Who has a page in a site: the pairs of parties between whom something was promised, or counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from bilat.projections.checks.ancestors import topmost
from bilat.projections.columns import Frame
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import event_parties

MONEY = ("pledge", "programme", "series")
"""The types of streams for which a relation has a page: parties that only met have none."""
Pair = tuple[str, str]


def relations_of(frame: Frame) -> dict[Pair, set[str]]:
    """Return the streams of each pair of parties that has a pledge, a programme or a figure, pairs in order.

    The party above stands for an agency or a fund; a pair is sorted. The streams are those of the relation
    (`relations.in_relation`), meetings, statements and agreements too, in one go for all pairs.
    """
    view = as_of(frame, Boundary())
    known = parties(view)
    codes, top = {*known["code"]}, topmost(known)
    above = _above(known)
    rows = event_parties(view).collect()
    events = list(zip(rows["stream"], rows["left"].to_list(), rows["right"].to_list(), strict=True))
    found: dict[Pair, set[str]] = {}
    for stream, left, right in events:
        if stream.partition("/")[0] in MONEY:
            for one, other in _two(left, right):
                a, b = sorted((top.get(one, one), top.get(other, other)))
                if a != b and {a, b} <= codes:
                    found.setdefault((a, b), set())
    for stream, left, right in events:
        for one, other in _two(left, right):
            for a in above.get(one, (one,)):
                for b in above.get(other, (other,)):
                    if (pair := (a, b) if a < b else (b, a)) in found:
                        found[pair].add(stream)
    return dict(sorted(found.items()))


def _two(left: Iterable[str] | None, right: Iterable[str] | None) -> Iterator[Pair]:
    """Yield the pairs of two different parties on the two sides."""
    return ((one, other) for one in left or () for other in right or () if one != other)


def _above(known: pl.DataFrame) -> Mapping[str, list[str]]:
    """Return each party that has one above it, with all that are; those of a ring stand for one another."""
    up = dict(known.select("code", "parent").drop_nulls().iter_rows())
    found: dict[str, list[str]] = {}
    for code in up:
        line, at = [code], up[code]
        while at not in line:
            line.append(at)
            if at not in up:
                break
            at = up[at]
        found[code] = line
    return found
