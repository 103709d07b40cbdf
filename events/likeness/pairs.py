"""Pairs of facts that may be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilat.events.likeness.alike import likeness
from bilat.events.likeness.amounts import Worth
from bilat.events.likeness.candidates import candidates
from bilat.events.likeness.facts import Fact


class Pair(NamedTuple):
    """A fact, an earlier one that it may tell again, and why."""

    fact: Fact
    earlier: Fact
    why: str


def pairs(new: Sequence[Fact], known: Sequence[Fact] = (), worth: Worth | None = None) -> list[Pair]:
    """Return the pairs of `new` facts with those before them, `known` ones first, that may be one.

    They come in order of the new facts, and of each the nearest in time first. `worth` compares currencies. The cost
    grows with the number of facts: see `candidates` for what bounds it.
    """
    facts = [*known, *new]
    found = sorted(set(_ordered(candidates(facts, worth), len(known))))
    alike = [
        (place, Pair(facts[place], facts[other], why))
        for place, other in found
        if (why := likeness(facts[place], facts[other], worth))
    ]
    alike.sort(key=lambda each: (each[0], abs(each[1].fact.first - each[1].earlier.first), each[1].earlier.ref))
    return [pair for _, pair in alike]


def _ordered(found: Iterator[tuple[int, int]], known: int) -> Iterator[tuple[int, int]]:
    """Yield each pair once with the later fact first; those of two known facts are left out."""
    for one, other in found:
        if one < other:
            one, other = other, one
        if one >= known and one != other:
            yield one, other
