"""An index of facts: those that may be like one, found by what they have in common, never by trying all."""

from __future__ import annotations

from typing import NamedTuple

from bilat.events.likeness.alike import DAYS, LONGEST_MEETING, likeness
from bilat.events.likeness.amounts import Worth, buckets
from bilat.events.likeness.facts import Fact
from bilat.events.likeness.titles import title_keys
from bilat.events.likeness.worths import WorthBlocks

HELD = 24
"""Facts that a block holds, the latest: of thousands that have all in common, a fact is compared with so many."""
LONGEST = 366
"""Days over which the date of a pledge may reach; one of several years says too little."""
WINDOW = 2 * DAYS
"""Days of a block: what lies two months away lies in the same, or beyond the nearer border."""


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
        for key, other in self._worths.add(fact, _windows(fact)):
            self._put(key, other)

    def like(self, fact: Fact) -> list[Match]:
        """Return the facts that may be this one, the nearest in time first, each with the reason."""
        windows = _windows(fact, near=True)
        for key, other in self._worths.compare(fact, windows):
            self._put(key, other)
        keys = [*_keys(fact, near=True), *self._worths.keys(fact, windows)]
        near = {
            other.ref: other
            for blocks in (self._blocks, self._earlier)
            if blocks
            for key in keys
            if (block := blocks.get(key))
            for other in block
        }
        found = [Match(other, why) for other in near.values() if (why := likeness(fact, other, self._worth))]
        return sorted(found, key=lambda match: (abs(fact.first - match.fact.first), match.fact.ref))

    def _put(self, key: int, fact: Fact) -> None:
        # blocks go by the hash of what is common, a tenth of it: `likeness` has the last word
        block = self._blocks.get(key)
        if block is None:
            self._blocks[key] = [fact]
            return
        if len(block) == HELD:
            del block[0]
        block.append(fact)


def _keys(fact: Fact, *, near: bool = False) -> list[int]:
    """Return the blocks in which a fact lies; `near`: in which what is like it lies, of pledges across borders too."""
    match fact.type:
        case "pledge":
            sides, windows = hash(fact.sides), _windows(fact, near=near)
            found = [
                hash((sides, unit, bucket, window))
                for unit, value in fact.money
                for bucket in (buckets(value) if near else buckets(value)[:1])
                for window in windows
            ]
            return found + [hash((sides, words)) for words in title_keys(fact.words)]
        case "meeting":
            return [hash((fact.sides, day)) for day in _meeting_days(fact)]
        case "source":
            keys = [("address", fact.where)] if fact.where else []
            return [hash(key) for key in (*keys, *([("title", fact.words, fact.who)] if fact.words else ()))]
    return [hash(("name", fact.words))] if fact.words else []


def _windows(fact: Fact, *, near: bool = False) -> range:
    """Return the spans of four months, counted through, over which a pledge reaches, or (`near`) one two months away.

    None where its date says too little.
    """
    if fact.type != "pledge" or fact.last - fact.first > LONGEST:
        return range(0)
    slack = DAYS if near else 0
    return range((fact.first - slack) // WINDOW, (fact.last + slack) // WINDOW + 1)


def _meeting_days(fact: Fact) -> range:
    return range(fact.first, fact.last + 1) if fact.last - fact.first < LONGEST_MEETING else range(0)
