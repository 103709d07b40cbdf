"""Dates out of a text: the forms that are printed, each as one pattern and what becomes of it.

Every form gives its readings in EDTF, the likeliest first: one, but two where day and month could change places.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from bilat.events.printed.cldr import MONTHS, WEEKDAYS
from bilat.events.printed.preferences import DateOrder

_MONTH_NUMBERS = {
    name.casefold(): number for number, names in enumerate(MONTHS.split(";"), 1) for name in names.split()
}
_WEEKDAY_NUMBERS = {
    name.casefold(): number for number, names in enumerate(WEEKDAYS.split(";")) for name in names.split()
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
_M = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_W = "(?:" + "|".join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_D = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9])"
_Y = r"[1-9][0-9]{3}(?![0-9])"
_N = r"(?:0?[1-9]|[12][0-9]|3[01])"
_TO = r"\s?(?:[-–—]|to|and)\s?"
_STARTS = re.compile(
    rf"(?<![\w$€£¥./:#@])(?=[0-9]|{_W}|(?:the\s)?(?:[0-9]|{_M}|[QH][1-4]|FY|fiscal|financial|first|second|third|fourth|"
    r"last|today|yesterday|tomorrow))",
    re.IGNORECASE,
)
"""Where a date may begin in running text."""
_BEFORE_YEAR = re.compile(
    r"\b(?:in|by|since|from|until|till|during|of|through|to|for|year|before|after|around|about|circa|"
    r"early|late|mid|and|between)\s$|[(-]$",
    re.IGNORECASE,
)
"""What stands before four digits that are a year, and no number."""


class DateContext(NamedTuple):
    """What is known beside the text: which of two numbers is the day, and what day it is."""

    order: DateOrder | None
    today: date | None


Readings = tuple[str, ...]
Maker = Callable[[re.Match[str], DateContext], Readings]


class Form(NamedTuple):
    """A form of dates: its pattern, what becomes of a match, and whether it is sought in running text."""

    pattern: re.Pattern[str]
    make: Maker
    in_text: bool = True


def read(text: str, context: DateContext) -> Readings | None:
    """Return the readings of a text that is one date, none of them where it is no day of the calendar.

    None where it has none of the forms.
    """
    for form in FORMS:
        found = form.pattern.fullmatch(text)
        if found:
            return form.make(found, context)
    return None


def find(text: str, context: DateContext) -> Iterator[tuple[int, int, Readings]]:
    """Yield each date in running text: where it stands, and its readings; none overlaps another."""
    at = 0
    for start in _STARTS.finditer(text):
        if start.start() < at:
            continue
        for form in FORMS:
            found = form.pattern.match(text, start.start()) if form.in_text else None
            if (
                found
                and form.make is _year
                and not _BEFORE_YEAR.search(text, max(0, found.start() - 12), found.start())
            ):
                break
            if found and (readings := form.make(found, context)):
                at = found.end()
                yield found.start(), at, readings
                break


def _form(pattern: str, make: Maker, *, in_text: bool = True) -> Form:
    return Form(re.compile(rf"(?:(?P<weekday>{_W}),?\s)?{pattern}(?!\w)", re.IGNORECASE), make, in_text)


def _plain(pattern: str, make: Maker, *, in_text: bool = True) -> Form:
    return Form(re.compile(rf"{pattern}(?![\w])", re.IGNORECASE), make, in_text)


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name.rstrip(".").casefold()]


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


def _whole(found: re.Match[str], context: DateContext) -> Readings:
    read = _iso(int(found["y"]), _month(found["m"]), _day(found["d"]))
    weekday = found["weekday"]
    if read and weekday and date.fromisoformat(read).weekday() != _WEEKDAY_NUMBERS[weekday.rstrip(".").casefold()]:
        return ()  # which of the two is wrong nobody knows
    return _some(read)


def _month_of_year(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), _month(found["m"])))


def _days(found: re.Match[str], context: DateContext) -> Readings:
    """`14-16 December 2022`, `30 November - 2 December 2022`, `28 December 2021 - 3 January 2022`."""
    groups = found.groupdict()
    year, month = int(found["y"]), _month(found["m"])
    first = _iso(int(groups.get("y1") or year), _month(groups.get("m1") or found["m"]), _day(found["d1"]))
    return _span(first, _iso(year, month, _day(found["d"])))


def _months(found: re.Match[str], context: DateContext) -> Readings:
    year = int(found["y"])
    first = _iso(int(found["y1"] or year), _month(found["m1"]))
    return _span(first, _iso(year, _month(found["m"])))


def _numbers(found: re.Match[str], context: DateContext) -> Readings:
    """`03/04/2021`: the day first or the month first, as the calendar and the settings allow."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if context.order:
        return _some(day_first if context.order == "dmy" else month_first)
    return _some(day_first, month_first)


def _year_first(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), int(found["m"]), int(found["d"] or 0)))


def _month_in_number(found: re.Match[str], context: DateContext) -> Readings:
    return _some(_iso(int(found["y"]), int(found["m"])))


def _month_or_years(found: re.Match[str], context: DateContext) -> Readings:
    """`2021/12` is a month, `2021/22` two years, and `2004/05` may be either."""
    month = _some(_iso(int(found["y"]), int(found["m"]))) if int(found["m"]) else ()
    return month + _span(found["y"], f"{found['y'][:2]}{found['m']}")


def _without_year(found: re.Match[str], context: DateContext) -> Readings:
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


