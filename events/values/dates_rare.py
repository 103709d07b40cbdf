"""The rarer forms of EDTF (ISO 8601-2:2019, levels 1 and 2): seasons, digits left open, sets, parts in doubt.

They are read here because the `edtf` package takes up to a tenth of a second and a hundred kilobytes for each, in
which a file of such dates drowns. The tests hold every form against that package.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

LEAST, MOST = 4, 20
"""Characters of one date."""
Days = tuple[date, date]
_DOUBT = "[~?%]?"
_PARTS = re.compile(
    rf"{_DOUBT}([0-9X]{{4}}){_DOUBT}(?:-{_DOUBT}(\d\d|XX){_DOUBT}(?:-{_DOUBT}(\d\d|XX){_DOUBT})?)?", re.ASCII
)
_SEASON = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)Z?", re.ASCII)
_SIGNIFICANT = re.compile(rf"(?:(\d{{4}})|Y([1-9]\d{{0,3}})E([1-9]))(?:S(\d+))?{_DOUBT}", re.ASCII)
_SEVERAL = re.compile(r"\[([^\[\]{}]+)\]|\{([^\[\]{}]+)\}")
_SPRING, _SUMMER, _AUTUMN, _WINTER = (3, 5), (6, 8), (9, 11), (12, 12)
_SEASONS = (
    *((_SPRING, _SUMMER, _AUTUMN, _WINTER) * 2),  # 21 to 24 anywhere, 25 to 28 in the north
    *(_AUTUMN, _WINTER, _SPRING, _SUMMER),  # 29 to 32 in the south
    *((1, 3), (4, 6), (7, 9), (10, 12)),  # 33 to 36, quarters
    *((1, 4), (5, 8), (9, 12)),  # 37 to 39, thirds of four months
    *((1, 6), (7, 12)),  # 40 and 41, halves
)
"""The first and the last month of the seasons 21 to 41. A winter ends with its year."""


def rare(text: str) -> Days | None:
    """Return the first and the last day of a date in one of these forms; None for other texts and for no real day."""
    if not LEAST <= len(text) <= MOST or not text.isascii():
        return None
    try:
        if several := _SEVERAL.fullmatch(text):
            return _one_of(several[1] or several[2])
        return _season(text) or _significant(text) or _moment(text) or _parts(text)
    except (ValueError, OverflowError):  # no day of the calendar
        return None


def _parts(text: str) -> Days | None:
    """Year, month and day, some digits of them left open, each perhaps in doubt."""
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = (1, 12) if month in (None, "XX") else (int(month), int(month))
    if day in (None, "XX"):
        return date(first, months[0], 1), _month_end(last, months[1])
    return date(first, months[0], int(day)), date(last, months[1], int(day))


def _season(text: str) -> Days | None:
    found = _SEASON.fullmatch(text)
    if not found:
        return None
    first, last = _SEASONS[int(found[2]) - 21]
    return date(int(found[1]), first, 1), _month_end(int(found[1]), last)


def _significant(text: str) -> Days | None:
    """Return a year as a power of ten, or of which some digits count: `1950S2` is some year of the 1900s."""
    found = _SIGNIFICANT.fullmatch(text)
    if not found or not (found[3] or found[4]):
        return None
    year = int(found[1] or int(found[2]) * 10 ** int(found[3]))
    if year == 0:
        return None
    counting = int(found[4]) if found[4] else 0
    within = 10 ** max(len(found[1] or str(year)) - counting, 0) if counting else 1
    first = year // within * within
    return date(max(first, 1), 1, 1), date(first + within - 1, 12, 31)


def _moment(text: str) -> Days | None:
    """Return the day of a time of day."""
    found = _MOMENT.fullmatch(text)
    return (date.fromisoformat(found[1]), date.fromisoformat(found[1])) if found else None


def _one_of(listed: str) -> Days | None:
    """One of several dates or spans, or all of them: from the earliest to the latest."""
    if "," not in listed and ".." not in listed:
        return None
    found = [_parts(each) for span in listed.split(",") for each in span.split("..", 1)]
    days = [each for each in found if each]
    return (min(days)[0], max(last for _, last in days)) if len(days) == len(found) else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
