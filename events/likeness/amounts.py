"""Amounts as they are compared: the same within rounding, or at the rate of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

NEAR = Decimal("0.03")
"""How far the larger of two amounts may lie from the other, as a share of it: rates and rounding move no more."""
Worth = Callable[[str, date], Decimal | None]
"""What one of a currency is worth on a day, in one and the same currency; None where nobody knows."""


def near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers lie no more than 3 per cent apart."""
    return one * other > 0 and abs(one - other) <= NEAR * max(abs(one), abs(other))


def rounded(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers may be one, rounded: the coarser one to half its last digit, and near."""
    return one == other or (near(one, other) and abs(one - other) <= max(_half(one), _half(other)))


def _half(value: Decimal) -> Decimal:
    """Return half a unit of the last digit that is not 0."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(5).scaleb(exponent - 1)
