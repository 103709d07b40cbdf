"""Events and values in words, before they are recorded: one whole, one a line, and what a stream holds so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.asking.known import Known, title_of
from bilat.events.base import ENVELOPE, Event
from bilat.events.fields import REFERENCE_FIELDS, shapes

LATEST = 6
"""Events of a stream that are shown, the last ones."""
_TITLE = 60


def as_text(value: Any) -> str:
    """Return a value of event JSON as it is typed: amounts in their text form, lists with commas."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping() if "unit" in value:
            from bilat.events.values.amounts import Amount

            return str(Amount.model_validate(value))
        case Mapping() if "source" in value:
            place = f"#{value['locator']}" if "locator" in value else ""
            return f"{value['source']}{place}"
        case Mapping():
            return ", ".join(f"{name}={as_text(each)}" for name, each in value.items())
        case list() | tuple():
            return ", ".join(map(as_text, value))
    return str(value)


def whole(fields: Mapping[str, Any], known: Known) -> str:
    """Return an event as it will be recorded, a field a line, parties and sources with their names."""
    kind = fields["kind"]
    own = [name for name in shapes(kind) if name not in ENVELOPE]
    lines = [f"{kind} on {fields.get('stream') or 'a new stream'}"]
    for name in ("on", "target", *own, "cites", "note"):
        if fields.get(name) is not None and name != "target":
            lines.append(f"  {name.replace('_', ' '):<15} {_with_names(name, fields[name], known)}")
        elif name == "target" and fields.get(name):
            lines.append(f"  {'target':<15} {fields[name]}")
    quotes = [cite["quote"] for cite in fields.get("cites") or () if isinstance(cite, Mapping) and cite.get("quote")]
    return "\n".join([*dict.fromkeys(lines), *(f"  {'quote':<15} “{quote}”" for quote in quotes)])


def _with_names(name: str, value: Any, known: Known) -> str:
    text = as_text(value)
    prefix = REFERENCE_FIELDS.get(name)
    if name == "cites":
        prefix = "source/"
    if prefix is None:
        return text
    each = value if isinstance(value, list) else [value]
    streams = [f"{prefix}{one['source'] if isinstance(one, Mapping) else one}" for one in each]
    titles = [known.titles(f"{stream.partition('/')[0]}/").get(stream, "") for stream in streams]
    return f"{text} ({'; '.join(titles)})" if all(titles) else text


def line_of(event: Event) -> str:
    """Return an event as one line: when, what, who, how much, its title."""
    fields = event.content_fields()
    sides = [as_text(fields.get(name)) for name in ("donor", "recipient")]
    if not any(sides):
        sides = [as_text(fields.get(name)) for name in ("from", "to")]
    if not any(sides):
        sides = [as_text(fields.get(name)) for name in ("parties", "to")]
    who = " → ".join(filter(None, sides))
    how_much = as_text(fields.get("amount") or fields.get("value"))
    title = title_of(event)
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
    target = fields.get("target") or event.stream
    parts = (fields.get("on") or fields.get("published"), event.kind, who, how_much, short or target)
    return "  ".join(str(each) for each in parts if each)


def state_of(stream: str, events: Sequence[Event]) -> str:
    """Return what a stream holds so far: its opening as corrected, and its last events."""
    from bilat.events.corrections import effective_events

    standing = list(effective_events(events).items())
    if not standing:
        return f"{stream} was retracted: it counts for nothing"
    lines = [f"{stream} is on record:"]
    if len(standing) > LATEST:
        standing = [standing[0], *standing[1 - LATEST :]]
    lines += [f"  #{version}  {line_of(event)}" for version, event in standing]
    return "\n".join(lines)
