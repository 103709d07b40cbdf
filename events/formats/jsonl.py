"""JSON Lines: one event a line. What is written are the canonical lines, in log order, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats.reading import Context
from bilat.events.log.codec import canonical, read_event

NOTHING = Context()
LINE_LIMIT = 1 << 20
"""Bytes in a line of input, its end not counted."""


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[tuple[Event, str] | Problem]:
    """Yield each line's event, or its problems; the context tells nothing more.

    Blank lines are passed over. Lines end with a newline byte alone.
    """
    number = 0
    while raw := file.readline(LINE_LIMIT + 2):
        number += 1
        where = f"line {number}"
        if len(raw) > LINE_LIMIT and len(raw.rstrip(b"\r\n")) > LINE_LIMIT:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(LINE_LIMIT)
            yield Problem(where, "length", f"a line holds at most {LINE_LIMIT:,} bytes", "is it one event a line?")
            continue
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if not line:
            continue
        fields = decoded(line, where)
        if isinstance(fields, Problem):
            yield fields
            continue
        event = read_event(fields, where)
        if isinstance(event, list):
            yield from event
        else:
            yield event, where


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines, or chunks of them joined by newlines, each ended by a newline byte."""
    for line in lines:
        file.write(line)
        file.write(b"\n")


def decoded(line: bytes, where: str) -> Any:
    """Return the JSON of a line, or the problem why it is none: no key twice, no deeper than can be written again."""
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _not_json(line, error, where)
    try:
        if not isinstance(fields, dict) or canonical(fields) == line:
            return fields
    except TypeError:
        return Problem(where, "json", "nested too deeply to be written", "an event is a few levels deep")
    try:
        json.loads(line, object_pairs_hook=_no_key_twice)
    except _Twice as error:
        return Problem(where, "json", f"the key {error.args[0]!r} stands twice", "keep one of them")
    except (ValueError, RecursionError):
        return Problem(where, "json", "not JSON", "one {...} a line")
    return fields


def _not_json(line: bytes, error: orjson.JSONDecodeError, where: str) -> Problem:
    try:
        line.decode()
    except UnicodeDecodeError as undecoded:
        return Problem(where, "utf-8", f"not UTF-8 at byte {undecoded.start + 1}", "save the file as UTF-8")
    return Problem(where, "json", f"not JSON: {error.msg} at character {error.pos + 1}", "one {...} a line")


class _Twice(Exception):
    """A key that stands twice in one object."""


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _Twice(key)
        seen[key] = value
    return seen
