"""Write `docs/events.md`: every kind of event, its fields and an example, as its class and its help have them.

    python -m docs.tools.events_page

writes the page anew. What stands above the kinds is `events_preface.txt` beside this module.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilat.cli.commands.append.citing import BESIDE, citations
from bilat.cli.commands.append.examples import EXAMPLES
from bilat.cli.commands.append.fields import fields_of, value_of
from bilat.events.base import Event
from bilat.events.fields import REFERENCE_FIELDS, FieldShape, shapes
from bilat.events.kinds import KINDS, Kind
from bilat.events.log.codec import content, read_event
from bilat.events.meanings import MEANINGS
from bilat.events.registry import event_class

PAGE = Path(__file__).parents[1] / "events.md"
_PREFACE = Path(__file__).with_name("events_preface.txt")
_PLACEHOLDERS = {"ID": "asia-desk", "HEX": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
_FORMS = {
    "text": "text",
    "word": "text",
    "date": "date",
    "decimal": "decimal",
    "integer": "whole number",
    "flag": "true or false",
    "list": "list of texts",
    "amount": "amount",
    "amounts": "list of amounts",
    "ids": "object of texts",
    "parts": "object of decimals",
    "json": "object",
}
"""What a field holds, by the form that its class gives it."""


def page() -> str:
    """Return the whole page, in the order of the table of kinds."""
    kinds = "\n".join(_kind(kind) for kind in KINDS.values())
    return f"{_PREFACE.read_text(encoding='utf-8')}\n{kinds}"


def example(kind: str) -> str:
    """Return the first example of a kind's help as the line that an import takes."""
    event = read_event(_fields(kind, EXAMPLES[kind][0]), kind)
    assert isinstance(event, Event), event
    return content(event).decode()


def _kind(kind: Kind) -> str:
    own = event_class(kind.name)
    rows = "".join(_rows(kind.name, own))
    table = f"\n| field | holds | when | meaning |\n|---|---|---|---|\n{rows}" if rows else "\nNo fields of its own.\n"
    streams = ", ".join(f"`{each}/`" for each in kind.streams)
    source = "" if own.NEEDS_SOURCE else " Needs neither `on` nor `cites`."
    if kind.name == "entry-cited":
        source = " Needs `cites`, not `on`."
    return (
        f"### {kind.name}\n\n{kind.help[0].upper()}{kind.help[1:]}. On {streams}.{source}\n{table}\n"
        f"```json\n{example(kind.name)}\n```\n"
    )


def _rows(kind: str, own: type[Event]) -> Iterator[str]:
    known = shapes(kind)
    for name in own.own_fields():
        if name in own.REQUIRED:
            when = "opens the stream"
        elif name in own.IDENTITY:
            when = "at the opening, if at all"
        else:
            when = "always" if known[name].required else "optional"
        yield f"| `{name}` | {_holds(name, known[name])} | {when} | {MEANINGS[name]} |\n"


def _holds(name: str, shape: FieldShape) -> str:
    if shape.words:
        return ", ".join(f"`{word}`" for word in shape.words)
    if name in REFERENCE_FIELDS:
        one = {"party/": "party code", "source/": "source slug", "": "stream"}[REFERENCE_FIELDS[name]]
        return f"{one}, or a list" if shape.form == "list" else one
    if name == "target":
        return "event reference"
    return "horizon" if name == "horizon" else _FORMS[shape.form]


def _fields(kind: str, command: str) -> dict[str, Any]:
    """Return the options of an example of `bilat append KIND` as event JSON."""
    words = iter(shlex.split(command)[3:])
    options = {field.option: field for field in fields_of(event_class(kind)).values()}
    fields: dict[str, Any] = {"kind": kind}
    given: dict[str, list[str]] = {}
    cited: dict[str, Any] = {}
    for option in words:
        given.setdefault(option, []).append(next(words))
    for option, texts in given.items():
        texts = [text.replace("ID", _PLACEHOLDERS["ID"]) if option == "--stream" else text for text in texts]
        texts = [_PLACEHOLDERS.get(text, text) for text in texts]
        if option in ("--stream", "--target"):
            fields[option[2:]] = texts[0]
        elif option[2:] in ("cites", *BESIDE):
            cited[option[2:]] = texts
        else:
            field = options[option]
            fields[field.name] = value_of(field, texts if field.takes in ("texts", "pairs") else texts[0])
    if cited:
        fields["cites"] = citations(cited)["cites"]
    if "target" in fields:
        fields.setdefault("stream", fields["target"].partition("#")[0])
    return fields


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
