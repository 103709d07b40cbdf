"""Parties and those above them: who may stand for whom."""

from __future__ import annotations

import polars as pl

from bilat.projections.graphs import without_rings


def topmost(parties: pl.DataFrame) -> dict[str, str]:
    """Return the party at the top above each code that has a parent; a ring of parents leads nowhere."""
    found: dict[str, str] = {}
    for code, ancestor in ancestors(parties).iter_rows():
        found[code] = ancestor
    return found


def ancestors(parties: pl.DataFrame) -> pl.DataFrame:
    """Every party above each party: (code, ancestor), nearest first."""
    edges = without_rings(parties.select(stream="code", up="parent").drop_nulls())
    step = edges.select(code="stream", ancestor="up")
    found = [step]
    while not step.is_empty():
        step = step.join(edges, left_on="ancestor", right_on="stream").select("code", ancestor="up")
        found.append(step)
    return pl.concat(found)
