"""The same amount told twice in one text is one fact: the telling that says most is kept, the other is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bilat.events.likeness.amounts import rounded
from bilat.events.reading.facts import HELP, Fact


def merge_repetitions(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts, each once. Equal sums of other sides, roles or years stay apart."""
    kept: list[Fact] = []
    headings: set[int] = set()
    by_value: dict[Decimal, set[int]] = {}  # only what a heading tells may be one with another number
    for fact in facts:
        value, heading = fact.sum.amount.value, fact.sentence.heading
        near = range(len(kept)) if heading else sorted(headings | by_value.get(value, set()))
        at = next((number for number in near if _same(kept[number], fact)), None)
        if at is None:
            at = len(kept)
            kept.append(fact)
        else:
            better, other = (fact, kept[at]) if _says_more(fact) > _says_more(kept[at]) else (kept[at], fact)
            kept[at] = _joined(better, other)
        headings |= {at} if kept[at].sentence.heading else set()
        by_value.setdefault(kept[at].sum.amount.value, set()).add(at)
    return kept


def _same(one: Fact, other: Fact) -> bool:
    mine, yours = one.sum.amount, other.sum.amount
    if one.sentence is other.sentence and HELP & {one.role, other.role}:
        return False
    loose = _heads(one, other)
    if mine.value != yours.value and not (loose and rounded(mine.value, yours.value)):
        return False
    if mine.unit != yours.unit and not (loose and _units(one) & _units(other)):
        return False
    if (mine.upper != yours.upper or not _bounds_agree(one, other)) and not loose:
        return False
    if (one.role in HELP) != (other.role in HELP):
        return loose and "figure" not in (one.role, other.role)
    if one.role in HELP and one.role != other.role and not loose and "so-far" in (one.role, other.role):
        return False
    return _compatible(one, other, "donor") and _compatible(one, other, "recipient")


def _bounds_agree(one: Fact, other: Fact) -> bool:
    bounds = {one.sum.amount.bound, other.sum.amount.bound}
    return len(bounds) == 1 or "about" in bounds


def _units(fact: Fact) -> set[str]:
    return {each.unit for each in fact.sum.readings}


def _heads(one: Fact, other: Fact) -> bool:
    return one.sentence.heading or other.sentence.heading


def _compatible(one: Fact, other: Fact, side: str) -> bool:
    if side in one.carried or side in other.carried:
        return True
    mine, yours = (each.sides.donors if side == "donor" else each.sides.recipients for each in (one, other))
    return not mine or not yours or bool(set(mine) & set(yours)) or one.sentence.heading or other.sentence.heading


def _says_more(fact: Fact) -> tuple[bool, bool, int, float]:
    return (
        fact.role in HELP or fact.role == "figure",
        not fact.sentence.heading,
        -len(fact.carried),
        fact.sense.strength,
    )


def _joined(better: Fact, other: Fact) -> Fact:
    """Return the better telling, with the sides that only the other one tells."""
    sides, carried, doubts = better.sides, list(better.carried), list(better.doubts)
    for side in ("donor", "recipient"):
        if side in carried and side not in other.carried:
            codes = other.sides.donors if side == "donor" else other.sides.recipients
            against = sides.recipients if side == "donor" else sides.donors
            if codes and not set(codes) & set(against):
                sides = replace(sides, donors=codes) if side == "donor" else replace(sides, recipients=codes)
                carried.remove(side)
                doubts = [each for each in doubts if each.name != side]
    also = (*better.also, (other.sum.start, other.sum.end), *other.also)
    return replace(better, sides=sides, carried=tuple(carried), doubts=tuple(doubts), also=also)
