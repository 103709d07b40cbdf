"""What money is worth in one currency, to compare amounts told in two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bilat.projections.currency import ecb

_MEASURE = "USD"


def worth(unit: str, day: date) -> Decimal | None:
    """Return what one of a currency is worth in US dollars on a day, by the ECB's table; None where it has no rate."""
    return ecb.on_day(unit, _MEASURE, day)
