"""A rate of exchange, a table that gives rates, and the currencies that have some."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Literal, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.events.values.decimals import plain
from bilat.events.values.tables import CURRENCIES, WITHDRAWN

Basis = Literal["stated", "ecb-day", "ecb-year", "file"]

LONGEST_CLOSURE = 4
"""The days in a row without a quote at Easter and over the year's end: an older quote is no rate of a day."""

EXACT = Context(prec=60)
_PRINTED = Context(prec=20, rounding=ROUND_HALF_EVEN)


class Rate(NamedTuple):
    """What one unit is worth: `rate` units of another currency, as printed, so that money is converted by
    exactly this number.

    `dated` is the day, the period (EDTF) or the year of the rate.
    """

    rate: Decimal
    basis: Basis
    dated: str

    @property
    def text(self) -> str:
        """The number, without exponent and trailing zeros."""
        return plain(self.rate)


class RateTable(NamedTuple):
    """A table of rates: `rate(unit, currency, first, last)` is that of the days first to last, None where it
    has none.

    `version` says which table it is, and of when.
    """

    version: str
    rate: Callable[[str, str, date, date], Rate | None]


def printed(rate: Decimal) -> Decimal:
    """Return a rate at 20 significant digits, half-even: enough for every amount, few enough to print."""
    return _PRINTED.plus(rate)


def currency(code: str) -> str:
    """Accept an ISO 4217 code. Raises BadInput, with near codes, for anything else."""
    if code in CURRENCIES or code in WITHDRAWN:
        return code
    remedy = did_you_mean(code, CURRENCIES) or "an ISO 4217 code such as USD"
    raise BadInput(f"unknown currency {code[:20]!r}", remedy)
