"""Scales of charts: days on a line, round ticks, and the days that a date or a horizon covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bilat.cli.page.svg import percent
from bilat.events.values.dates import span

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
WORDS = (("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3))


class Days:
    """A time axis over whole years, from the first of some days to the last of them."""

    def __init__(self, days: Sequence[int]) -> None:
        first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
        # a year of which only the end or the beginning is used is not drawn whole
        self.low = date(first.year, 10 if first.month > 9 else 1, 1).toordinal()
        self.high = (date(last.year, 4, 1) if last.month < 4 else date(min(last.year + 1, 9999), 1, 1)).toordinal()

    def x(self, day: int) -> Decimal:
        """Return where a day stands, in per cent."""
        return percent(Decimal(day), Decimal(self.low), Decimal(self.high))

    def within(self, day: int) -> Decimal:
        """Return where a day stands, at the edge where it lies beyond."""
        return self.x(max(self.low, min(self.high, day)))

    def years(self) -> Iterator[tuple[int, Decimal]]:
        """Yield each year that begins on the axis, and where; of many years every fifth or tenth."""
        first, last = date.fromordinal(self.low).year, date.fromordinal(self.high).year
        step = next(each for each in (1, 2, 5, 10, 50, 5000) if (last - first) / each <= 16)
        for year in range(first, last + 1):
            day = date(year, 1, 1).toordinal()
            if self.low <= day <= self.high and year % step == 0:
                yield year, self.x(day)

    @property
    def scale(self) -> str:
        """What the page's script holds marks against: the first and the last day, as ordinals."""
        return f"{self.low} {self.high}"


def first_and_last(text: str) -> tuple[int, int]:
    """Return the first and the last day of a date, as ordinals."""
    days = span(text)
    return days.first.toordinal(), days.last.toordinal()


def middle(text: str) -> int:
    """Return the day in the middle of a date, as an ordinal."""
    first, last = first_and_last(text)
    return (first + last) // 2


def horizon(text: str, opened: str | None) -> tuple[int, int]:
    """Return the days that a horizon covers: a date, an interval, open at one end or not, or `P5Y` from the opening."""
    start = first_and_last(opened)[0] if opened else 1
    if text.startswith("P"):
        years, months, days = (int(each or 0) for each in _parts(text))
        return start, start + years * 365 + years // 4 + months * 30 + days
    if ".." in text:
        one, _, two = text.partition("/")
        first = start if one == ".." else first_and_last(one)[0]
        return first, date.max.toordinal() if two == ".." else first_and_last(two)[1]
    return first_and_last(text)


def duration(text: str) -> str:
    """Return a duration in words: `P5Y` reads 5 years."""
    words = zip(_parts(text), ("year", "month", "day"), strict=True)
    return " ".join(f"{count} {word}{'' if count == '1' else 's'}" for count, word in words if count)


def _parts(text: str) -> tuple[str | None, ...]:
    found = _DURATION.fullmatch(text)
    return found.groups() if found else (None, None, None)


def ticks(most: Decimal, steps: int = 4) -> list[Decimal]:
    """Return round numbers from 0 to at least the most."""
    if most <= 0:
        return [Decimal(0), Decimal(1)]
    raw = most / steps
    unit = Decimal(10) ** raw.adjusted()
    step = next(unit * each for each in (1, 2, Decimal("2.5"), 5, 10) if unit * each >= raw)
    found = [Decimal(0)]
    while found[-1] < most:
        found.append(found[-1] + step)
    return found


def scale_of(most: Decimal) -> tuple[str, int]:
    """Return the word and the power of ten in which numbers up to the most are told."""
    return next(((word, power) for word, power in WORDS if most >= Decimal(10) ** power), ("", 0))
