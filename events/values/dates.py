"""Dates as sources tell them: EDTF text (ISO 8601-2:2019, levels 0 and 1), with a first and a last day.

The plain calendar forms (`2023-12-17`, `2023-12`, `2023`, intervals `A/B`, and the marks `~`, `?`, `%`) are read
here; the rarer ones (seasons, unspecified digits) in `dates_rare`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from bilat.events.errors import BadInput
from bilat.events.values.dates_rare import rare

FORMS = "dates read: 2023-12-17, 2023-12, 2023, 2023-12-16/2023-12-18, 2021~ (about), 2021? (uncertain)"
HORIZONS = f"{FORMS}; for a horizon also ../2030, 2023-12-17/.. and P5Y"

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)
_DURATION = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?", re.ASCII)
_FISCAL = re.compile(r"FY(\d{4})", re.ASCII)
_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The first and the last day that a date text covers, both included."""

    first: date
    last: date


@lru_cache(maxsize=65536)
def span(text: str) -> Span:
    """Return the days that an EDTF date or closed interval covers. Raises BadInput for anything else."""
    start, slash, end = text.partition("/")
    first = _one(start, text)
    if not slash:
        return first
    if "/" in end:
        raise BadInput(f"{text[:60]!r} is more than one interval", FORMS)
    last = _one(end, text)
    if last.last < first.first or last.first < first.first:
        raise BadInput(f"the interval {text!r} ends before it starts")
    return Span(first.first, last.last)


def _one(text: str, whole: str) -> Span:
    found = _DATE.fullmatch(text)
    if not found:
        return _rare(text, whole)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if found[2] and 21 <= month <= 41 and not found[3]:
        return _rare(text, whole)
    try:
        if found[3]:
            only = date(year, month, day)
            return Span(only, only)
        if found[2]:
            return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Span(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, calendar.IllegalMonthError):
        raise BadInput(f"{whole[:60]!r} is not a date of the calendar", FORMS) from None


def _rare(text: str, whole: str) -> Span:
    days = rare(text)
    if days is None:
        raise BadInput(f"cannot read the date {whole[:60]!r}", FORMS)
    return Span(*days)


def fiscal_year(text: str) -> int | None:
    """2020 for `FY2020`, None for any other text."""
    found = _FISCAL.fullmatch(text)
    return int(found[1]) if found else None


def fiscal_span(year: int, began_2000: date) -> str:
    """Return a fiscal year as an EDTF interval, given the day on which FY2000 began (Japan: 2000-04-01)."""
    first = add_months(began_2000, 12 * (year - 2000))
    return f"{first}/{add_months(first, 12) - _ONE_DAY}"


def add_months(start: date, months: int) -> date:
    """Return the same day of another month, or the last one where that month is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise BadInput(f"a span of {months} months from {start} leaves the calendar")
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def horizon_span(text: str, opening_first: date) -> tuple[date | None, date | None]:
    """Return the days that a horizon covers; None at an open end.

    A horizon is an EDTF date or interval, `../2030` (from the opening's first day), `2023-12-17/..` (no end told)
    or an ISO 8601 duration `P5Y` (from the opening's first day).
    """
    duration = _DURATION.fullmatch(text)
    if duration:
        years, months, days = (int(part or 0) for part in duration.groups())
        try:
            end = add_months(opening_first, 12 * years + months) + timedelta(days=days) - _ONE_DAY
        except OverflowError:
            raise BadInput(f"the horizon {text!r} from {opening_first} leaves the calendar") from None
        if end < opening_first:
            raise BadInput(f"the horizon {text!r} is empty")
        return opening_first, end
    start, slash, finish = text.partition("/")
    if slash and start == "..":
        return opening_first, span(finish).last
    if slash and finish == "..":
        return span(start).first, None
    both = span(text)
    return both.first, both.last


def horizon_years(text: str | None, opening_first: date) -> Decimal | None:
    """Return the length of a horizon in years: whole ones exactly, else days / 365.25; None where it has no end."""
    if not text:
        return None
    first, last = horizon_span(text, opening_first)
    if first is None or last is None or last < first:
        return None
    # the day after the last one of the calendar is no date
    year, month, day = (last + _ONE_DAY).timetuple()[:3] if last < date.max else (date.max.year + 1, 1, 1)
    if (month, day) == (first.month, first.day):
        return Decimal(year - first.year)
    return Decimal((last - first).days + 1) / Decimal("365.25")


def _dated(text: str) -> str:
    if fiscal_year(text) is None:
        span(text)
    return text


def _single(text: str) -> str:
    if "/" in text:
        raise BadInput(f"{text[:60]!r} is an interval, one date is meant", FORMS)
    span(text)
    return text


def _exact_day(text: str) -> str:
    if len(text) != 10 or span(text).first != span(text).last:
        raise BadInput(f"{text[:60]!r} is not one whole day", "write it as 2000-04-01")
    return text


def _horizon(text: str) -> str:
    if fiscal_year(text) is None:
        try:
            horizon_span(text, date(2000, 1, 1))
        except BadInput as error:
            raise BadInput(error.message, HORIZONS if error.remedy == FORMS else error.remedy) from None
    return text


When = Annotated[str, AfterValidator(_dated)]
"""An EDTF date or closed interval; on entry also a fiscal year (`FY2020`), which admission turns into one."""
Day = Annotated[str, AfterValidator(_single)]
"""An EDTF date, whole or partial, not an interval."""
ExactDay = Annotated[str, AfterValidator(_exact_day)]
"""A whole day."""
Horizon = Annotated[str, AfterValidator(_horizon)]
"""A date, interval, half-open interval or duration: the span that money covers."""
