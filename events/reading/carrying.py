"""Sides that a sentence leaves out, carried over from what was told before, each time as a doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.facts import HELP, Fact
from bilat.events.reading.parties import Mention
from bilat.events.reading.sentences import Sentence
from bilat.events.reading.voices import Voice

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b(?:[’'](?:ll|ve|re))?")
_QUOTED = re.compile(r"[“\"]")


@dataclass
class _Memory:
    donors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str | None = None
    named: Counter[str] = field(default_factory=Counter)
    """How often the text names each party."""


def carry_sides(
    text: str, facts: Sequence[Fact], sentences: Sequence[Sentence], mentions: Sequence[Mention], voice: Voice
) -> list[Fact]:
    """Return the facts with the sides that their sentences leave out.

    Whoever says "we" in an official's text is its publisher, which is no doubt. Else the donor is the one told last
    before, else the last subject; so is the recipient; else the other party of the title.
    """
    memory = _Memory(named=Counter(each.code for each in mentions))
    found: list[Fact] = []
    by_sentence: dict[int, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence.start, []).append(fact)
    at = 0
    for sentence in sentences:
        within: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            within.append(mentions[at])
            at += 1
        for fact in by_sentence.get(sentence.start, ()):
            filled = _filled(text, fact, memory, voice, within) if fact.role in HELP else fact
            found.append(filled)
            if fact.role in HELP:
                memory.donors = filled.sides.donors or memory.donors
                memory.recipients = filled.sides.recipients or memory.recipients
        _remember(text, sentence, within, memory)
    return found


def _filled(text: str, fact: Fact, memory: _Memory, voice: Voice, within: Sequence[Mention]) -> Fact:
    sides, doubts, carried = fact.sides, list(fact.doubts), list(fact.carried)
    sentence = fact.sentence
    if (
        not sides.donors
        and "donor" not in carried
        and voice.party
        and _WE.search(text, sentence.start, sentence.end)
        and not _of_others(text, sentence)
    ):
        sides = replace(sides, donors=(voice.party,), donor_strength=2.0)
    if not sides.donors and "donor" not in carried:
        donors = tuple(code for code in memory.donors if code not in sides.recipients)
        if not donors and memory.subject and memory.subject not in sides.recipients:
            donors = (memory.subject,)
        if not donors and voice.party and voice.party not in sides.recipients:
            donors = (voice.party,)
        sides = replace(sides, donors=donors)
        carried.append("donor")
        said = f"taken from before: {', '.join(donors)}" if donors else "nobody is told"
        doubts.append(Doubt("donor", f"{NAMES['donor']}: {said}"))
    if not sides.recipients and "recipient" not in carried:
        recipients = tuple(code for code in memory.recipients if code not in sides.donors)
        if not recipients:
            others = [each.code for each in within if each.code not in sides.donors]
            common = [code for code, _ in memory.named.most_common() if code not in sides.donors]
            recipients = (others[-1],) if others else tuple(common[:1])
        sides = replace(sides, recipients=recipients)
        carried.append("recipient")
        said = f"taken from before: {', '.join(recipients)}" if recipients else "nobody is told"
        doubts.append(Doubt("recipient", f"{NAMES['recipient']}: {said}"))
    return replace(fact, sides=sides, doubts=tuple(doubts), carried=tuple(carried))


def _of_others(text: str, sentence: Sentence) -> bool:
    """Tell whether somebody else is quoted in the sentence: their "we" is not the publisher's."""
    return bool(_QUOTED.search(text, sentence.start, sentence.end))


def _remember(text: str, sentence: Sentence, within: Sequence[Mention], memory: _Memory) -> None:
    for mention in within:
        before = text[max(sentence.start, mention.start - 14) : mention.start]
        if re.search(r"\b(?:to|for|in|with|of|from|by|at|on|and|between|through)\s+(?:the )?$", before):
            continue
        memory.subject = mention.code
        break
