"""Rates from a CSV file `period,currency,per_unit_of,rate`: `2021-10,JPY,USD,113.1` is yen per dollar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.values.dates import span
from bilat.projections.currency.csv_files import Line
from bilat.projections.currency.csv_files import read as read_csv
from bilat.projections.currency.rates import EXACT, LONGEST_CLOSURE, Rate, RateTable, printed
from bilat.projections.currency.rates import currency as check_currency

COLUMNS = ("period", "currency", "per_unit_of", "rate")


class _Period(NamedTuple):
    """`rate` units of one currency per unit of another, on the days first to last."""

    first: date
    last: date
    rate: Decimal
    line: Line

    @property
    def text(self) -> str:
        return self.line.cells["period"]

    @property
    def length(self) -> timedelta:
        return self.last - self.first

    def covers(self, first: date, last: date) -> bool:
        return self.first <= first and last <= self.last


_Pairs = Mapping[tuple[str, str], Sequence[_Period]]


def read(path: str) -> RateTable:
    """Read a file of rates. `period` is any date, month, year or interval (EDTF).

    A span of days has the rate of the shortest period that covers it, else the mean of its days'; a day
    without a period of its own, that of a day shortly before (week-ends). The inverse of a rate and the
    product of two are used where the file has no other. Raises BadInput, naming file, line and column: a
    column or cell that is missing, a rate that is not above 0, a period told twice for the same two
    currencies, and days that no period covers between two that are told.
    """
    sheet = read_csv(path, COLUMNS)
    pairs: dict[tuple[str, str], list[_Period]] = defaultdict(list)
    record: dict[tuple[frozenset[str], date, date], int] = {}
    for line in sheet.lines:
        period, pair = _period(line), (line.cells["per_unit_of"], line.cells["currency"])
        key = (frozenset(pair), period.first, period.last)
        if (earlier := record.setdefault(key, line.number)) != line.number:
            twice = f"{' and '.join(sorted(pair))} in {period.text} stand on line {earlier} already"
            raise line.wrong("period", twice)
        pairs[pair].append(period)
    for periods in pairs.values():
        periods.sort(key=lambda period: (period.first, period.last))
        _check_gaps(periods)

    @cache
    def rate(unit: str, currency: str, first: date, last: date) -> Rate | None:
        for steps in _ways(pairs, unit, currency):
            found = [_leg(pairs, *step, first, last) for step in steps]
            legs = [leg for leg in found if leg is not None]
            if len(legs) == len(found):
                product = legs[0][0] if len(legs) == 1 else EXACT.multiply(legs[0][0], legs[1][0])
                return Rate(printed(product), "file", "; ".join(dict.fromkeys(leg[1] for leg in legs)))
        return None

    return RateTable(sheet.version, rate)


def _period(line: Line) -> _Period:
    for column in ("currency", "per_unit_of"):
        try:
            check_currency(line.cells[column])
        except BadInput as error:
            raise line.wrong(column, error.message, error.remedy) from None
    if line.cells["currency"] == line.cells["per_unit_of"]:
        raise line.wrong("per_unit_of", "a currency has no rate to itself")
    try:
        days = span(line.cells["period"])
    except BadInput as error:
        raise line.wrong("period", error.message, error.remedy) from None
    return _Period(days.first, days.last, line.positive("rate"), line)


def _check_gaps(periods: Sequence[_Period]) -> None:
    """Raise BadInput for days that no period covers between two others; a week-end between days is no gap."""
    covered = periods[0].last
    for before, after in pairwise(periods):
        closed = 0 if before.length or after.length else LONGEST_CLOSURE
        if (after.first - covered).days > 1 + closed:
            pair = f"{after.line.cells['currency']} per {after.line.cells['per_unit_of']}"
            gap = f"nothing is told of {pair} between {covered} and {after.first}"
            raise after.line.wrong("period", gap, "fill the gap, or make the period before it longer")
        covered = max(covered, after.last)


def _ways(pairs: _Pairs, unit: str, currency: str) -> Iterator[list[tuple[str, str]]]:
    """Return the ways from a unit to a currency: straight, then through one other currency, by name."""
    yield [(unit, currency)]
    for pivot in sorted({code for pair in pairs for code in pair} - {unit, currency}):
        yield [(unit, pivot), (pivot, currency)]


def _leg(pairs: _Pairs, unit: str, currency: str, first: date, last: date) -> tuple[Decimal, str] | None:
    """Return what one unit is worth, and of when, by the rates of one pair of currencies."""
    straight, inverse = pairs.get((unit, currency), ()), pairs.get((currency, unit), ())
    if found := _covering(straight, first, last):
        return found.rate, found.text
    if found := _covering(inverse, first, last):
        return EXACT.divide(Decimal(1), found.rate), found.text
    record = [*straight, *inverse]
    if first == last or not record or first < min(period.first for period in record):
        return None
    if last.toordinal() > max(period.last for period in record).toordinal() + LONGEST_CLOSURE:
        return None
    days = [_leg(pairs, unit, currency, day, day) for day in _each(first, last)]
    rates = [found[0] for found in days if found is not None]
    if len(rates) < len(days):
        return None
    return EXACT.divide(sum(rates, Decimal(0)), Decimal(len(rates))), f"{first}/{last}"


def _covering(periods: Sequence[_Period], first: date, last: date) -> _Period | None:
    """Return the shortest period that covers the days; for a single day also one of the days shortly before."""
    covering = [period for period in periods if period.covers(first, last)]
    if covering:
        return min(covering, key=lambda period: period.length)
    since = first.toordinal() - LONGEST_CLOSURE
    recent = [
        period
        for period in periods
        if first == last and not period.length and since <= period.first.toordinal() < first.toordinal()
    ]
    return max(recent, key=lambda period: period.first, default=None)


def _each(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
