"""How large a sum may be: columns hold 38 digits, and what is larger is refused in words."""

from __future__ import annotations

import polars as pl

from bilat.events.errors import BilatError
from bilat.projections.pledges.intervals import ZERO

_LARGEST = 10.0**22


class TooLarge(BilatError):  # the sum is, as BadInput and Refused are
    """The amounts in one unit add up to more than a Decimal(38, 15) holds."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"the amounts told in {unit} add up to more than 22 digits",
            "narrow the relation or the clocks, or correct the amount that is wrong",
        )


def check_size(claims: pl.LazyFrame, *within: str) -> None:
    """Raise TooLarge where sums by unit, `within` others, could wrap: later ones stay below what is added up here."""
    largest = pl.max_horizontal(pl.col("amount").abs(), pl.col("high").abs(), ZERO).cast(pl.Float64)
    sums = claims.group_by("unit", *within).agg(sum=largest.sum()).filter(pl.col("sum") >= _LARGEST).collect()
    if not sums.is_empty():
        raise TooLarge(str(sums["unit"].min()))
