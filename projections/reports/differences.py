"""Differences: where two reports do not tell the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

NAMES = ("position", "event", "pledge", "key", "part", "line", "reason", "unit", "source", "locator")
"""What the items of a report's lists are known by, as far as they have it; others by what they are."""
_PROMISE = ("stream", "kind")
"""What promises are known by, which have none of these."""


class Difference(NamedTuple):
    """A place in a report, and what stands there in the saved one and in the one computed now (None: nothing)."""

    where: str
    saved: Any
    now: Any


def differences(saved: Any, now: Any, where: str = "", *, grown: bool = False) -> Iterator[Difference]:
    """Yield every place where two JSON values differ, items of lists being matched by what they are known by.

    With `grown` the saved one is of a program that wrote fewer fields: what it has no field for is
    passed over, and the order of items, which later programs decide anew.
    """
    if type(saved) is not type(now):
        yield Difference(where, saved, now)
    elif isinstance(saved, dict):
        for name in [*saved, *(name for name in now if name not in saved and not grown)]:
            place = f"{where}.{name}" if where else name
            yield from _member(saved, now, name, place, grown)
    elif isinstance(saved, list):
        old, new = _named(saved), _named(now)
        for name in [*old, *(name for name in new if name not in old)]:
            yield from _member(old, new, name, f"{where}[{name}]", grown)
        if not grown and saved != now and [*old] != [*new] and {*old} == {*new}:
            yield Difference(f"{where} (order)", [*old], [*new])
    elif saved != now:
        yield Difference(where, saved, now)


def _member(
    saved: Mapping[str, Any], now: Mapping[str, Any], name: str, where: str, grown: bool
) -> Iterator[Difference]:
    if name not in now or name not in saved:
        yield Difference(where, saved.get(name), now.get(name))
    else:
        yield from differences(saved[name], now[name], where, grown=grown)


def _known_by(item: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [str(item[name]) for name in names if item.get(name)]


def _named(items: list[Any]) -> dict[str, Any]:
    """Return the items by name; the same name again gets a number."""
    found: dict[str, Any] = {}
    for item in items:
        listed = _known_by(item, NAMES) or _known_by(item, _PROMISE) if isinstance(item, dict) else []
        named = " ".join(listed) or (item if isinstance(item, str) else json.dumps(item))[:120]
        name, count = named, 1
        while name in found:
            count += 1
            name = f"{named} ({count})"
        found[name] = item
    return found
