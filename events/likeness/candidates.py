"""Candidates: facts that have enough in common to be held against each other, found by sorting, never by trying all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bilat.events.likeness.alike import DAYS, LONGEST_MEETING
from bilat.events.likeness.amounts import NEAR, Worth
from bilat.events.likeness.facts import Fact
from bilat.events.likeness.titles import title_keys

HELD = 24
"""Facts with which one is held against in each of its blocks: of thousands that have all in common, the nearest."""
LONGEST = 366
"""Days over which the date of a pledge may reach; one of several years says too little."""
WINDOW = 2 * DAYS
"""Days of a block of amounts. A pledge lies in every block that it reaches with half of `DAYS` before and after it, so
that any two within `DAYS` share one."""
_STEP = -math.log1p(-float(NEAR)) + 1e-9
"""How far the logarithms of two amounts may lie apart that are near."""

Places = tuple[int, int]
_Sizes = list[tuple[float, int]]
_Block = tuple[tuple[str, ...], str, int]


def candidates(facts: Sequence[Fact], worth: Worth | None = None) -> Iterator[Places]:
    """Yield the places of two facts that may be one, in any order, some more than once; `likeness` has the last word.

    Pledges come together by sides with two months and an amount, or with words of the title; meetings by parties and
    day; sources by address, or title and publisher; parties by name. As long as the pledges of some sides and months
    are in one currency no rate is asked for (`worth`).
    """
    common: dict[object, list[int]] = defaultdict(list)
    sizes: dict[_Block, _Sizes] = defaultdict(list)
    stated: dict[tuple[tuple[str, ...], int], _Sizes] = defaultdict(list)
    for place, fact in enumerate(facts):
        for key in _keys(fact):
            common[key].append(place)
        if fact.money:
            windows = _windows(fact)
            for number, (unit, value) in enumerate(fact.money):
                size = math.log(abs(float(value))) if value else -math.inf
                for window in windows:
                    sizes[fact.sides, unit, window].append((size, place))
                    if not number and worth and unit.isupper():
                        stated[fact.sides, window].append((size, place))
    for block in common.values():
        yield from _followers(block)
    for scale in sizes.values():
        yield from _near(scale)
    for scale in stated.values():
        if worth and len(scale) > 1 and len({facts[place].money[0].unit for _, place in scale}) > 1:
            yield from _near(list(_at_rates(scale, facts, worth)))


def _at_rates(scale: _Sizes, facts: Sequence[Fact], worth: Worth) -> Iterator[tuple[float, int]]:
    """Yield the sizes of amounts in one and the same currency; nothing where nobody knows its rate."""
    for size, place in scale:
        fact = facts[place]
        rate = worth(fact.money[0].unit, fact.middle)
        if rate:
            yield size + math.log(float(rate)), place


def _near(scale: _Sizes) -> Iterator[Places]:
    """Yield those of a block whose amounts are near, each with `HELD` of the next smaller ones at most."""
    scale.sort()
    for here in range(1, len(scale)):
        size, place = scale[here]
        for there in range(here - 1, max(here - 1 - HELD, -1), -1):
            smaller, other = scale[there]
            if size - smaller > _STEP:
                break
            yield place, other


def _followers(block: Sequence[int]) -> Iterator[Places]:
    for here in range(1, len(block)):
        for other in block[max(here - HELD, 0) : here]:
            yield block[here], other


def _keys(fact: Fact) -> Iterable[object]:
    """Return what a fact has in common with those that are like it, but for amounts."""
    match fact.type:
        case "pledge":  # a title of one word says too little
            return [(fact.sides, words) for words in title_keys(fact.words)] if " " in fact.words else ()
        case "meeting":
            return [(fact.sides, day) for day in _meeting_days(fact)]
        case "source":
            keys = [("address", fact.where)] if fact.where else []
            return [*keys, ("title", fact.words, fact.who)] if fact.words else keys
    return [("name", fact.words)] if fact.words else ()


def _windows(fact: Fact) -> range:
    """Return the blocks of months that a pledge reaches, counted through; none where its date says too little."""
    if fact.last - fact.first > LONGEST:
        return range(0)
    return range((fact.first - DAYS // 2) // WINDOW, (fact.last + DAYS // 2) // WINDOW + 1)


def _meeting_days(fact: Fact) -> range:
    return range(fact.first, fact.last + 1) if fact.last - fact.first < LONGEST_MEETING else range(0)
