"""One field of an event: from what people write in it to the value that the event holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.fields import REFERENCE_FIELDS, FieldShape, shapes_ever
from bilat.events.kinds import KINDS
from bilat.events.printed import references
from bilat.events.printed.names import Names, NoNames
from bilat.events.printed.preferences import NO_PREFERENCES, Ambiguous, Preferences
from bilat.events.values.amounts import Amount, is_text_of
from bilat.events.values.decimals import plain

STREAM_TYPES: Mapping[str, tuple[str, ...]] = {
    "meeting": ("meeting",),
    "agreement": ("agreement",),
    "part_of": ("pledge", "programme"),
    "into": ("pledge",),
}
"""The fields that name a whole stream, and of which types it may be."""
FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_PERCENT = re.compile(r"(?P<sign>[-+−–]?)\s?(?P<number>[0-9][0-9.,]*)\s?(?:%|per\s?cent|pct|years?)?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RANK = re.compile(r"([1-9][0-9]{0,2})(?:st|nd|rd|th)", re.IGNORECASE)
COMMAS = re.compile(r"\s*;\s*|\s*,\s+|\s*,(?![0-9]{3}(?![0-9]))")
"""What parts the items of a list: a semicolon, or a comma that does not group the digits of a number."""


@dataclass(frozen=True)
class Background:
    """What is known beside the field itself: the settings of the ledger, its names, and what day it is."""

    preferences: Preferences = NO_PREFERENCES
    names: Names = field(default_factory=NoNames)
    today: date | None = None


NO_BACKGROUND = Background()


class FieldReading(NamedTuple):
    """The value of a field as event JSON, how it was read (empty: as it stands), and what it says of other fields."""

    value: Any
    read_as: str = ""
    beside: Mapping[str, Any] = {}


def read_field(kind: str, name: str, shape: FieldShape, given: Any, background: Background) -> FieldReading:
    """Read one field of a kind. Raises BadInput for what cannot be read, Ambiguous where it has several readings."""
    if shape.form in ("list", "amounts", "cites"):
        return _several(kind, name, shape, given, background)
    if shape.form == "parts" and isinstance(given, dict):
        return FieldReading({part: _number(each) for part, each in given.items()})
    if shape.form == "json" and isinstance(given, dict):
        return FieldReading({part: _corrected(part, each, background) for part, each in given.items()})
    if shape.form == "amount" and isinstance(given, dict) and isinstance(given.get("unit"), str):
        return _parts(given, background)
    return _one(kind, name, shape, given, background) if isinstance(given, str) else FieldReading(given)


def _one(kind: str, name: str, shape: FieldShape, text: str, background: Background) -> FieldReading:
    if reference := _reference(kind, name, text, background):
        return _noted(reference, text)
    if shape.words:
        return FieldReading(_word(text, shape.words))
    match shape.form:
        case "amount":
            return _amount(text, background)
        case "date":
            return _date(name, text, background)
        case "decimal":
            return FieldReading(_number(text))
        case "flag":
            return FieldReading(FLAGS.get(text.strip().casefold(), text))
        case "integer" if rank := _RANK.fullmatch(text.strip()):
            return FieldReading(int(rank[1]))
    return FieldReading(text)


def _reference(kind: str, name: str, text: str, background: Background) -> str:
    """Return what a field that refers to something means; empty where the field refers to nothing."""
    names = background.names
    if name == "stream":
        return references.stream_of(text, KINDS[kind].streams, names)
    if name == "target":
        return references.event_of(text, names, KINDS[kind].streams)
    if name in STREAM_TYPES:
        return references.stream_of(text, STREAM_TYPES[name], names)
    prefix = REFERENCE_FIELDS.get(name)
    if prefix == "party/":
        return references.party_of(text, names)
    return references.source_of(text, names) if prefix == "source/" else ""


def _several(kind: str, name: str, shape: FieldShape, given: Any, background: Background) -> FieldReading:
    """Read a list: items of their own, or one text in which commas or semicolons part them."""
    items = [given] if isinstance(given, str | dict) else given
    if not isinstance(items, list | tuple):
        return FieldReading(given)
    refers = name in REFERENCE_FIELDS
    if shape.form == "cites":
        return FieldReading([_citation(each, background) for each in items])
    if refers and len(items) == 1 and references.is_party(str(items[0]), background.names):
        pass  # a name may hold a comma
    elif refers or shape.form == "amounts" or isinstance(given, str):
        items = [part for each in items for part in (COMMAS.split(each.strip()) if isinstance(each, str) else [each])]
    if shape.form == "amounts":
        found = [_amount(each, background) if isinstance(each, str) else FieldReading(each) for each in items if each]
        if any(each.beside for each in found):
            raise BadInput("an amount stands with its equivalent", "give one amount, and the next after a ;")
        return FieldReading([each.value for each in found], "; ".join(each.read_as for each in found if each.read_as))
    if not refers:
        return FieldReading([each for each in items if each != ""])
    read = [references.party_of(each, background.names) if isinstance(each, str) else each for each in items if each]
    return FieldReading(read, "" if read == list(items) else f"read as {', '.join(map(str, read))}")


def _citation(given: Any, background: Background) -> Any:
    if isinstance(given, str):
        source, mark, locator = given.partition("#")
        return f"{references.source_of(source, background.names)}{mark}{locator}"
    if isinstance(given, dict):
        read = dict(given)
        if isinstance(given.get("source"), str):
            read["source"] = references.source_of(given["source"], background.names)
        if isinstance(given.get("published"), str):
            read["published"] = _date("published", given["published"], background).value
        return read
    return given


# The grammars of amounts, dates and numbers are loaded where something is to be read by them: most events that are
# recorded by flags hold none, or a plain day.


def _amount(text: str, background: Background) -> FieldReading:
    from bilat.events.printed.amounts import read_amount

    units = background.names.units() if re.search(r"[a-z]{2,}\W*$", text) else frozenset()
    reading = read_amount(text, background.preferences, units)
    beside = {"equivalents": [_json(each) for each in reading.equivalents]} if reading.equivalents else {}
    return FieldReading(_json(reading.amount), "" if is_text_of(text, reading.amount) else reading.read_as, beside)


def _parts(given: dict[str, Any], background: Background) -> FieldReading:
    """Read the unit of an amount in parts: a code or name of money in any case, goods in the singular."""
    from bilat.events.printed.units import read_unit

    unit = read_unit(given["unit"], background.preferences, background.names.units)
    return FieldReading(given | {"unit": unit}, "" if unit == given["unit"].strip() else f"counted in {unit}")


def _json(amount: Amount) -> dict[str, Any]:
    return amount.model_dump(mode="json", exclude_none=True)


def _date(name: str, text: str, background: Background) -> FieldReading:
    if name != "horizon" and _is_day(text.strip()):
        return FieldReading(text.strip())
    from bilat.events.printed.dates import read_date

    reading = read_date(text, background.preferences, today=background.today, horizon=name == "horizon")
    return _noted(reading.value, text, reading.read_as)


def _is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as events hold it: it has no other reading."""
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _noted(value: str, text: str, read_as: str = "") -> FieldReading:
    return FieldReading(value, "" if value == text.strip() else read_as or f"read as {value}")


def _number(given: Any) -> Any:
    """Return a per cent, a share or years as the text of a decimal; what is no such number stays for its class."""
    found = _PERCENT.fullmatch(given.strip()) if isinstance(given, str) else None
    if found is None:
        return given
    from bilat.events.printed.numbers import digits

    value = digits(found["number"])
    if value is None:
        return given
    return plain(value.copy_negate() if found["sign"] in ("-", "−", "–") else value)


def _word(text: str, words: tuple[str, ...]) -> str:
    """Return one of the words of a field, in whatever case and with spaces for hyphens; others stay for the class."""
    folded = re.sub(r"[\s_-]+", "-", text.strip().casefold())
    return next((word for word in words if word == folded), text)


def _corrected(name: str, given: Any, background: Background) -> Any:
    """Read the right value of a field of whatever kind it may be."""
    for kind in KINDS:
        if given is not None and name in shapes_ever(kind) and kind != "entry-corrected":
            try:
                return read_field(kind, name, shapes_ever(kind)[name], given, background).value
            except BadInput as error:
                error.message = f"{name}: {error.message}"
                if isinstance(error, Ambiguous):
                    error.part = name
                raise
    return given