def _part_of_year(months: int) -> Maker:
    """Return what makes a quarter (3 months) or a half (6 months) of a year."""

    def make(found: re.Match[str], context: DateContext) -> Readings:
        said = found["q"].casefold()
        number = _QUARTERS.get(said) or int(said)
        if number * months > 12:
            return () if said != "last" else (f"{found['y']}-07/{found['y']}-12",)
        first = (number - 1) * months + 1
        return (f"{found['y']}-{first:02}/{found['y']}-{first + months - 1:02}",)

    return make


def _fiscal(found: re.Match[str], context: DateContext) -> Readings:
    return (f"FY{found['y']}",)


def _decade(found: re.Match[str], context: DateContext) -> Readings:
    return (f"{found['y'][:3]}X",)


def _year(found: re.Match[str], context: DateContext) -> Readings:
    return (found["y"],)


def _years(found: re.Match[str], context: DateContext) -> Readings:
    first, last = found["y1"], found["y"]
    last = first[:2] + last if len(last) == 2 else last
    return _span(first, last)


def _relative(found: re.Match[str], context: DateContext) -> Readings:
    if context.today is None:
        return ()
    days = {"today": 0, "yesterday": -1, "tomorrow": 1}[found[0].casefold()]
    return (date.fromordinal(context.today.toordinal() + days).isoformat(),)


FORMS = (
    _plain(rf"(?P<y>{_Y})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>{_D})", _year_first),
    _form(rf"(?P<d1>{_D})\s(?P<m1>{_M})(?:,?\s(?P<y1>{_Y}))?{_TO}(?P<d>{_D})\s(?P<m>{_M}),?\s(?P<y>{_Y})", _days),
    _form(rf"(?P<m1>{_M})\s(?P<d1>{_D})(?:,?\s(?P<y1>{_Y}))?{_TO}(?P<m>{_M})\s(?P<d>{_D}),?\s(?P<y>{_Y})", _days),
    _form(rf"(?P<d1>{_D}){_TO}(?P<d>{_D})\s(?:of\s)?(?P<m>{_M}),?\s(?P<y>{_Y})", _days),
    _form(rf"(?P<m>{_M})\s(?P<d1>{_D}){_TO}(?P<d>{_D}),?\s(?P<y>{_Y})", _days),
    _form(rf"(?:the\s)?(?P<d>{_D})[\s-](?:of\s)?(?P<m>{_M}),?[\s-](?P<y>{_Y})", _whole),
    _form(rf"(?P<m>{_M})\s(?:the\s)?(?P<d>{_D}),?\s(?P<y>{_Y})", _whole),
    _plain(rf"(?P<m1>{_M})(?:\s(?P<y1>{_Y}))?{_TO}(?P<m>{_M}),?\s(?P<y>{_Y})", _months),
    _plain(rf"(?P<m>{_M})(?:,|\sof)?[\s-](?P<y>{_Y})", _month_of_year),
    _form(rf"(?P<y>{_Y})[\s-](?P<m>{_M})[\s-](?P<d>{_D})", _whole),
    _plain(rf"(?P<a>{_N})(?P<mark>[/.-])(?P<b>{_N})(?P=mark)(?P<y>{_Y})", _numbers),
    _plain(rf"(?P<y>{_Y})\s?[-/]?\s?Q(?P<q>[1-4])", _part_of_year(3)),
    _plain(rf"Q(?P<q>[1-4])(?:,?\s|\sof\s|-|/)?(?P<y>{_Y})", _part_of_year(3)),
    _plain(
        rf"(?:the\s)?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th)\squarter\s(?:of\s)?(?P<y>{_Y})",
        _part_of_year(3),
    ),
    _plain(rf"(?P<y>{_Y})\s?[-/]?\s?H(?P<q>[12])", _part_of_year(6)),
    _plain(rf"H(?P<q>[12])(?:,?\s|\sof\s|-|/)?(?P<y>{_Y})", _part_of_year(6)),
    _plain(rf"(?:the\s)?(?P<q>first|second|last|1st|2nd)\shalf\s(?:of\s)?(?P<y>{_Y})", _part_of_year(6)),
    _plain(rf"(?:the\s)?(?:FY|fiscal(?:\syear)?|financial\syear)\s?(?P<y>{_Y})", _fiscal),
    _plain(r"(?:the\s)?(?P<y>[12][0-9]{2}0)s", _decade),
    _plain(rf"(?P<y1>{_Y})\s?(?:[-–—]|to|through)\s?(?P<y>{_Y})", _years),
    _plain(rf"(?P<y1>{_Y})[–—](?P<y>[0-9]{{2}})(?![0-9/–-])", _years),
    _plain(rf"(?P<y>{_Y})/(?P<m>[0-9]{{2}})(?![0-9/–-])", _month_or_years),
    _plain(rf"(?P<y>{_Y})[-.](?P<m>[1-9])(?![0-9/–.-])", _month_in_number, in_text=False),
    _plain(rf"(?P<m>0?[1-9]|1[0-2])[/.](?P<y>{_Y})", _month_in_number, in_text=False),
    _plain(r"(?:today|yesterday|tomorrow)", _relative),
    _plain(rf"(?P<y>{_Y})", _year),
    _form(rf"(?:the\s)?(?P<d>{_D})\s(?:of\s)?(?P<m>{_M})", _without_year),
    _form(rf"(?P<m>{_M})\s(?:the\s)?(?P<d>{_D})", _without_year),
)
"""The forms in the order in which they are tried: whole dates before parts of them."""
