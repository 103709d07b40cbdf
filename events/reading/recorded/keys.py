"""Keys under which the index has a stream, and under which a proposal seeks it: what likeness needs, no more.

Money lies under its giver, its getter, its unit and a bucket of 3 per cent; promises and series under their two
sides; meetings and agreements under their parties and months. Keys only say where to look: `matching` judges.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from bilat.events.likeness.amounts import NEAR
from bilat.events.likeness.facts import address
from bilat.events.likeness.titles import folded
from bilat.events.values.dates import span

MONTHS = 24
"""Months of a span under which it lies; a longer one says too little of its day."""
_BUCKET = -math.log1p(-float(NEAR)) * 2.002
"""The width of a bucket of logarithms: near amounts lie in one, or across the border that is the nearer."""
SLACK = timedelta(4)
"""Days by which two sources may differ about the day of one event."""


PROMISES = ("pledge", "programme")


def sides_of(type: str, event: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the two sides of a stream as its opening tells them; of meetings and agreements the parties and nobody."""
    match type:
        case "pledge" | "programme":
            return _codes(event.get("donor")), _codes(event.get("recipient"))
        case "series":
            return _codes(event.get("from")), _codes(event.get("to"))
    return _codes(event.get("parties")), ()


def opening_keys(type: str, sides: tuple[Collection[str], Collection[str]], event: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of a stream's identity; `sides` may be wider than it tells, where organs stand for states."""
    one, other = sides
    match type:
        case "pledge" | "programme":
            yield from (f"{type} {giver} {getter}" for giver in one for getter in ("", *other))
        case "series":
            both = {(first, second) for first in one or ("",) for second in other or ("",)}
            indicator = event.get("indicator", "")
            yield from ("series {} {} {}".format(*sorted(pair), indicator) for pair in both)
        case "source":
            yield from source_keys(event.get("url", ""), event.get("title", ""), event.get("publisher", ""))


def event_keys(
    type: str, sides: tuple[Collection[str], Collection[str]], event: Mapping[str, Any], *, near: bool = False
) -> Iterator[str]:
    """Yield the keys of what one event tells: its amounts, or its days. `near`: of all that may be like it."""
    one, other = sides
    match type:
        case "pledge" | "programme":
            for unit, value in _money(event):
                for bucket in _buckets(value) if near else _buckets(value)[:1]:
                    yield from [f"money {giver} {getter} {unit} {bucket}" for giver in one for getter in other]
        case "meeting":
            parties = "+".join(sorted(one))
            yield from (f"meeting {parties} {month}" for month in _months(event, near=near))
        case "agreement":
            yield from (f"agreement {party} {month}" for month in _months(event, near=near) for party in one)


def source_keys(url: str, title: str, publisher: str) -> Iterator[str]:
    """Yield the keys of a source: its address, and its title with its publisher."""
    if url and (where := address(url)):
        yield f"address {where}"
    if (words := folded(title)) and (who := folded(publisher)):
        yield f"title {words}\0{who}"


def _codes(codes: Any) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(codes or ())


def _money(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if amount := event.get("amount"):
        yield amount["unit"], amount["value"]
        for each in event.get("equivalents") or ():
            yield each["unit"], each["value"]


@lru_cache(maxsize=65_536)
def _buckets(value: str) -> tuple[int, ...]:
    """Return the bucket of a number, and the one beyond the nearer border; nothing for 0."""
    number = abs(float(value))
    if not number:
        return ()
    place = math.log(number) / _BUCKET
    own = math.floor(place)
    return own, own - 1 if place - own < 0.5 else own + 1


def _months(event: Mapping[str, Any], *, near: bool) -> Iterator[str]:
    slack = SLACK if near else timedelta(0)
    for name in ("on", "planned_for"):
        try:
            first, last = span(event.get(name) or "")
            at, end = first - slack, last + slack
        except (ValueError, TypeError, OverflowError):
            continue
        months = [*range(_month(at), _month(end) + 1)][:MONTHS]
        yield from (f"{month // 12}-{month % 12 + 1:02}" for month in months)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
