"""Chains of facts that are alike, each with another of its chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bilat.events.likeness.facts import Fact
from bilat.events.likeness.pairs import pairs
from bilat.projections.currency.worth import worth


def chains(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts that are alike, each with another of its chain, in the order given."""
    leader: dict[str, str] = {}

    def lead(ref: str) -> str:
        while (up := leader.get(ref, ref)) != ref:
            leader[ref] = leader.get(up, up)
            ref = up
        return ref

    for pair in pairs(facts, worth=worth):
        one, other = lead(pair.earlier.ref), lead(pair.fact.ref)
        leader[max(one, other)] = min(one, other)
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[lead(fact.ref)].append(fact)
    return [chain for chain in found.values() if len(chain) > 1]
