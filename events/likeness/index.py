"""An index of facts: those that may be like one, found by what they have in common, never by trying all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bilat.events.likeness.alike import DAYS, LONGEST_MEETING, likeness
from bilat.events.likeness.amounts import Worth, bucket, buckets
from bilat.events.likeness.facts import Fact
from bilat.events.likeness.titles import title_keys
from bilat.events.likeness.worths import WorthBlocks

HELD = 24
"""Facts that a block holds, the latest: of thousands that have all in common, a fact is compared with so many."""
_LONGEST = 7
"""Spans of two months over which a date may reach: a year, and no longer."""
Key = tuple[object, ...]


class Match(NamedTuple):
    """A fact that may be the one sought, and why."""

    fact: Fact
    why: str


class LikenessIndex:
    """Facts under what they have in common: sides with amount and two months, or with words of the title; parties and
    day; address; title and publisher; name.

    A look-up compares with `HELD` facts of each of some 20 blocks at most, however many there are. With a `limit` the
    index holds so many facts, at most twice as many: those that came first are let go.
    """

    def __init__(self, worth: Worth | None = None, limit: int | None = None) -> None:
        self._worth, self._limit = worth, limit
        self._forget()
        self._earlier: dict[int, list[Fact]] = {}

    def _forget(self) -> None:
        self._blocks: dict[int, list[Fact]] = {}
        self._worths = WorthBlocks(self._worth)
        self._count = 0

    def add(self, fact: Fact) -> None:
        """Take a fact in."""
        if self._count == self._limit:
            self._earlier = self._blocks
            self._forget()
        self._count += 1
        for key in _keys(fact):
            self._put(key, fact)
        for key, other in self._worths.add(fact, _months(fact)):
            self._put(key, other)

    def like(self, fact: Fact) -> list[Match]:
        """Return the facts that may be this one, the nearest in time first, each with the reason."""
        months = _around(fact)
        for key, other in self._worths.compare(fact, months):
            self._put(key, other)
        found: list[Match] = []
        seen = {fact.ref}
        for key in (*_near_keys(fact, months), *self._worths.keys(fact, months)):
            for blocks in (self._blocks, self._earlier):
                for other in blocks.get(hash(key), ()):
                    if other.ref not in seen:
                        seen.add(other.ref)
                        if why := likeness(fact, other, self._worth):
                            found.append(Match(other, why))
        return sorted(found, key=lambda match: (abs(fact.first - match.fact.first), match.fact.ref))

    def _put(self, key: Key, fact: Fact) -> None:
        block = self._blocks.setdefault(hash(key), [])  # a hash is a tenth of its key; `likeness` has the last word
        if len(block) == HELD:
            del block[0]
        block.append(fact)


def _keys(fact: Fact) -> Iterator[Key]:
    """Yield the blocks in which a fact lies."""
    match fact.type:
        case "pledge":
            for unit, value in fact.money:
                if value:
                    middle = bucket(value)
                    for month in _months(fact):
                        yield fact.sides, unit, middle, month
            for words in title_keys(fact.words):
                yield fact.sides, words
        case "meeting":
            for day in _meeting_days(fact):
                yield fact.sides, day
        case "source":
            if fact.where:
                yield "address", fact.where
            if fact.words:
                yield "title", fact.words, fact.who
        case "party" if fact.words:
            yield "name", fact.words


def _near_keys(fact: Fact, months: Iterable[int]) -> Iterator[Key]:
    """Yield the blocks in which what is like a fact lies: of pledges also those that touch its own."""
    if fact.type != "pledge":
        yield from _keys(fact)
        return
    for money in fact.money:
        for each in buckets(money):
            for month in months:
                yield fact.sides, money.unit, each, month
    for words in title_keys(fact.words):
        yield fact.sides, words


def _months(fact: Fact) -> range:
    """Return the spans of two months, counted through, over which a pledge reaches; none where its date says little."""
    if fact.type != "pledge":
        return range(0)
    first, last = fact.first // DAYS, fact.last // DAYS
    return range(first, last + 1) if last - first < _LONGEST else range(0)


def _around(fact: Fact) -> range:
    """Return the same and those that touch them."""
    months = _months(fact)
    return range(months.start - 1, months.stop + 1) if months else months


def _meeting_days(fact: Fact) -> range:
    return range(fact.first, fact.last + 1) if fact.last - fact.first < LONGEST_MEETING else range(0)
