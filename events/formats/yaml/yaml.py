"""YAML, for people who write by hand: one event a document, or lists of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson
import yaml

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.fields import FieldShape, needed_of_all, shapes_ever
from bilat.events.formats.jsonl import NOTHING
from bilat.events.formats.reading import Context, LooseCell, Reading
from bilat.events.formats.tables.cells import FLAGS
from bilat.events.formats.tables.csv import each_line
from bilat.events.formats.yaml.nodes import Node, documents
from bilat.events.formats.yaml.readable import readable
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.printed.facts import Facts, exported, read_facts
from bilat.events.printed.fields import NO_BACKGROUND, Background
from bilat.events.registry import event_class

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each event, or its problems with line and column. `--kind` says what documents without a `kind` are."""
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from event_of(document, context.kind, context.background)


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines, or chunks of them joined by newlines, a document each; amounts in their text form."""
    for line in each_line(lines):
        fields = readable(orjson.loads(line))
        text = yaml.dump(fields, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
        file.write(b"---\n" + text.encode())


def event_of(node: Node, kind: str | None = None, background: Background = NO_BACKGROUND) -> Iterator[Reading]:
    """Yield the event that a node holds, or its problems with line and column; `kind` is meant where it names none."""
    if not isinstance(node.value, dict):
        yield Problem(node.where, "yaml", "an event is written as `name: value` lines", "`bilat new KIND` shows how")
        return
    value = node.value["kind"].value if "kind" in node.value else kind
    known = shapes_ever(value) if isinstance(value, str) and value in KINDS else {}
    needed = needed_of_all(event_class(value)) if known else ()
    fields: dict[str, Any] = {"kind": value} if value else {}
    for name, inner in node.value.items():
        shape = known.get(name)
        optional = shape and shape.form != "json" and name not in needed
        if not (_is_empty(inner) if optional else inner.value is None):
            fields[name] = _value(inner, shape)
    recorded = known and "recorded_at" in fields
    facts = Facts(exported(fields), [], []) if recorded else read_facts(fields, background)
    for name, error in facts.unread:
        yield Problem(_place(node, name), name, f"{name}: {error.message}", error.remedy)
    event = read_event(facts.fields, node.where)
    if isinstance(event, Event) and not facts.unread:
        background.names.take(event)
        for name, read_as in facts.readings:
            yield LooseCell(_place(node, name), name, _printed(fields.get(name)), read_as)
        yield event, node.where
    elif not isinstance(event, Event):
        unread = {name for name, _ in facts.unread}
        found = (problem for problem in event if not unread or problem.rule.partition(".")[0] in fields.keys() - unread)
        yield from (problem._replace(where=_place(node, problem.rule)) for problem in found)


def _printed(given: Any) -> str:
    """Return what stands in a field as it is written, cut where it is long."""
    return (given if isinstance(given, str) else orjson.dumps(given).decode())[:60]


def _is_empty(node: Node) -> bool:
    """Tell whether nothing was filled in: an empty text, a list or object of such, as a template leaves them."""
    match node.value:
        case list() as items:
            return all(map(_is_empty, items))
        case dict() as parts:
            return all(map(_is_empty, parts.values()))
    return node.value is None or node.value == ""


def _value(node: Node, shape: FieldShape | None) -> Any:
    """Return a node as decoded JSON; texts that stand for numbers and flags become what the field holds."""
    form = shape.form if shape else ""
    match node.value:
        case list():
            count = max((at for at, item in enumerate(node.value, 1) if not _is_empty(item)), default=len(node.value))
            return [_value(item, None) for item in (node.value[:count] if shape else node.value)]
        case dict():
            if form == "json":
                return {key: _loose(each, key) for key, each in node.value.items()}
            return {key: _value(each, None) for key, each in node.value.items() if not _is_empty(each)}
        case str() as text if form == "flag" and text.casefold() in FLAGS:
            return FLAGS[text.casefold()]
        case str() as text if form == "integer" and text.isascii() and text.isdigit() and len(text) < 17:
            return int(text)
    return node.value


def _loose(node: Node, name: str) -> Any:
    """Return a value of a correction's `fields`, whose kind is its target's: without quotes it may be a number."""
    if node.plain and isinstance(node.value, str) and not node.value.startswith("0"):
        for kind in KINDS:
            if name in shapes_ever(kind) and not isinstance(read := _value(node, shapes_ever(kind)[name]), str | list):
                return read
    return _value(node, None)


def _place(node: Node, rule: str) -> str:
    """Tell where the field stands that a problem speaks of; where it is missing, its event."""
    at = node
    for part in rule.split("."):
        inner = at.value
        if isinstance(inner, dict) and part in inner:
            at = inner[part]
        elif isinstance(inner, list) and part.isdigit() and int(part) < len(inner):
            at = inner[int(part)]
        else:
            break
    return at.where
