"""Numbers and dates as foreign files write them, turned into ours; what could mean two things is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bilat.events.errors import BadInput
from bilat.events.fields import Form

SAY_DECIMAL = 'say in a mapping what the decimal sign is: decimal = "," reads 1.234,56, decimal = "." reads 1,234.56'
SAY_DATE = 'say in a mapping how dates are written: dates = "%d/%m/%Y"'

NUMERIC: frozenset[Form] = frozenset({"decimal", "amount", "amounts"})
_TOKEN = re.compile(r"\d(?:\d|[.,'’\u00a0\u202f]+(?=\d)| (?=\d{3}(?!\d)))*", re.ASCII)
_ONE_SEPARATOR = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)
_NUMBERS = {
    point: re.compile(
        rf"(?P<whole>\d{{1,3}}(?:(?P<sign>[{group}'’\u00a0\u202f ])\d{{3}}(?:(?P=sign)\d{{3}})*)|\d+)"
        rf"(?:{re.escape(point)}(?P<rest>\d+))?",
        re.ASCII,
    )
    for point, group in ((".", ","), (",", "."))
}
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}[~?%]?|FY\d{4}", re.ASCII)


def numbers(text: str, decimal: str | None, careful: bool) -> str:
    """Return the text with every number in it written as `1234.56`. Raises BadInput where one could mean two things.

    `decimal` is the sign that a mapping declares; `careful` says that the file comes from where it is likely
    to be the comma, so that `1,234` and `1.234` are ambiguous too while nothing is declared.
    """
    if text.lstrip().startswith(("{", "[")):
        return text
    return "..".join(_TOKEN.sub(lambda found: _number(found[0], decimal, careful), end) for end in text.split(".."))


def _number(token: str, decimal: str | None, careful: bool) -> str:
    found = _NUMBERS[decimal or "."].fullmatch(token)
    if not found or (careful and decimal is None and _ONE_SEPARATOR.fullmatch(token)):
        if decimal:
            raise BadInput(f"the number {token[:40]!r} does not fit decimal = {decimal!r}", SAY_DECIMAL)
        raise BadInput(f"the number {token[:40]!r} is ambiguous", SAY_DECIMAL)
    whole = re.sub(r"\D", "", found["whole"])
    return f"{whole}.{found['rest']}" if found["rest"] else whole


def date(text: str, formats: Sequence[str]) -> str:
    """Return a date in EDTF, read by the first of the `strptime` formats that fits; EDTF's own forms stay."""
    if not formats:
        return text  # read as it is printed, by `bilat.events.printed`
    for form in formats:
        try:
            read = datetime.strptime(text, form)
        except ValueError:
            continue
        if not re.search(r"%[mbB]", form):
            return f"{read:%Y}" if not re.search(r"%[djxc]", form) else f"{read:%Y-%m-%d}"
        return f"{read:%Y-%m-%d}" if "%d" in form else f"{read:%Y-%m}"
    if _ISO.fullmatch(text):
        return text
    raise BadInput(f"the date {text[:40]!r} fits none of {', '.join(formats)}", SAY_DATE)
