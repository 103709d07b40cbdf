"""Low and high: the span that an amount told as "at least", "at most" or "between" may lie in.

A low is Decimal(38, 15), never above the nominal value; a high is Decimal(38, 15), never below it, null where
open.
"""

from __future__ import annotations

import polars as pl

DECIMAL = pl.Decimal(38, 15)
ZERO = pl.lit(0).cast(DECIMAL)


def low(value: pl.Expr, bound: pl.Expr) -> pl.Expr:
    """Return the least that an amount can mean: 0 for `at-most`, else its value."""
    return pl.when(bound == "at-most").then(pl.min_horizontal(value, ZERO)).otherwise(value)


def high(value: pl.Expr, upper: pl.Expr, bound: pl.Expr) -> pl.Expr:
    """Return the most that an amount can mean: open (null) for `at-least`, `upper` for `between`, else its value."""
    return (
        pl.when(bound == "at-least").then(pl.lit(None, DECIMAL)).when(bound == "between").then(upper).otherwise(value)
    )


def low_of(whole: pl.Expr, low: pl.Expr, start: pl.Expr, length: pl.Expr) -> pl.Expr:
    """Return the low of the piece [start, start + length) of an amount `whole` with low `low`.

    What is certain fills the amount from its start, so that the lows of its pieces add up to its own; of a
    negative amount the last piece takes the slack.
    """
    filled = pl.max_horizontal(pl.min_horizontal(low - start, length), ZERO)
    slack = pl.when(start + length == whole).then(low - whole).otherwise(ZERO)
    return pl.when(whole >= ZERO).then(filled).otherwise(length + slack)


def high_of(whole: pl.Expr, high: pl.Expr, start: pl.Expr, length: pl.Expr) -> pl.Expr:
    """Return the high of the piece [start, start + length): open where the whole is; the last takes the surplus."""
    surplus = pl.when(start + length == whole).then(high - whole).otherwise(ZERO)
    return pl.when(high.is_not_null()).then(length + surplus)


def open_sum(high: str) -> pl.Expr:
    """Add up highs in an aggregation; one open high leaves the sum open."""
    return pl.when(pl.col(high).is_not_null().all()).then(pl.col(high).sum())


def span_sums(prefix: str = "") -> list[pl.Expr]:
    """Add up spans in an aggregation: `low` and `high` of the columns of these names, after `prefix`."""
    return [pl.col(f"{prefix}low").sum().alias("low"), open_sum(f"{prefix}high").alias("high")]


def amount_sums(prefix: str = "", value: str = "value") -> list[pl.Expr]:
    """Add up amounts in an aggregation: `value`, `low`, `high`, and `about` where one of them is approximate.

    The value is of the column `value`, the others of those of their names after `prefix`.
    """
    about = pl.col(f"{prefix}about").any().alias("about")
    return [pl.col(value).sum().alias("value"), *span_sums(prefix), about]


def bound(value: pl.Expr, low: pl.Expr, high: pl.Expr, about: pl.Expr) -> pl.Expr:
    """Return the word for a sum: exact, about, at-least, at-most or between.

    Exact or about where low = high, at-least where low is nominal and high open, at-most where low is 0 and
    high nominal.
    """
    closed = high.is_not_null()
    return (
        pl.when(closed & (low == high))
        .then(pl.when(about).then(pl.lit("about")).otherwise(pl.lit("exact")))
        .when(~closed & (low == value))
        .then(pl.lit("at-least"))
        .when((low == ZERO) & (high == value))
        .then(pl.lit("at-most"))
        .otherwise(pl.lit("between"))
    )
