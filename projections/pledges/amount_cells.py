"""Amounts as JSON tells them, from the columns of a frame."""

from __future__ import annotations

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.pledges.intervals import bound


def amount_cells(frame: pl.DataFrame) -> list[dict[str, str] | None]:
    """Each row's amount as JSON tells it: columns value, unit, low, high, about; None where value is null.

    `between` is told with its `upper` (none where it is open), and with its `low` where the value is not the least
    that it can be: a sum of firm money and of money "at most".
    """
    word = bound(pl.col("value"), pl.col("low"), pl.col("high"), pl.col("about"))
    apart = word == "between"
    upper = pl.when(apart).then(decimal_text(pl.col("high")))
    low = pl.when(apart & (pl.col("low") != pl.col("value"))).then(decimal_text(pl.col("low")))
    rows = frame.select(decimal_text(pl.col("value")), "unit", bound=word, upper=upper, low=low)
    return [
        None
        if value is None
        else {"value": value, "unit": unit, "bound": bound}
        | ({} if upper is None else {"upper": upper})
        | ({} if low is None else {"low": low})
        for value, unit, bound, upper, low in zip(*(rows[name].to_list() for name in rows.columns), strict=True)
    ]
