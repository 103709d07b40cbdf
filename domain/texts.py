"""What no text may hold that is recorded from today on, though lines which hold it are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from orjson import loads

from bilat.events.errors import Problem
from bilat.events.formats.jsonl import LINE_LIMIT
from bilat.events.values.recorders import is_visible

ADDED = 1_000
"""Bytes left for what the ledger adds to a line: version, time and recorder."""
_SUSPECT = re.compile(
    rb"\\(?:u00|[bf])|\x7f"  # control characters as JSON writes them
    rb'|"(?:[ ]|\\[tnr]|\xc2[\xa0\xad]|\xe2\x80[\x80-\xaf]|\xe2\x81[\x9f-\xaf]|\xe3\x80\x80|\xef\xbb\xbf)+"'
    rb"|\{\}"
)
"""Finds in the bytes of a line what its texts are then looked through for; most lines have nothing of it."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text_problems(content: bytes, where: str) -> Iterator[Problem]:
    """Control characters, texts of which nothing can be seen, empty objects, and lines that no import reads."""
    if len(content) > LINE_LIMIT - ADDED:
        cause = f"the event has {len(content):,} bytes, a line holds at most {LINE_LIMIT - ADDED:,}"
        yield Problem(where, "length", cause, "tell it in fewer words, and cite where the rest stands")
    if _may_hide(content) and _SUSPECT.search(content):
        for name, value in _leaves(loads(content)):
            if problem := _problem(name, value, where):
                yield problem


def _may_hide(content: bytes) -> bool:
    """Tell at once of most lines that they hold nothing suspect: the search takes ten times as long."""
    return not content.isascii() or b"\\" in content or b'" ' in content or b"{}" in content or b"\x7f" in content


def _problem(name: str, value: Any, where: str) -> Problem | None:
    if value == {}:
        return Problem(where, "empty", f"{name}: an empty object tells nothing", "leave it out")
    if not isinstance(value, str):
        return None
    if found := _CONTROLS.search(value):
        cause = f"{name}: holds the control character U+{ord(found[0]):04X}"
        return Problem(where, "control-character", cause, "remove it; tabs and line ends may stay")
    if not is_visible(value):
        return Problem(where, "blank", f"{name}: nothing can be seen of this text", "write a text, or leave it out")
    return None


def _leaves(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the values that hold no others, each with the path to it."""
    waiting: list[tuple[str, Any]] = [(name, value) for name, value in reversed(record.items())]
    while waiting:
        name, value = waiting.pop()
        match value:
            case {}:
                if not value:
                    yield name, value
                waiting += [(f"{name}.{key}", each) for key, each in reversed(value.items())]
            case list():
                waiting += [(name, each) for each in reversed(value)]
            case _:
                yield name, value
