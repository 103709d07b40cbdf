"""When two amounts agree: within the rounding of the coarser one, or within five per cent.

The same rules hold for all findings. Rounding is half a unit of an amount's last digit that is not 0, and
never more than a twentieth of it: 1.5m may be 1.54m, 200bn is not 240bn.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.pledges.intervals import DECIMAL, high, low

TWENTIETH = 20
_STEPS = {power: Decimal(10) ** power for power in range(-15, 23)}
_HALVES = {power: step / 2 if power > -15 else Decimal(0) for power, step in _STEPS.items()}


def last_digit(value: pl.Expr) -> pl.Expr:
    """Return the power of ten of a decimal's last digit that is not 0, Int32: 4 for 1,540,000, -2 for 0.25."""
    text = decimal_text(value.abs())
    places = text.str.split(".").list.get(1, null_on_oob=True).str.len_chars().cast(pl.Int32)
    zeros = text.str.len_chars().cast(pl.Int32) - text.str.strip_chars_end("0").str.len_chars().cast(pl.Int32)
    return pl.coalesce(-places, zeros)


def step(power: pl.Expr) -> pl.Expr:
    """Ten to a power of -15 to 22, as a decimal; null for others."""
    return power.replace_strict(_STEPS, default=None, return_dtype=DECIMAL)


def rounding(value: pl.Expr) -> pl.Expr:
    """How far what an amount stands for may lie from it."""
    half = last_digit(value).replace_strict(_HALVES, default=None, return_dtype=DECIMAL)
    return pl.min_horizontal(half, value.abs() / TWENTIETH)


def agree(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether two numbers may be the same number rounded."""
    return (one - other).abs() <= pl.max_horizontal(rounding(one), rounding(other))


def distant(least: pl.Expr, most: pl.Expr) -> pl.Expr:
    """Whether `most` lies more than five per cent above `least`, of the smaller magnitude; null counts as near."""
    smaller = pl.min_horizontal(least.abs(), most.abs())
    return ((most > least) & ((most - least) * TWENTIETH > smaller)).fill_null(False)


def interval(value: str, upper: str, bound: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the least and the most that the amount in three columns can mean, rounding included; null where open."""
    number, word = pl.col(value), pl.col(bound)
    slack = rounding(number)
    return low(number, word) - slack, high(number, pl.col(upper), word) + slack
