"""Shares: how much of a promise is paid, from the least to the most that both can mean."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import polars as pl

from bilat.events.values.decimals import WIDE, plain

DIGITS = Decimal("0.000001")
SHARES: dict[str, pl.DataType] = {"row": pl.UInt32(), "share_low": pl.String(), "share_high": pl.String()}


def shares(promised: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Return the share paid of each promise that stands in one unit, of which something is known: `SHARES`.

    `promised` and `paid` are sums by `row` (`moves.SUMS`). The low is the least paid of the most promised, the high the
    most paid of the least promised; null where that is open, or nothing is sure to be promised. To six decimals,
    half-even: a state is never decided by them.
    """
    single = promised.filter(pl.len().over("row") == 1)
    both = single.join(paid, on=["row", "unit"], suffix="_paid")
    return both.select(
        "row",
        share_low=_ratios(both, "low_paid", "high"),
        share_high=_ratios(both, "high_paid", "low"),
    )


def _ratios(both: pl.DataFrame, over: str, under: str) -> pl.Series:
    """Divide two columns, each distinct pair once, outside the columns: Decimals of Polars lose digits."""
    pairs = both.select(over, under).drop_nulls().filter(pl.col(under) > 0).unique()
    with localcontext(WIDE):
        found = [_ratio(*pair) for pair in pairs.iter_rows()]
    ratios = pairs.with_columns(ratio=pl.Series(found, dtype=pl.String))
    return both.select(over, under).join(ratios, on=[over, under], how="left", maintain_order="left")["ratio"]


def _ratio(over: Decimal, under: Decimal) -> str:
    return plain((over / under).quantize(DIGITS, ROUND_HALF_EVEN))
