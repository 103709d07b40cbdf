"""Dates as people print them: one cell read into EDTF, or every mention in a running text found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.printed import date_grammar
from bilat.events.printed.date_makers import DateContext
from bilat.events.printed.numbers import number_at
from bilat.events.printed.preferences import NO_PREFERENCES, Ambiguous, Preferences
from bilat.events.printed.tokens import tokens
from bilat.events.values.dates import fiscal_year, horizon_span, span

LIMIT = 120
"""Characters of a cell that holds a date."""
AS_PRINTED = (
    "write it as printed, such as 14 December 2022, Oct 2021 or 2021-Q3, or as 2022-12-14, 2022-12, 2022, 2021~"
)
_ABOUT = re.compile(r"(?:about|around|circa|approximately|approx\.?|ca?\.?|~)\s?(?=[0-9A-Z])", re.IGNORECASE)
_LINK = re.compile(r"\s(?:to|until|till|through|[-–—])\s|\s?/\s?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:by|until|till|up to|before the end of|through|to)\s(?:the\send\sof\s)?", re.IGNORECASE)
_SINCE = re.compile(r"(?:from|since|starting(?:\sin)?|as of)\s", re.IGNORECASE)
_FOR = re.compile(
    r"(?:over|for|in|within|during)?\s?(?:the\s)?(?:next|coming|following)?\s?(?P<n>.+?)[\s-](?P<what>years?|months?)"
    r"(?:\speriod)?",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r".*\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", re.DOTALL)
_PART_OF_YEAR = re.compile(r"(?:early|mid|late|end of|end|beginning of|middle of)[\s-]", re.IGNORECASE)


class DateReading(NamedTuple):
    """One way to read a printed date: EDTF text, as events hold it."""

    value: str

    @property
    def read_as(self) -> str:
        """How it was read, for people: `read as 2022-12-14`, `read as 2021-07 to 2021-09`."""
        return f"read as {self}"

    def __str__(self) -> str:
        return " to ".join(self.value.split("/")) if ".." not in self.value else self.value


class DateMention(NamedTuple):
    """A date in a running text, from the character `start` to before `end`, with its readings, the likeliest first.

    `yearless` says that no year is printed, and that it was taken from the day that is known.
    """

    start: int
    end: int
    text: str
    readings: tuple[DateReading, ...]
    yearless: bool = False


def read_date(
    text: str, preferences: Preferences = NO_PREFERENCES, *, today: date | None = None, horizon: bool = False
) -> DateReading:
    """Read one printed date or span. EDTF stays as it is; a fiscal year becomes `FY2020`.

    `today` is the day that `today` and `yesterday` are meant from. As a `horizon` also `by 2030`, `from 2023` and
    `five years` are read. Raises Ambiguous where it has two readings that `preferences` do not decide between,
    BadInput where it is no date.
    """
    readings = date_readings(text, preferences, today=today, horizon=horizon)
    if len(readings) == 1:
        return readings[0]
    named = tuple(map(str, readings))
    shown = f"{text.strip()[:60]!r} has {len(named)} readings: {' or '.join(named)}"
    if re.search("[A-Za-z]|^[0-9]{4}", text.strip()):
        raise Ambiguous(shown, "write the one that is meant", named, ())
    raise Ambiguous(
        shown,
        'write the one that is meant, or say once in bilat.toml: [reading] date_order = "dmy" (or "mdy")',
        named,
        (("date_order", "dmy"), ("date_order", "mdy")),
    )


def date_readings(
    text: str, preferences: Preferences = NO_PREFERENCES, *, today: date | None = None, horizon: bool = False
) -> tuple[DateReading, ...]:
    """Return every way to read one printed date, the likeliest first. Raises BadInput where there is none."""
    plain = " ".join(text.split()).strip(" ,;")
    if len(text) > LIMIT:
        raise BadInput(f"a date of {len(text):,} characters", AS_PRINTED)
    if _is_canonical(plain, horizon=horizon):
        return (DateReading(plain),)
    context = DateContext(preferences.date_order, today)
    found = _spanning(plain, context) if horizon else ()
    found = found or _read(plain, context)
    if not found:
        raise _unreadable(text, plain, context)
    return tuple(map(DateReading, found))


def find_dates(
    text: str, preferences: Preferences = NO_PREFERENCES, *, today: date | None = None
) -> Iterator[DateMention]:
    """Yield every date in a running text of English, in order; none overlaps another.

    Four digits alone are a year only behind a word such as `in` or `by`. Days without a year and `today` are found
    where `today`, the day on which the text was published, is known. Takes time in proportion to the text.
    """
    for start, end, readings in date_grammar.find(text, DateContext(preferences.date_order, today)):
        printed = text[start:end]
        yearless = not re.search("[0-9]{4}|day", printed)
        yield DateMention(start, end, printed, tuple(map(DateReading, readings)), yearless)


def _is_canonical(text: str, *, horizon: bool) -> bool:
    if fiscal_year(text) is not None:
        return True
    try:
        horizon_span(text, date(2000, 1, 1)) if horizon else span(text)
    except BadInput:
        return False
    return True


def _read(text: str, context: DateContext) -> tuple[str, ...]:
    """Return the readings of a date, of one that is about, or of a span between two dates."""
    about = _ABOUT.match(text)
    if about and (days := _read(text[about.end() :], context)):
        return tuple(f"{day}~" for day in days if "/" not in day and not day.startswith("FY"))
    found = date_grammar.read(text, context)
    if found is not None:
        return found
    for link in _LINK.finditer(text):
        first, last = _end(text[: link.start()], context), _end(text[link.end() :], context)
        if first and last and span(first).first < span(last).last:
            return (f"{first}/{last}",)
    return ()


def _end(text: str, context: DateContext) -> str | None:
    """Return one end of a span, where it is a date with one reading."""
    text = text.removeprefix("from ").removeprefix("From ")
    found = (text,) if _is_canonical(text, horizon=False) else date_grammar.read(text, context) or ()
    return found[0] if len(found) == 1 and "/" not in found[0] and not found[0].startswith("FY") else None


def _spanning(text: str, context: DateContext) -> tuple[str, ...]:
    """Return a horizon without one of its ends, or of some years: `by 2030`, `from 2023`, `five years`."""
    if (until := _UNTIL.match(text)) and (last := _end(text[until.end() :], context)):
        return (f"../{last}",)
    if (since := _SINCE.match(text)) and (first := _end(text[since.end() :], context)):
        return (f"{first}/..",)
    if years := _FOR.fullmatch(text):
        found = tokens(years["n"])
        number = number_at(found, 0)
        if number and number.next == len(found) and number.scaled == int(number.scaled) and 0 < number.scaled < 100:
            return (f"P{int(number.scaled)}{years['what'][0].upper()}",)
    return ()


def _unreadable(text: str, plain: str, context: DateContext) -> BadInput:
    shown = text.strip()[:60]
    if date_grammar.read(plain, context) is not None:
        if plain.casefold() in ("today", "yesterday", "tomorrow") and context.today is None:
            return BadInput(f"nobody says which day {shown!r} is", "write the date itself")
        without_year = not re.search("[0-9]{4}", plain)
        if without_year:
            return BadInput(f"{shown!r} has no year", "write it too, as in 14 December 2022")
        if re.match("[A-Za-z]+day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", plain):
            return BadInput(f"{shown!r} is another day of the week, or no day at all", "leave the day of the week out")
        return BadInput(f"{shown!r} is not a date of the calendar", AS_PRINTED)
    if re.fullmatch(r"[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?", plain):
        return BadInput(f"{shown!r} is not a date of the calendar", AS_PRINTED)
    if _TWO_DIGITS.fullmatch(plain):
        return BadInput(f"{shown!r} has two digits for its year", "write four, as in 2022-12-14")
    if _PART_OF_YEAR.match(plain):
        return BadInput(
            f"{shown!r} is no date that can be counted with", "write 2021~ for some day about 2021, or 2021-Q1"
        )
    return BadInput(f"cannot read the date {shown!r}", AS_PRINTED)
