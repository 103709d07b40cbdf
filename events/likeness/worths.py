"""Pledges by what they are worth: compared only where two currencies meet, since rates take a while to load."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bilat.events.likeness.amounts import Worth, bucket, buckets
from bilat.events.likeness.facts import Fact, Money

Key = tuple[object, ...]
_SIDE = tuple[tuple[str, ...], int]


class WorthBlocks:
    """Under which keys pledges lie by their worth: same sides, two months, and worth within 3 per cent.

    As long as the pledges of some sides and months are in one currency no rate is asked for.
    """

    def __init__(self, worth: Worth | None) -> None:
        self._worth = worth
        self._waiting: dict[_SIDE, list[Fact]] = {}
        self._units: dict[_SIDE, set[str]] = {}
        self._asked: set[_SIDE] = set()

    def add(self, fact: Fact, months: range) -> Iterator[tuple[Key, Fact]]:
        """Take a pledge in; yield the keys under which it lies, where currencies have met already."""
        if self._worth is None or not _in_currency(fact):
            return
        for month in months:
            side = fact.sides, month
            self._units.setdefault(side, set()).add(fact.money[0].unit)
            if side in self._asked:
                yield from self._keyed(fact, month)
            else:
                self._waiting.setdefault(side, []).append(fact)

    def compare(self, fact: Fact, months: range) -> Iterator[tuple[Key, Fact]]:
        """Yield the keys of the pledges that lie there, once one in another currency meets them."""
        if self._worth is None or not _in_currency(fact) or not self._met(fact, months):
            return
        for month in months:
            side = fact.sides, month
            self._asked.add(side)
            for other in self._waiting.pop(side, ()):
                yield from self._keyed(other, month)

    def keys(self, fact: Fact, months: range) -> Iterator[Key]:
        """Yield the keys under which pledges of the same worth lie."""
        if self._worth is None or not _in_currency(fact) or not self._met(fact, months):
            return
        if value := self._value(fact):
            for month in months:
                for each in buckets(Money("", value)):
                    yield fact.sides, "worth", each, month

    def _met(self, fact: Fact, months: range) -> bool:
        unit = {fact.money[0].unit}
        return any(self._units.get((fact.sides, month), unit) != unit for month in months)

    def _keyed(self, fact: Fact, month: int) -> Iterator[tuple[Key, Fact]]:
        if value := self._value(fact):
            yield (fact.sides, "worth", bucket(value), month), fact

    def _value(self, fact: Fact) -> Decimal | None:
        assert self._worth is not None
        unit, value = fact.money[0]
        rate = self._worth(unit, fact.middle)
        return value * rate if rate and value else None


def _in_currency(fact: Fact) -> bool:
    return bool(fact.money) and fact.money[0].unit.isupper()
