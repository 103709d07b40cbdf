"""Dates out of a text: the forms that are printed, each as one pattern and what becomes of it.

Every form gives its readings in EDTF, the likeliest first: one, but two where day and month could change places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilat.events.printed import date_makers as made
from bilat.events.printed.date_makers import MONTH_NUMBERS, WEEKDAY_NUMBERS, DateContext, Maker, Readings

_M = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_W = "(?:" + "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True)) + r")\b\.?"
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
                and form.make is made.year
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


FORMS = (
    _plain(rf"(?P<y>{_Y})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>{_D})", made.year_first),
    _form(
        rf"(?P<d1>{_D})\s(?P<m1>{_M})(?:,?\s(?P<y1>{_Y}))?{_TO}(?P<d>{_D})\s(?P<m>{_M}),?\s(?P<y>{_Y})",
        made.days,
    ),
    _form(
        rf"(?P<m1>{_M})\s(?P<d1>{_D})(?:,?\s(?P<y1>{_Y}))?{_TO}(?P<m>{_M})\s(?P<d>{_D}),?\s(?P<y>{_Y})",
        made.days,
    ),
    _form(rf"(?P<d1>{_D}){_TO}(?P<d>{_D})\s(?:of\s)?(?P<m>{_M}),?\s(?P<y>{_Y})", made.days),
    _form(rf"(?P<m>{_M})\s(?P<d1>{_D}){_TO}(?P<d>{_D}),?\s(?P<y>{_Y})", made.days),
    _form(rf"(?:the\s)?(?P<d>{_D})[\s-](?:of\s)?(?P<m>{_M}),?[\s-](?P<y>{_Y})", made.whole),
    _form(rf"(?P<m>{_M})\s(?:the\s)?(?P<d>{_D}),?\s(?P<y>{_Y})", made.whole),
    _plain(rf"(?P<m1>{_M})(?:\s(?P<y1>{_Y}))?{_TO}(?P<m>{_M}),?\s(?P<y>{_Y})", made.months),
    _plain(rf"(?P<m>{_M})(?:,|\sof)?[\s-](?P<y>{_Y})", made.month_of_year),
    _form(rf"(?P<y>{_Y})[\s-](?P<m>{_M})[\s-](?P<d>{_D})", made.whole),
    _plain(rf"(?P<a>{_N})(?P<mark>[/.-])(?P<b>{_N})(?P=mark)(?P<y>{_Y})", made.numbers),
    _plain(rf"(?P<y>{_Y})\s?[-/]?\s?Q(?P<q>[1-4])", made.part_of_year(3)),
    _plain(rf"Q(?P<q>[1-4])(?:,?\s|\sof\s|-|/)?(?P<y>{_Y})", made.part_of_year(3)),
    _plain(
        rf"(?:the\s)?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th)\squarter\s(?:of\s)?(?P<y>{_Y})",
        made.part_of_year(3),
    ),
    _plain(rf"(?P<y>{_Y})\s?[-/]?\s?H(?P<q>[12])", made.part_of_year(6)),
    _plain(rf"H(?P<q>[12])(?:,?\s|\sof\s|-|/)?(?P<y>{_Y})", made.part_of_year(6)),
    _plain(rf"(?:the\s)?(?P<q>first|second|last|1st|2nd)\shalf\s(?:of\s)?(?P<y>{_Y})", made.part_of_year(6)),
    _plain(rf"(?:the\s)?(?:FY|fiscal(?:\syear)?|financial\syear)\s?(?P<y>{_Y})", made.fiscal),
    _plain(r"(?:the\s)?(?P<y>[12][0-9]{2}0)s", made.decade),
    _plain(rf"(?P<y1>{_Y})\s?(?:[-–—]|to|through)\s?(?P<y>{_Y})", made.years),
    _plain(rf"(?P<y1>{_Y})[–—](?P<y>[0-9]{{2}})(?![0-9/–-])", made.years),
    _plain(rf"(?P<y>{_Y})/(?P<m>[0-9]{{2}})(?![0-9/–-])", made.month_or_years),
    _plain(rf"(?P<y>{_Y})[-.](?P<m>[1-9])(?![0-9/–.-])", made.month_in_number, in_text=False),
    _plain(rf"(?P<m>0?[1-9]|1[0-2])[/.](?P<y>{_Y})", made.month_in_number, in_text=False),
    _plain(r"(?:today|yesterday|tomorrow)", made.relative),
    _plain(rf"(?P<y>{_Y})", made.year),
    _form(rf"(?:the\s)?(?P<d>{_D})\s(?:of\s)?(?P<m>{_M})", made.without_year),
    _form(rf"(?P<m>{_M})\s(?:the\s)?(?P<d>{_D})", made.without_year),
)
"""The forms in the order in which they are tried: whole dates before parts of them."""
