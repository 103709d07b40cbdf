"""Agreements that a text tells: what was signed or adopted, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilat.events.reading.parties import Mention
from bilat.events.reading.sentences import Sentence

_NOUN = (
    r"(?:memorand(?:um|a)(?: of (?:understanding|cooperation))?|MoUs?|MOUs?|agreements?"
    r"|treat(?:y|ies)|pacts?|accords?|conventions?"
    r"|declarations?|joint statements?|communiqu[eé]s?|action plans?|protocols?|partnerships?"
    r"|roadmaps?|charter|framework|arrangement|joint vision statement)"
)
_SIGNED = re.compile(
    rf"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)?|adopt(?:ed|s)?|conclud(?:ed|e|es)|exchang(?:ed|e)"
    rf"|signing of|endors(?:ed|e)|ratif(?:ied|y)|issued|initialled|sealed|launched|established|elevat(?:ed"
    rf"|e|es) (?:their|the) \w+ to) "
    rf"(?P<what>(?:(?:an?|the|their|its|two|three|four|five|several|\d+) )?(?:[\w’'“”\"-]+ "
    rf"){{0,8}}?{_NOUN}\b(?: (?:on|for|to|of|in|under|with|between) [^,.;:]{{3,80}})?)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"(?P<what>(?:[Aa]n?|[Tt]he|[Tt]heir|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal) "
    rf"(?:[\w’'“”\"-]+ ){{0,6}}?{_NOUN}(?: (?:on|for|of"
    rf"|in) [^,.;:]{{3,60}}?)?) (?:was|were|has been|have been) (?:signed|adopted|concluded"
    rf"|inked|endorsed)\b"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|to|may|might|could|should|not|plans? to|expected to|hopes? to|hope to"
    r"|set to|agreed to|discuss\w*|negotiat\w*) (?:be |soon |also |jointly )?$"
)
_FORCE = re.compile(r"\b(?:entered|enters?|came|comes) into (?:force|effect)\b")
_END = re.compile(
    r" (?:worth|valued|that|which|under which|during|when|while|at the|on (?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day|in (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|last|this|with a value|totall?ing|to provide|to "
    r"lend|for (?:a|an) (?:loan|grant)|for [$€£¥]|for US|of [$€£¥]).*$"
)


@dataclass(frozen=True)
class AgreementMention:
    """An agreement that a sentence tells, and where its name stands."""

    start: int
    end: int
    kind: str
    title: str
    parties: tuple[str, ...]
    carried: bool = False
    """Whether the sentence leaves its parties out, all or one of them."""


_BOTH = re.compile(
    r"\b(?:[Bb]oth|[Tt]hey|[Tt]he (?:two|parties|sides|leaders|(?:prime |foreign )?ministers|presidents)"
    r"|[Tt]he (?:Prime |Foreign )?Ministers|[Tt]he (?:Leaders|Presidents|Parties|Participants|Sides)|was signed"
    r"|were signed|[Tt]he signing)\b"
)
"""Who signed, where no names say it."""


def find_agreements(
    sentence: Sentence, mentions: Sequence[Mention], pair: tuple[str, ...] = ()
) -> Iterator[AgreementMention]:
    """Yield the agreements that two parties or more signed or adopted; those to come are none.

    `pair` are the two whom the text is about: they are meant where the sentence names nobody else.
    """
    text = sentence.text.replace("\n", " ")
    if sentence.heading:
        return
    for pattern in (_SIGNED, _PASSIVE):
        for found in pattern.finditer(text):
            if _NOT_YET.search(text[max(0, found.start() - 30) : found.start()]):
                continue
            first, last = found.span("what")
            title = _title(found["what"])
            parties = tuple(dict.fromkeys(each.code for each in mentions))[:4]
            carried = len(parties) < 2 and len(pair) == 2 and set(parties) <= set(pair) and bool(_BOTH.search(text))
            parties = pair if carried else parties
            if len(parties) >= 2 and len(title) > 8:
                kind = "agreement-entered-into-force" if _FORCE.search(text) else "agreement-reached"
                yield AgreementMention(sentence.start + first, sentence.start + last, kind, title, parties, carried)
                return


def _title(words: str) -> str:
    words = re.sub(r" (?:to|for|of) \S+ \d+$|,? \d+$", "", words)
    words = re.sub(
        r"^(?:an?|the|their|its|two|three|four|five|several|\d+) ", "", _END.sub("", words), flags=re.IGNORECASE
    )
    words = words.strip(" ,;“”\"'’")
    return (words[:1].upper() + words[1:])[:160]
