"""From the text of an answer to the value of a field, checked as the event's class checks it."""

from __future__ import annotations

import re
from typing import Any

from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Answer, SeveralReadings, one_of
from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.fields import REFERENCE_FIELDS, FieldShape
from bilat.events.kinds import KINDS
from bilat.events.printed import fields
from bilat.events.printed.fields import COMMAS, FLAGS, STREAM_TYPES
from bilat.events.printed.preferences import Ambiguous


def parts_of(text: str) -> list[str]:
    """Return the items of a list as typed: `JP, US`, `USD 1,000; EUR 5m`."""
    return [part for part in COMMAS.split(text.strip()) if part]


def read_field(kind: str, name: str, shape: FieldShape, text: str, known: Known) -> Answer:
    """Read the answer to a field of a kind. Raises BadInput, with what to write instead, for one that is none."""
    answer = _read(kind, name, shape, text, known)
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


def prefixes(name: str) -> tuple[str, ...]:
    """Return what the streams begin with that a field may name: `pledge/`, `programme/` for `part_of`."""
    return tuple(f"{each}/" for each in STREAM_TYPES[name])


def _read(kind: str, name: str, shape: FieldShape, text: str, known: Known) -> Answer:
    several = shape.form in ("list", "amounts")
    if name in STREAM_TYPES:
        return Answer(known.find(text, *prefixes(name)))
    if prefix := REFERENCE_FIELDS.get(name):
        names = [known.find(each, prefix).partition("/")[2] for each in (parts_of(text) if several else [text])]
        reading = ", ".join(names)
        return Answer(names if several else names[0], "" if reading == text else reading)
    if shape.words:
        word = one_of(text, shape.words)
        return Answer(word, "" if word == text else word)
    match shape.form:
        case "amount" | "amounts" | "date" | "decimal":
            return _printed(kind, name, shape, text, known)
        case "list":
            return Answer(parts_of(text))
        case "flag":
            return Answer(FLAGS[one_of(text, list(FLAGS))])
        case "integer":
            return Answer(_integer(text))
        case "ids" | "parts" | "json":
            return Answer(dict(_pair(each) for each in parts_of(text)))
    return Answer(text)


def _printed(kind: str, name: str, shape: FieldShape, text: str, known: Known) -> Answer:
    """Read an answer as print is read on every other route; of several readings the asker chooses one."""
    try:
        found = fields.read_field(kind, name, shape, text, known.background)
    except Ambiguous as several:
        answers = {each: _printed(kind, name, shape, each, known) for each in several.readings}
        raise SeveralReadings(text, answers) from None
    return Answer(found.value, found.read_as, found.beside)


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise BadInput(f"{text[:60]!r} is not a whole number", "write digits alone")
    return int(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadInput(f"{text[:60]!r} is not NAME=VALUE", "as in maturity_years=40")
    return name.strip().replace("-", "_"), value.strip()
