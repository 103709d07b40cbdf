"""Doubts: what a person must decide before a proposal may be recorded, each by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Doubt(NamedTuple):
    """One doubt: its name, and what is doubted, in words."""

    name: str
    text: str


NAMES = {
    "currency": "the sign has more than one reading",
    "number": "the number has more than one reading",
    "donor": "the giver is not told in the sentence",
    "recipient": "the recipient is not told in the sentence",
    "condition": "it depends on something",
    "denial": "the sentence denies it",
    "tense": "it was to happen, and may not have",
    "kind": "promised, signed, paid or told again: the words leave it open",
    "date": "the day or period is not told",
    "party": "a party that nobody knows yet",
    "publisher": "who published the text is not told",
    "likeness": "it may be on record already",
    "reader": "a helper's answer differs from what the text says",
    "side": "who is meant is open",
    "verdict": "the verdict is not told in words",
    "scale": "the scale of the score is not told",
}
"""Every doubt that a draft may name."""

_DENIAL = re.compile(
    r"\b(?:never|no longer|neither|nor|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)"
    r"|reject(?:s|ed|ing)?|ruled? out|failed to"
    r"|fails? to|withdr[ae]w\w*|withhold\w*|withheld|cancel(?:s|led|ed|ling)?|scrap(?:s|ped"
    r"|ping)?|suspend(?:s|ed|ing)?|fr[eo]ez\w*"
    r"|froze|halt(?:s|ed)?|reneg\w+|rather than|instead of|without|false|untrue|fake)\b"
    r"|\b(?:not|n[’']t)\b(?! only| just| least| less| more| fewer| exceed)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|subject to|pending|conditional(?:ly)?|contingent|provided that|depending "
    r"on|could|may|might|in talks"
    r"|consider(?:s|ed|ing)?|propos(?:e|es|ed|al|als|ing)|plans? to work with|work(?:ing)? "
    r"with (?:the )?(?:Congress|parliament|"
    r"lawmakers|legislators)|seek(?:s|ing)? (?:congressional|parliamentary)|(?:must|needs? to"
    r"|has to|have to|yet to) (?:be )?"
    r"(?:approved?|ratif\w+|agreed?|pass\w*|clear\w*)|await(?:s|ing)|expected to|likely to"
    r"|hopes? to|hoped|request(?:ed|s)? (?:over|more|\W)"
    r"|negotiat(?:e|es|ed|ing|ions?)|reportedly|rumou?r\w*|potential(?:ly)?|possible|possibly|as soon as|once)\b",
)
_TENSE = re.compile(
    r"\b(?:would(?! like)|intend(?:s|ed)? to|was to|were to|supposed to|plann?(?:s|ed|ing) to"
    r"|planned|aim(?:s|ed|ing)? to|hoped to|had hoped|meant to|due to have"
    r"|should have|ought to)\b"
)
_SAID = re.compile(
    r"\b(?:said|says|saying|announc\w+|told|pledg\w+|promis\w+|confirm\w+|vow\w*|declar\w+"
    r"|unveil\w+|stat(?:ed|es|ing)|add(?:ed|ing)|reveal\w+|disclos\w+|reported|noted?|stressed"
    r"|explained|indicated|expressed|affirmed|reaffirmed|agreed|according to)\b"
)


def doubts_of_words(words: str, start: int, cue: tuple[int, int] | None, amount: tuple[int, int]) -> Iterator[Doubt]:
    """Yield the doubts that the words of a sentence raise about an amount: denial, condition, tense.

    `start` is where the sentence begins in the text, in which `cue` and `amount` are counted.

    A denial counts where it stands before the cue or the amount in the same clause; a condition anywhere in the
    sentence; `would` is no doubt behind a verb of saying, where it is English grammar alone.
    """
    sentence = words.replace("\n", " ")
    at = min(amount[0], cue[0] if cue else amount[0]) - start
    reach = max(amount[0], cue[1] if cue else amount[0]) - start
    clause = max(sentence.rfind(mark, 0, at) for mark in (";", ", but ", ", and ", " while ", ", while ", " but ")) + 1
    if found := _DENIAL.search(sentence, max(0, clause), reach):
        yield Doubt("denial", f"{NAMES['denial']}: “{found[0]}”")
    else:
        behind = sentence[amount[1] - start : amount[1] - start + 50]
        if found := re.match(
            r"[^.;,]{0,30}?\b(?:was|were|has|have|had|is|are|will)(?: been| be)? (?:never|not"
            r"|cancelled|canceled|scrapped|suspended|frozen|withdrawn|halted|withheld|rejected)\b",
            behind,
        ):
            yield Doubt("denial", f"{NAMES['denial']}: “{found[0].strip()}”")
    if found := _CONDITION.search(sentence):
        yield Doubt("condition", f"{NAMES['condition']}: “{found[0]}”")
    if (found := _TENSE.search(sentence)) and not _SAID.search(sentence, 0, found.start()):
        yield Doubt("tense", f"{NAMES['tense']}: “{found[0]}”")
