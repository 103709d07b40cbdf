"""The window of a report: which days lie in it."""

from __future__ import annotations

import polars as pl

from bilat.projections.view.boundary import Boundary


def in_window(boundary: Boundary) -> pl.Expr:
    """Whether `day` lies in the boundary's window; null days lie in no window but the endless one."""
    since, until = boundary.from_day, boundary.to_day
    within = pl.lit(True)
    if since is not None:
        within &= (pl.col("day") >= since).fill_null(False)
    if until is not None:
        within &= (pl.col("day") <= until).fill_null(False)
    return within
