"""What becomes of a printed date whose form is known: its readings in EDTF, none where it is no day of the calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from bilat.events.printed.cldr import MONTHS, WEEKDAYS
from bilat.events.printed.preferences import DateOrder

MONTH_NUMBERS = {name.casefold(): number for number, names in enumerate(MONTHS.split(";"), 1) for name in names.split()}
WEEKDAY_NUMBERS = {
    name.casefold(): number for number, names in enumerate(WEEKDAYS.split(";")) for name in names.split()
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}


class DateContext(NamedTuple):
    """What is known beside the text: which of two numbers is the day, and what day it is."""

    order: DateOrder | None
    today: date | None


Readings = tuple[str, ...]
Maker = Callable[[re.Match[str], DateContext], Readings]


def _month(name: str) -> int:
    return MONTH_NUMBERS[name.rstrip(".").casefold()]


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """Return a date in EDTF; None where the calendar has no such day."""
    if not month:
        return f"{year:04}"
    if not 1 <= month <= 12 or day > calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def _some(*dates: str | None) -> Readings:
    return tuple(each for each in dict.fromkeys(dates) if each)


def _span(first: str | None, last: str | None) -> Readings:
    return (f"{first}/{last}",) if first and last and first < last else ()


def whole(found: re.Match[str], context: DateContext) -> Readings:
    read = _iso(int(found["y"]), _month(found["m"]), _day(found["d"]))
    weekday = found["weekday"]
    if read and weekday and date.fromisoformat(read).weekday() != WEEKDAY_NUMBERS[weekday.rstrip(".").casefold()]:
        return ()  # which of the two is wrong nobody knows
    return _some(read)


def month_of_year(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), _month(found["m"])))


def days(found: re.Match[str], context: DateContext) -> Readings:
    """`14-16 December 2022`, `30 November - 2 December 2022`, `28 December 2021 - 3 January 2022`."""
    groups = found.groupdict()
    year, month = int(found["y"]), _month(found["m"])
    first = _iso(int(groups.get("y1") or year), _month(groups.get("m1") or found["m"]), _day(found["d1"]))
    return _span(first, _iso(year, month, _day(found["d"])))


def months(found: re.Match[str], context: DateContext) -> Readings:
    year = int(found["y"])
    first = _iso(int(found["y1"] or year), _month(found["m1"]))
    return _span(first, _iso(year, _month(found["m"])))


def numbers(found: re.Match[str], context: DateContext) -> Readings:
    """`03/04/2021`: the day first or the month first, as the calendar and the settings allow."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if context.order:
        return _some(day_first if context.order == "dmy" else month_first)
    return _some(day_first, month_first)


def year_first(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), int(found["m"]), int(found["d"] or 0)))


def month_in_number(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), int(found["m"])))


def month_or_years(found: re.Match[str], context: DateContext) -> Readings:
    """`2021/12` is a month, `2021/22` two years, and `2004/05` may be either."""
    month = _some(_iso(int(found["y"]), int(found["m"]))) if int(found["m"]) else ()
    return month + _span(found["y"], f"{found['y'][:2]}{found['m']}")


def without_year(found: re.Match[str], context: DateContext) -> Readings:
    """`14 December`: in the years around the day that is known, the nearest first, rather past than to come."""
    if context.today is None or found["m"] == "may":
        return ()
    years = (context.today.year + step for step in (0, -1, 1))
    days = _some(*(_iso(year, _month(found["m"]), _day(found["d"])) for year in years))
    known = context.today.toordinal()

    def distance(day: str) -> int:
        ahead = date.fromisoformat(day).toordinal() - known
        return 3 * ahead if ahead > 0 else -ahead

    return tuple(sorted(days, key=distance)[:2])


def part_of_year(months: int) -> Maker:
    """Return what makes a quarter (3 months) or a half (6 months) of a year."""

    def make(found: re.Match[str], context: DateContext) -> Readings:
        said = found["q"].casefold()
        number = _QUARTERS.get(said) or int(said)
        if number * months > 12:
            return () if said != "last" else (f"{found['y']}-07/{found['y']}-12",)
        first = (number - 1) * months + 1
        return (f"{found['y']}-{first:02}/{found['y']}-{first + months - 1:02}",)

    return make


def fiscal(found: re.Match[str], context: DateContext) -> Readings:
    return (f"FY{found['y']}",)


def decade(found: re.Match[str], context: DateContext) -> Readings:
    return (f"{found['y'][:3]}X",)


def year(found: re.Match[str], context: DateContext) -> Readings:
    return (found["y"],)


def years(found: re.Match[str], context: DateContext) -> Readings:
    first, last = found["y1"], found["y"]
    last = first[:2] + last if len(last) == 2 else last
    return _span(first, last)


def relative(found: re.Match[str], context: DateContext) -> Readings:
    if context.today is None:
        return ()
    days = {"today": 0, "yesterday": -1, "tomorrow": 1}[found[0].casefold()]
    return (date.fromordinal(context.today.toordinal() + days).isoformat(),)
