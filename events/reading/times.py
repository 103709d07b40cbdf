"""Days that a text tells: dates in full, and those that are told from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join([*MONTHS, *(f"{month[:3]}\\.?" for month in MONTHS if len(month) > 4), "Sept\\.?"])
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBERS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_PRINTED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>(?:19|20)\d\d))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year2>(?:19|20)\d\d))?"
    rf"|(?P<month3>{_MONTH})(?:,| of)? (?P<year3>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?:in|since|by|until|of|last|this|early|late|mid-) ?(?P<month4>{_MONTH})\b(?! \d)"
    r"|(?P<last>(?:the )?(?P<which>last|this|next|past|previous|current) (?P<unit>year|month|week))"
    rf"|(?:on |last |this |next )?(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
    r"|(?P<relative>yesterday|today|tomorrow|a year (?:ago|earlier)|the year before)"
    r"|(?P<half>(?:the )?(?P<part>first|second) half of (?P<halfyear>(?:19|20)\d\d))"
    r"|(?P<quarter>(?:the )?(?P<nth>first|second|third|fourth) quarter of (?P<quarteryear>(?:19|20)\d\d))"
    r"|(?P<fiscal>(?:fiscal(?: year)?|FY) ?(?P<fyear>(?:19|20)\d\d))"
    r"|(?P<span>(?P<from>(?:19|20)\d\d) ?(?:-|–|—|to|and|through|until|/) ?(?P<to>(?:19|20)\d\d|\d\d)(?!\d|-))"
    r"|(?P<bare>(?:19|20)\d\d)(?![\d,.]*\d| ?(?:people|doses|vaccines|billion|million|%)|-))",
)


@dataclass(frozen=True)
class Moment:
    """A day or span that the text tells, from `start` to `end`, as EDTF. `exact` days are told in full."""

    start: int
    end: int
    edtf: str
    exact: bool = False

    @property
    def first(self) -> str:
        """The first day, as far as it is told: sorts among dates."""
        return self.edtf.partition("/")[0]


def find_moments(text: str, published: str) -> list[Moment]:
    """Return the dates of a text; those that need the day of publication only where it is known."""
    day = date.fromisoformat(published) if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    return [*_moments(text, day)]


def _moments(text: str, published: date | None) -> Iterator[Moment]:
    for found in _PRINTED.finditer(text):
        day = _edtf(found, published)
        if day:
            yield Moment(found.start(), found.end(), day, bool(found["iso"] or found["year"] or found["year2"]))


def _edtf(found: re.Match[str], published: date | None) -> str | None:
    if found["iso"]:
        return _real(found["iso"])
    if found["day"] or found["day2"]:
        month, day = found["month"] or found["month2"], int(found["day"] or found["day2"])
        year = found["year"] or found["year2"] or _year_of(_month(month), day, published)
        return _real(f"{year}-{_month(month):02}-{day:02}") if year else None
    if found["month3"]:
        return f"{found['year3']}-{_month(found['month3']):02}"
    if found["month4"]:
        year = _year_of(_month(found["month4"]), 1, published)
        return f"{year}-{_month(found['month4']):02}" if year else None
    if found["half"]:
        months = ("01", "06") if found["part"] == "first" else ("07", "12")
        return "/".join(f"{found['halfyear']}-{month}" for month in months)
    if found["quarter"]:
        at = ("first", "second", "third", "fourth").index(found["nth"]) * 3 + 1
        return f"{found['quarteryear']}-{at:02}/{found['quarteryear']}-{at + 2:02}"
    if found["fiscal"]:
        return f"FY{found['fyear']}"
    if found["span"]:
        last = found["to"] if len(found["to"]) == 4 else found["from"][:2] + found["to"]
        return f"{found['from']}/{last}" if found["from"] < last else None
    if found["bare"]:
        return found["bare"]
    return _relative(found, published) if published else None


def _relative(found: re.Match[str], published: date) -> str | None:
    if found["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(found["weekday"])) % 7
        if found[0].startswith("next"):
            return (published + timedelta(7 - back)).isoformat()
        return (published - timedelta(back)).isoformat()
    if found["relative"]:
        days = {"yesterday": -1, "today": 0, "tomorrow": 1}
        if found["relative"] in days:
            return (published + timedelta(days[found["relative"]])).isoformat()
        return str(published.year - 1)
    if found["last"]:
        step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1}[found["which"]]
        match found["unit"]:
            case "year":
                return str(published.year + step)
            case "month":
                months = published.year * 12 + published.month - 1 + step
                return f"{months // 12}-{months % 12 + 1:02}"
            case "week":
                monday = published - timedelta(published.weekday()) + timedelta(7 * step)
                return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3] == name[:3])


def _year_of(month: int, day: int, published: date | None) -> int | None:
    """Return the year of a date that is told without one: that of the publication, or the one before."""
    if published is None:
        return None
    return published.year if (month, day) <= (published.month, 31) else published.year - 1


def _real(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


_NUMBER = r"(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_YEARS = re.compile(
    rf"\b(?:over|within|in|during|for|across|spread over)(?: the)?(?: next| coming| following| "
    rf"a)?(?: period of)? {_NUMBER}(?:-year period| years?)\b"
    rf"|\b{_NUMBER.replace('count', 'count2')}-year (?!old|high|low|bond|anniversary|record"
    rf"|relation|maturity|grace|loan|term)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(?:over|within|in|during)(?: the)?(?: next| coming) decade\b|\bover a decade\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:by|until|till|through|up to|before)(?: the)?(?: end of| end| year| close of| early"
    r"| late| mid-?)*(?: of)? (?P<year>20\d\d)\b(?!-)"
)
_SPAN = re.compile(
    r"\b(?:from|between|for|in|during|over|the|period|,|\()\s*(?:the )?(?:period |years |fiscal years )?"
    r"(?P<first>20\d\d) ?(?:to|and|-|–|—|through|until|/) ?(?P<last>20\d\d|\d\d)\b(?!\d|-\d)"
)
_FOR = re.compile(r"\b(?:for|in) (?P<year>20\d\d)\b(?! ?[-–/])")
_EACH = re.compile(
    r"\b(?:per year|a year|per annum|annually|every year|each year|yearly|per-year|a yearly|an annual|annual)\b"
)


def horizon_in(clause: str, published: str) -> str | None:
    """Return the span that money covers as a clause tells it: `P5Y`, `../2030`, `2024/2027`; None where it does not."""
    if found := _SPAN.search(clause):
        last = found["last"] if len(found["last"]) == 4 else found["first"][:2] + found["last"]
        return f"{found['first']}/{last}" if found["first"] < last else None
    if found := _YEARS.search(clause):
        count = (found["count"] or found["count2"]).lower()
        return f"P{_NUMBERS.get(count) or int(count)}Y"
    if _DECADE.search(clause):
        return "P10Y"
    if found := _UNTIL.search(clause):
        return f"../{found['year']}" if found["year"] >= published[:4] else None
    if (found := _FOR.search(clause)) and found["year"] >= (published[:4] or "0"):
        return found["year"]
    return None


def per_year(clause: str) -> bool:
    """Tell whether an amount is told per year by the words right behind or before it."""
    return bool(_EACH.search(clause))
