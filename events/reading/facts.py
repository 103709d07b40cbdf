"""Facts: each amount of a text with its role, its sides, its time and its doubts, before it becomes an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilat.events.reading.cues import Cue, find_cues
from bilat.events.reading.doubts import Doubt, doubts_of_words
from bilat.events.reading.goods import counts_as_help
from bilat.events.reading.ground import Ground
from bilat.events.reading.parties import Mention
from bilat.events.reading.roles import Sense, cues_apart, sense_of
from bilat.events.reading.sentences import Sentence
from bilat.events.reading.sides import Sides, parted, sides_of
from bilat.events.reading.sums import Sum

HELP = frozenset(("promised", "signed", "paid", "so-far", "again", "raised-to", "budgeted", "received", "due"))
"""Roles of money or goods that one gives and another gets."""
_SO_FAR = re.compile(
    r"\b(?:so far|to date|till date|until now|up to now|since (?:(?:the |its |his |her |last "
    r")?\w+ )?(?:(?:19|20)\d\d|then|independence|inception|launch|start|beginning|outbreak|war"
    r"|invasion|pandemic|coup|earthquake|founding|establishment|January|February|March|April"
    r"|May|June|July|August|September|October|November|December)|cumulative(?:ly)?|in total"
    r"|altogether|over the (?:past|last) (?:\w+ )?(?:years?|decades?)|in the (?:past|last) "
    r"(?:\w+ )?(?:years|decades?)"
    r"|between (?:19|20)\d\d and (?:19|20)\d\d|from (?:19|20)\d\d to (?:19|20)\d\d|all told"
    r"|overall|brings? .{0,60}total|bringing .{0,60}total|total(?:ling)? (?:aid|assistance"
    r"|support|contribution|commitment)s?|a running total|as of)\b",
    re.IGNORECASE,
)
_SPANNED = re.compile(r"\b(?:between|from) (?:19|20)\d\d (?:and|to) (?:19|20)\d\d\b")
_CLAUSE = re.compile(r";|, (?:and|but|while) (?:that )?(?=[A-Z])|, (?:while|whereas)\b")
_BRINGING = re.compile(r",? (?:which )?(?:bring|tak|brought|took)")


@dataclass(frozen=True)
class Fact:
    """An amount as its sentence tells it."""

    sum: Sum
    sentence: Sentence
    sense: Sense
    sides: Sides
    doubts: tuple[Doubt, ...] = ()
    also: tuple[tuple[int, int], ...] = ()
    """Where the text tells the same again."""
    carried: tuple[str, ...] = ()
    part_of: int | None = None
    """Of which other fact it is a part, by its number."""

    @property
    def role(self) -> str:
        """What the amount is."""
        return self.sense.role

    def clause(self, text: str, facts: Iterable[Fact] = ()) -> tuple[str, str]:
        """Return what stands before and behind the amount in its sentence, up to the amounts beside it."""
        beside = [each.sum for each in facts if each.sentence is self.sentence and each.sum is not self.sum]
        first = max((each.end for each in beside if each.end <= self.sum.start), default=self.sentence.start)
        last = min((each.start for each in beside if each.start >= self.sum.end), default=self.sentence.end)
        return text[first : self.sum.start].replace("\n", " "), text[self.sum.end : last].replace("\n", " ")


def facts_of(text: str, sentence: Sentence, sums: Sequence[Sum], mentions: Sequence[Mention]) -> list[Fact]:
    """Return a fact for each amount of a sentence, in order."""
    cues = cues_apart(find_cues(sentence.text, sentence.start), sums)
    ground = Ground(text, sentence.start, sentence.end, sums, mentions)
    facts: list[Fact] = []
    for each in sums:
        fact = _fact(ground, sentence, each, cues)
        facts.append(_going_on(text, facts[-1], fact) if facts else fact)
    return facts


_ROW = re.compile(r"[^.]{0,90}?(?:,|;| and| plus| or)\s+(?:[\w’'-]+ ){0,3}$")


def _going_on(text: str, before: Fact, fact: Fact) -> Fact:
    """Return a fact without a verb of its own as what the one before is, where it goes on with a list of amounts."""
    cue = fact.sense.cue
    bare = fact.role == "other" and cue is None
    noun = fact.sense.nominal and cue is not None and cue.start >= before.sum.end and before.role == "paid"
    if not (bare or noun) or before.role not in HELP:
        return fact
    if fact.sum.amount.unit != before.sum.amount.unit or not _ROW.fullmatch(
        text[before.sum.end : fact.sum.start].replace("\n", " ")
    ):
        return fact
    return replace(fact, sense=replace(before.sense, strength=0.3))


def _fact(ground: Ground, sentence: Sentence, amount: Sum, cues: Sequence[Cue]) -> Fact:
    sense = sense_of(ground.text, amount, ground.amounts, cues)
    if sense.role in HELP and not amount.money and not counts_as_help(amount.amount.unit, sentence.text):
        sense = replace(sense, role="other", cue=None)
    if sense.role in ("paid", "received", "signed", "promised") and _is_total(ground, amount, sense):
        sense = replace(sense, role="so-far")
    sides = sides_of(ground, amount, sense)
    if sense.role == "other" and sense.cue is None and amount.money and sides.donor_strength >= 3 and sides.recipients:
        sense = replace(sense, role="promised", strength=0.2, rival="paid", rival_strength=0.2)
    agreed = sense.role == "signed" or bool(sense.cue and sense.cue.text.startswith("agree"))
    if agreed and len(sides.donors) == 2 and not sides.recipients:
        sides = parted(sides)
    at = (sense.cue.start, sense.cue.end) if sense.cue else None
    doubts = tuple(doubts_of_words(sentence.text, sentence.start, at, (amount.start, amount.end)))
    return Fact(amount, sentence, sense, sides, doubts)


def _is_total(ground: Ground, amount: Sum, sense: Sense) -> bool:
    """Tell whether words near the amount make it a running total."""
    before, behind = ground.around(amount, 80)
    before = _CLAUSE.split(before)[-1]
    if not (_SO_FAR.search(before) or _SO_FAR.search(_BRINGING.split(behind)[0])):
        return False
    if sense.role == "promised" and _SPANNED.search(before + behind):
        return False
    if sense.nominal:
        return True
    if sense.role == "promised":
        return bool(sense.cue and re.search(r"(?:ed|ments?)$", sense.cue.text))
    return True
