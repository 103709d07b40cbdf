"""Parts of a sum: told as "of which", as what it takes in, or adding up to it within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bilat.events.reading.facts import HELP, Fact

_WITHIN = re.compile(
    r"^[\s,;:—–-]*(?:\([^)]*\))?[^.;]{0,110}?\b(?:of which|of that|of this|out of which"
    r"|including|includes|comprising|comprised of|consisting of|made up of|composed of|"
    r"split between|broken down into|divided into|namely)\b[^.;]{0,70}$|^[^.;]{0,60}[:(—–]\s*$"
    r"|^[^.;]{0,90}, with (?:about |some |nearly |up to |a further |another )?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"^\s*(?:\([^)]*\))?[^.;]{0,120}?(?:,|and|;|plus|while)\s*(?:[\w’' -]{0,30}?)$", re.IGNORECASE)
_TAKES_IN = re.compile(
    r"^[\s“\"‘(]*(?:Of (?:this|that|the total|the sum|the amount|which|these)\b|(?:The|This"
    r"|That|It|Its|These)(?: [\w-]+){0,4}? (?:includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)"
    r"|consists? of|takes? in|covers?|is made up of|are made up of|is composed of|will include"
    r"|would include|contains?)\b)"
)
_FURTHER = re.compile(
    r"^[\s“\"‘]*(?:A further|Another|The (?:rest|remainder|remaining|balance)|The other|An additional)\b"
)
_NO_PARTS = re.compile(
    r"\b(?:in addition to|on top of|besides|apart from|as well as|beyond|separately"
    r"|contributors?|not including|excluding|donors? included|up from|compared (?:with|to)"
    r"|from)\b",
    re.IGNORECASE,
)
_PROMISES = frozenset(("promised", "signed", "due", "again", "raised-to", "so-far", "budgeted"))


SURE = 2.2
"""From this strength on a part has the donor that is named behind its whole: "of which Spain will provide 2"."""


def find_parts(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with `part_of` where one is a part of another, by its number in the list.

    A part is never more than what it is part of, is in the same unit, and has itself no parts; donors and recipients
    that it leaves out are those of the whole, which is no doubt.
    """
    found = list(facts)
    for number, fact in enumerate(found):
        if fact.role in _PROMISES and fact.part_of is None:
            for part in _named_as_parts(text, found, number) or _adding_up(found, number):
                found[part] = _as_part(found[part], fact, number)
    return found


def _fits(whole: Fact, part: Fact) -> bool:
    mine, yours = whole.sum.amount, part.sum.amount
    return (
        part.role in HELP | {"other"}
        and part.part_of is None
        and mine.unit == yours.unit
        and Decimal(0) < yours.value < mine.value
    )


def _named_as_parts(text: str, facts: Sequence[Fact], number: int) -> list[int]:
    whole = facts[number]
    parts: list[int] = []
    last = whole.sum.end
    for at in range(number + 1, len(facts)):
        part = facts[at]
        if part.sentence is not whole.sentence:
            break
        between = text[last : part.sum.start].replace("\n", " ")
        says = _WITHIN if not parts else _BESIDE
        if not _fits(whole, part) or _NO_PARTS.search(between) or not says.search(between):
            if parts:
                break
            return []
        parts.append(at)
        last = part.sum.end
    return _not_more(facts, number, parts) or _in_next_sentences(text, facts, number)


def _in_next_sentences(text: str, facts: Sequence[Fact], number: int) -> list[int]:
    whole = facts[number]
    parts: list[int] = []
    opened = False
    for at in range(number + 1, len(facts)):
        part = facts[at]
        if part.sentence is whole.sentence:
            return []
        if part.sentence.paragraph > whole.sentence.paragraph + 1 or part.sentence.start - whole.sentence.end > 500:
            break
        begins = text[part.sentence.start : part.sentence.start + 90]
        if _TAKES_IN.match(begins) and not _NO_PARTS.search(begins):
            opened = True
        elif not (opened and (_FURTHER.match(begins) or part.sentence is facts[at - 1].sentence)):
            break
        if not _fits(whole, part):
            break
        parts.append(at)
    return _not_more(facts, number, parts)


def _adding_up(facts: Sequence[Fact], number: int) -> list[int]:
    """Return two facts or more, all beside it in the paragraph, that add up to this one to the cent."""
    whole = facts[number]
    same = [
        at
        for at, each in enumerate(facts)
        if at != number and each.sentence.paragraph == whole.sentence.paragraph and _fits(whole, each)
    ]
    for run in (same, [at for at in same if at > number], [at for at in same if at < number]):
        for first in range(len(run)):
            for last in range(first + 2, min(len(run), first + 8) + 1):
                chosen = run[first:last]
                if sum((facts[at].sum.amount.value for at in chosen), Decimal(0)) == whole.sum.amount.value:
                    return chosen
    return []


def _not_more(facts: Sequence[Fact], number: int, parts: list[int]) -> list[int]:
    total = sum((facts[at].sum.amount.value for at in parts), Decimal(0))
    return parts if total <= facts[number].sum.amount.value else []


def _as_part(part: Fact, whole: Fact, number: int) -> Fact:
    sides, carried, doubts = part.sides, list(part.carried), list(part.doubts)
    beside = part.sentence is whole.sentence
    own = sides.donor_at > whole.sum.end and sides.donor_strength >= SURE
    if (beside and not own) or "donor" in carried or not sides.donors:
        sides = replace(sides, donors=whole.sides.donors)
        doubts = [each for each in doubts if each.name != "donor"]
    if (beside and sides.recipient_at < part.sum.start) or "recipient" in carried or not sides.recipients:
        sides = replace(sides, recipients=tuple(code for code in whole.sides.recipients if code not in sides.donors))
        doubts = [each for each in doubts if each.name != "recipient"]
    doubts += [each for each in whole.doubts if each.name in ("donor", "recipient") and each not in doubts]
    weak = part.role not in HELP or part.sense.nominal
    sense = replace(part.sense, role=whole.sense.role, cue=whole.sense.cue) if weak else part.sense
    return replace(part, sides=sides, doubts=tuple(doubts), part_of=number, sense=sense)
