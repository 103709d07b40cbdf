"""Pledges by what they are worth: compared only where two currencies meet, since rates take a while to load."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bilat.events.likeness.amounts import Worth, buckets
from bilat.events.likeness.facts import Fact

_SIDE = tuple[tuple[str, ...], int]


class WorthBlocks:
    """Under which keys pledges lie by their worth: same sides, four months, and worth within 3 per cent.

    As long as the pledges of some sides and windows are in one currency no rate is asked for.
    """

    def __init__(self, worth: Worth | None) -> None:
        self._worth = worth
        self._waiting: dict[_SIDE, list[Fact]] = {}
        self._units: dict[_SIDE, set[str]] = {}
        self._asked: set[_SIDE] = set()

    def add(self, fact: Fact, windows: range) -> Iterator[tuple[int, Fact]]:
        """Take a pledge in; yield the keys under which it lies, where currencies have met already."""
        if self._worth is None or not _in_currency(fact):
            return
        for window in windows:
            side = fact.sides, window
            self._units.setdefault(side, set()).add(fact.money[0].unit)
            if side in self._asked:
                yield from self._keyed(fact, window)
            else:
                self._waiting.setdefault(side, []).append(fact)

    def compare(self, fact: Fact, windows: range) -> Iterator[tuple[int, Fact]]:
        """Yield the keys of the pledges that lie there, once one in another currency meets them."""
        if self._worth is None or not _in_currency(fact) or not self._met(fact, windows):
            return
        for window in windows:
            side = fact.sides, window
            self._asked.add(side)
            for other in self._waiting.pop(side, ()):
                yield from self._keyed(other, window)

    def keys(self, fact: Fact, windows: range) -> Iterator[int]:
        """Yield the keys under which pledges of the same worth lie."""
        if self._worth is None or not _in_currency(fact) or not self._met(fact, windows):
            return
        if value := self._value(fact):
            for window in windows:
                for each in buckets(value):
                    yield hash((fact.sides, "worth", each, window))

    def _met(self, fact: Fact, windows: range) -> bool:
        unit = {fact.money[0].unit}
        return any(units != unit for window in windows if (units := self._units.get((fact.sides, window))))

    def _keyed(self, fact: Fact, window: int) -> Iterator[tuple[int, Fact]]:
        if value := self._value(fact):
            yield hash((fact.sides, "worth", buckets(value)[0], window)), fact

    def _value(self, fact: Fact) -> Decimal | None:
        assert self._worth is not None
        unit, value = fact.money[0]
        rate = self._worth(unit, fact.middle)
        return value * rate if rate and value else None


def _in_currency(fact: Fact) -> bool:
    return bool(fact.money) and fact.money[0].unit.isupper()
