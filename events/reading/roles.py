"""What an amount is in its sentence: the cue that governs it, and how far that is ahead of the next best."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilat.events.reading.cues import ACROSS, BEHIND, DISTANCE, Cue, Role
from bilat.events.reading.sums import Sum

_CLAUSE = re.compile(
    r"(?:;|, (?:while|whereas|but|although|after|before)\b| while | whereas "
    r"|, and (?:will|has|have|would|it|they|he|she|we)\b)"
)
_BEHIND = re.compile(  # a cue behind its amount, where that is how it is said
    r"(?:\s*\([^)]*\))?,?\s*(?:(?:in|of|worth of) (?:\w+[- ]){0,3}?|(?:(?:\w+[- ]){0,3}?)|to "
    r"be |that |which |it |has |have |had |was |were |will be |is )?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:(?:was|were|is|are|has been|have been|had been|will be|would be) )?$")
_AGENT = re.compile(r"\s+by\b")
_BY = re.compile(r"\b(?:was|were|been|be|is|are) [\w ]{3,}$")
NOMINAL = 0.5
"""The most that a cue weighs that is a noun and no verb."""
_ALMOST = re.compile(r"^\W*(?:\w+\W+){0,2}$")


@dataclass(frozen=True)
class Sense:
    """What an amount is: its role, the cue, the strength of both, and of the best other role."""

    role: Role
    cue: Cue | None
    strength: float
    rival: Role | None = None
    rival_strength: float = 0.0

    @property
    def nominal(self) -> bool:
        """Whether a noun alone says it ("a loan of"), which any verb beside it outweighs."""
        return self.cue is not None and self.cue.role == "promised" and self.cue.weight <= NOMINAL

    @property
    def clear(self) -> bool:
        """Whether no other role comes close."""
        return self.rival is None or self.strength > 1.25 * self.rival_strength


def cues_apart(cues: Sequence[Cue], amounts: Sequence[Sum]) -> list[Cue]:
    """Return the cues that share no character with an amount."""
    return [cue for cue in cues if not any(cue.start < each.end and each.start < cue.end for each in amounts)]


def sense_of(text: str, amount: Sum, amounts: Sequence[Sum], cues: Sequence[Cue]) -> Sense:
    """Return what an amount is among the cues of its sentence; `amounts` are all of the sentence.

    `cues` are those that lie in no amount: see `cues_apart`.
    """
    best: dict[Role, tuple[float, Cue]] = {}
    for cue in cues:
        strength = _strength(text, amount, amounts, cue)
        if cue.role not in best or strength > best[cue.role][0]:
            best[cue.role] = (strength, cue)
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    if not ranked or ranked[0][1][0] < 0.12:
        return Sense("other", None, 0.0)
    (role, (strength, cue)), *others = ranked
    others = [each for each in others if each[0] not in _AKIN.get(role, ())]
    if not others:
        return Sense(role, cue, strength)
    return Sense(role, cue, strength, others[0][0], others[0][1][0])


_AKIN: dict[Role, tuple[Role, ...]] = {
    "so-far": ("paid", "received"),
    "again": ("promised",),
    "raised-to": ("promised",),
    "due": ("promised",),
    "received": ("paid",),
}
"""Roles that do not rival another: what says more says these as well."""


def _strength(text: str, amount: Sum, amounts: Sequence[Sum], cue: Cue) -> float:
    before = cue.end <= amount.start
    between = text[cue.end : amount.start] if before else text[amount.end : cue.start]
    first, last = (cue.end, amount.start) if before else (amount.end, cue.start)
    across = sum(1 for each in amounts if first <= each.start and each.end <= last)
    strength = cue.weight * math.exp(-len(between) / DISTANCE) * float(ACROSS**across)
    if not before:
        strength *= 1.0 if _BEHIND.fullmatch(between) or _ALMOST.match(between) else BEHIND
        if across:
            strength *= 0.5
    if _CLAUSE.search(between):
        strength *= 0.6
    agent = _AGENT.match(text, cue.end)
    if before and agent and _BY.search(text[max(0, cue.start - 12) : cue.end]):
        strength *= 0.5  # a passive with its agent has its amount before it
    if not before and agent and _PASSIVE.match(between):
        strength *= 1.3
    elif not before and re.search(r"\b(?:and|but)\b", between):
        strength *= 0.6
    return strength
