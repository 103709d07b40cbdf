"""Sums that would not fit into a decimal."""

from __future__ import annotations

import polars as pl

from bilat.projections.pledges.limits import TooLarge

_LARGEST = 10.0**22


def check_sums(amounts: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return the frame. Raises TooLarge where these columns of one `unit` could add up to more than a sum holds."""
    largest = pl.max_horizontal(pl.col(name).abs() for name in columns).cast(pl.Float64)
    sums = amounts.group_by("unit").agg(sum=largest.sum()).filter(pl.col("sum") >= _LARGEST)
    if not sums.is_empty():
        raise TooLarge(sums["unit"].sort()[0])
    return amounts
