"""From the text of an answer to the value of a field, checked as the event's class checks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Answer, SeveralReadings, one_of
from bilat.cli.recording import now
from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.fields import REFERENCE_FIELDS, FieldShape
from bilat.events.kinds import KINDS
from bilat.events.printed.amounts import amount_readings
from bilat.events.printed.dates import date_readings
from bilat.events.values.amounts import Amount
from bilat.events.values.dates import fiscal_year

FLAGS = {"yes": True, "no": False, "true": True, "false": False}
STREAMS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("meeting/",),
    "agreement": ("agreement/",),
    "part_of": ("pledge/", "programme/"),
    "into": ("pledge/",),
}
"""The fields that name a whole stream, and of which types it may be."""
_PARTS = re.compile(r"\s*;\s*|\s*,\s+|\s*,(?![0-9]{3}(?![0-9]))")
"""What parts the items of a list: a comma that does not group the digits of a number, or a semicolon."""
_NOUN_LAST = re.compile(r"[a-z]{2,}\W*$")
"""Ends an amount that may be one of goods."""


def parts_of(text: str) -> list[str]:
    """Return the items of a list as typed: `JP, US`, `USD 1,000; EUR 5m`."""
    return [part for part in _PARTS.split(text.strip()) if part]


def read_field(kind: str, name: str, shape: FieldShape, text: str, known: Known) -> Answer:
    """Read the answer to a field of a kind. Raises BadInput, with what to write instead, for one that is none."""
    answer = _read(name, shape, text, known)
    check(kind, name, answer.value)
    return answer


def check(kind: str, name: str, value: Any) -> None:
    """Raise BadInput where the class of the kind refuses this value of one of its fields."""
    from bilat.events.log.codec import read_event

    home = KINDS[kind].streams[0]
    read = read_event({"kind": kind, "stream": f"{home}/{'XK' if home == 'party' else 'x'}", name: value}, "")
    if isinstance(read, Event):
        return
    for problem in read:
        if problem.rule.partition(".")[0] == name:
            raise BadInput(problem.message.removeprefix(f"{name}: "), problem.remedy)


def _read(name: str, shape: FieldShape, text: str, known: Known) -> Answer:
    several = shape.form in ("list", "amounts")
    if name in STREAMS:
        return Answer(known.find(text, *STREAMS[name]))
    if prefix := REFERENCE_FIELDS.get(name):
        names = [known.find(each, prefix).partition("/")[2] for each in (parts_of(text) if several else [text])]
        reading = ", ".join(names)
        return Answer(names if several else names[0], "" if reading == text else reading)
    if shape.words:
        word = one_of(text, shape.words)
        return Answer(word, "" if word == text else word)
    match shape.form:
        case "amount":
            return _amount(text, known)
        case "amounts":
            amounts = [_amount(each, known, alone=True) for each in parts_of(text)]
            return Answer([each.value for each in amounts], "; ".join(each.reading for each in amounts if each.reading))
        case "date":
            return _date(text, name, known)
        case "list":
            return Answer(parts_of(text))
        case "flag":
            return Answer(FLAGS[one_of(text, list(FLAGS))])
        case "integer":
            return Answer(_integer(text))
        case "decimal":
            return Answer(text.rstrip("% "))
        case "ids" | "parts" | "json":
            return Answer(dict(_pair(each) for each in parts_of(text)))
    return Answer(text)


def _amount(text: str, known: Known, *, alone: bool = False) -> Answer:
    """Read an amount as it is printed; `alone`, without the equivalents that are printed with it."""
    units = known.units() if _NOUN_LAST.search(text) else frozenset()
    readings = amount_readings(text, known.preferences, units)
    answers = {}
    for reading in readings:
        beside = {"equivalents": [_json(each) for each in reading.equivalents]} if reading.equivalents else {}
        said = "" if str(reading.amount) == text else reading.read_as
        answers[str(reading)] = Answer(_json(reading.amount), said, beside)
    answer = _only(text, answers)
    if alone and answer.beside:
        raise BadInput(f"{text[:60]!r} is an amount and its equivalent", "give one amount, and the next after a ;")
    return answer


def _json(amount: Amount) -> Any:
    return amount.model_dump(mode="json", exclude_none=True)


def _date(text: str, name: str, known: Known) -> Answer:
    if fiscal_year(text) is not None:
        return Answer(text)
    readings = date_readings(text, known.preferences, today=now().date(), horizon=name == "horizon")
    said = {str(each): Answer(each.value, "" if each.value == text else each.read_as) for each in readings}
    return _only(text, said)


def _only(text: str, answers: Mapping[str, Answer]) -> Answer:
    if len(answers) > 1:
        raise SeveralReadings(text, answers)
    return next(iter(answers.values()))


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise BadInput(f"{text[:60]!r} is not a whole number", "write digits alone")
    return int(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInput(f"{text[:60]!r} is not NAME=VALUE", "as in maturity_years=40")
    return name.strip().replace("-", "_"), value.strip()
