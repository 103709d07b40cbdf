"""The one place where what people write in a field becomes the value that an event holds.

Flags, prompts, CSV, XLSX and YAML all come through here; JSON Lines does not, it is canonical.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.fields import shapes_ever
from bilat.events.kinds import KINDS
from bilat.events.printed.fields import Background, read_field


class Facts(NamedTuple):
    """The fields of an event as read, what was read otherwise than it stands, and what could not be read."""

    fields: dict[str, Any]
    readings: list[tuple[str, str]]
    unread: list[tuple[str, BadInput]]


def read_facts(fields: Mapping[str, Any], background: Background) -> Facts:
    """Read every field of an event from decoded texts, in the order in which they stand.

    What is no text, and what is canonical, stays as it is. `unread` has the fields that cannot be read or have several
    readings, each with why (`Ambiguous` has the readings); they are left out of `fields`.
    """
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return Facts(dict(fields), [], [])
    known = shapes_ever(kind)
    read = Facts({}, [], [])
    for name, given in fields.items():
        shape = known.get(name)
        if shape is None or name in ("kind", "version", "recorded_at", "recorder", "schema", "label"):
            read.fields[name] = given
            continue
        try:
            found = read_field(kind, name, shape, given, background)
        except BadInput as error:
            read.unread.append((name, error))
            continue
        beside = {other: value for other, value in found.beside.items() if other in known}
        if found.beside and (len(beside) < len(found.beside) or any(other in fields for other in beside)):
            why = "an equivalent is printed with the amount"
            read.unread.append((name, BadInput(why, "give the amount alone, and equivalents in a field of their own")))
            continue
        read.fields[name] = found.value
        read.fields.update(beside)
        if found.read_as:
            read.readings.append((name, found.read_as))
    return read


def exported(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an export, canonical as they stand; a text that is a whole list becomes one."""
    known = shapes_ever(fields["kind"])
    lists = {name for name, shape in known.items() if shape.form in ("list", "amounts", "cites")}
    return {name: [each] if name in lists and isinstance(each, str) else each for name, each in fields.items()}
