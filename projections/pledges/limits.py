"""Limits: sums that a decimal column could not hold are refused before anything is added up."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bilat.events.errors import BilatError
from bilat.projections.columns import Frame
from bilat.projections.pledges.intervals import ZERO

SUM_LIMIT = 10.0**22
"""What no sum of one unit may reach. Decimal(38, 15) has 23 digits before the point: one is left to what is yet to be
added to sums, and polars wraps in silence where they are too few."""


class TooLarge(BilatError):  # the sum is, as BadInput and Refused are
    """The amounts in one unit add up to more than a Decimal(38, 15) holds."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"the amounts told in {unit} add up to more than 22 digits",
            "narrow the relation or the clocks, or correct the amount that is wrong",
        )


def check_sums(amounts: Frame, *columns: str, within: Sequence[str] = ()) -> None:
    """Raise TooLarge where these columns could reach the limit, added up by `unit` and the columns `within`.

    The largest of each row counts, whatever its sign, so that every later sum of some of the rows stays below what is
    added up here. In floats: they do not wrap, and lose digits far behind those that matter.
    """
    largest = pl.max_horizontal(ZERO, *(pl.col(name).abs() for name in columns)).cast(pl.Float64)
    sums = amounts.lazy().group_by("unit", *within).agg(sum=largest.sum())
    beyond = sums.filter(pl.col("sum") >= SUM_LIMIT).collect()
    if not beyond.is_empty():
        raise TooLarge(str(beyond["unit"].min()))
