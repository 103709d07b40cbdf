"""YAML as plain values that know where they stand: no tags, no anchors, no key twice.

Scalars stay text, so `NO` is Norway and 1.10 keeps its zero; the event class says what is a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import yaml
from yaml.reader import ReaderError

from bilat.events.errors import Problem

DEPTH = 12
"""How deep values may be nested: twice as deep as any event goes."""
VALUES_LIMIT = 100_000
"""How many values one event may hold, each key, list and end of a list counted."""
NULLS = ("", "~", "null", "Null", "NULL")
QUOTE_IT = "put a text that begins with one of > | & * ! % @ ` or holds `: ` or ` #` in quotes"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A value and the line and column where it begins. `value` is a text, None, a list or a dict of nodes.

    `plain` says that a text stands without quotes.
    """

    value: Any
    line: int
    column: int
    plain: bool = False

    @property
    def where(self) -> str:
        """The place as problems name it."""
        return f"line {self.line}, column {self.column}"


TOO_DEEP = ("nested too deeply", "an event is a few levels deep")


class UnreadableError(Exception):
    """Why a document cannot be read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def documents(file: BinaryIO) -> Iterator[Node | Problem]:
    """Yield each document of a stream, of a list each item, or why it cannot be read. Empty ones are passed over."""
    content = file.read()
    events = yaml.parse(content, Loader=_LOADER)
    try:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                try:
                    yield from _nodes_of(events)
                except UnreadableError as error:
                    yield error.problem
                    _skip(events)
    except yaml.YAMLError as error:
        yield _problem_of(error, content)
    except RecursionError:
        yield Problem("", "yaml", *TOO_DEEP)


def _nodes_of(events: Iterator[Any]) -> Iterator[Node]:
    """Yield what a document tells: of a list each item by itself, so that a long one is never held whole."""
    first = next(events)
    if not isinstance(first, yaml.SequenceStartEvent) or first.anchor or first.tag:
        node = _node(first, _few(events), 0)
        if node.value is not None:
            yield node
        return
    while not isinstance(inner := next(events), yaml.SequenceEndEvent):
        yield _node(inner, _few(events), 1)


def _few(events: Iterator[Any]) -> Iterator[Any]:
    """Yield the parser's events, as many of them as one event of ours may take."""
    for number, event in enumerate(events):
        if number == VALUES_LIMIT:
            at = event.start_mark
            where = f"line {at.line + 1}, column {at.column + 1}"
            raise UnreadableError(Problem(where, "yaml", f"more than {VALUES_LIMIT:,} values in one event", "split it"))
        yield event


def _node(event: Any, events: Iterator[Any], depth: int) -> Node:
    at = (event.start_mark.line + 1, event.start_mark.column + 1)
    where = "line {}, column {}".format(*at)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise UnreadableError(Problem(where, "yaml", "anchors and aliases (& and *) are not read", "write it out"))
    if event.tag is not None and event.tag not in ("!", "tag:yaml.org,2002:str"):
        raise UnreadableError(Problem(where, "yaml", f"the tag {event.tag[:60]} is not read", "leave it out"))
    if depth > DEPTH:
        raise UnreadableError(Problem(where, "yaml", *TOO_DEEP))
    match event:
        case yaml.ScalarEvent():
            plain = event.implicit[0]
            return Node(None if plain and event.value in NULLS else event.value, *at, plain)
        case yaml.SequenceStartEvent():
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(_node(inner, events, depth + 1))
            return Node(items, *at)
    return Node(_pairs(events, depth), *at)


def _pairs(events: Iterator[Any], depth: int) -> dict[str, Node]:
    pairs: dict[str, Node] = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(inner, events, depth + 1)
        if not isinstance(key.value, str):
            raise UnreadableError(Problem(key.where, "yaml", "a key is not a text", "write it as `name: value`"))
        if key.value in pairs:
            raise UnreadableError(
                Problem(key.where, "yaml", f"the key {key.value[:60]!r} stands twice", "keep one of them")
            )
        pairs[key.value] = _node(next(events), events, depth + 1)
    return pairs


def _skip(events: Iterator[Any]) -> None:
    """Go on to the end of the document."""
    for event in events:
        if isinstance(event, yaml.DocumentEndEvent):
            return


def _problem_of(error: yaml.YAMLError, content: bytes) -> Problem:
    if isinstance(error, ReaderError):
        before = content[: error.position].split(b"\n")
        where = f"line {len(before)}, column {len(before[-1]) + 1}"
        return Problem(where, "yaml", f"not YAML: {error.reason}", "save the file as UTF-8, without control characters")
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    if "nesting depth" in str(error):  # newer versions of the library count it themselves
        return Problem(where, "yaml", *TOO_DEEP)
    return Problem(where, "yaml", f"not YAML: {getattr(error, 'problem', None) or error}", QUOTE_IT)
