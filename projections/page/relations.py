"""Who has a page in a site: the pairs of parties between whom something was promised, or counted."""

from __future__ import annotations

import polars as pl

from bilat.projections.checks.ancestors import topmost
from bilat.projections.columns import Frame
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import event_parties

MONEY = ("pledge", "programme", "series")
"""The types of streams for which a relation has a page: parties that only met have none."""


def relations_of(frame: Frame) -> dict[tuple[str, str], set[str]]:
    """Return the streams of each pair of parties that has a pledge, a programme or a figure, pairs in order.

    The party above stands for an agency or a fund; a pair is sorted.
    """
    view = as_of(frame, Boundary())
    known = parties(view)
    top = topmost(known)
    codes = {*known["code"]}
    rows = event_parties(view).filter(pl.col("stream").str.extract(r"^([^/]*)").is_in(MONEY)).collect()
    found: dict[tuple[str, str], set[str]] = {}
    for stream, left, right in zip(rows["stream"], rows["left"].to_list(), rows["right"].to_list(), strict=True):
        for one in left or ():
            for other in right or ():
                a, b = sorted((top.get(one, one), top.get(other, other)))
                if a != b and {a, b} <= codes:
                    found.setdefault((a, b), set()).add(stream)
    return dict(sorted(found.items()))
