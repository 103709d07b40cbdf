"""Mirror figures: what one side tells as its exports beside what the other tells as its imports, never averaged."""

from __future__ import annotations

import polars as pl

from bilat.projections.columns import amount_text

OPPOSITE = {"exports": "imports", "imports": "exports"}
"""Indicators that tell of the same flow from both of its ends."""

_FLOW = ["indicator", "side", "other", "period_first", "period_last"]


def mirrors(claimed: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """For each export or import figure (event String) the claims to its mirror figure: `mirror`, `rows.trade.Mirror`.

    `claimed` are the claims of `trade`, `shown` those for which mirrors are looked for. Mirrors tell of
    the same flow, `from` and `to` alike, over the same period;
    they come in order of their day, then of recording. Figures without a mirror have no row.
    """
    rows = claimed.filter(pl.col("indicator").is_in(list(OPPOSITE)) & pl.col("value_value").is_not_null())
    other_end = rows.sort("day", "position", nulls_last=True).select(
        pl.col("indicator").replace_strict(OPPOSITE, return_dtype=pl.String),
        *_FLOW[1:],
        mirror=pl.struct("event", "reporter", amount_text("value")),
    )
    return (
        shown.select("event", *_FLOW)
        .join(other_end, on=_FLOW, how="inner", maintain_order="left_right")
        .group_by("event", maintain_order=True)
        .agg("mirror")
    )
