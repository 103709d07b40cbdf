"""Assessments that a text tells: who judged how far whose promise was kept, with the score and its scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.parties import Mention
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.sentences import Sentence

_NUMBER = r"[+−–-]?\d{1,3}(?:\.\d+)?"
_SCORE = re.compile(
    r"\b(?:scor(?:ed|es)|(?:was|were) (?:given|scored|rated|awarded)|gave|received|earned|got|rated"
    r"|score (?:was|is|of|stood at|came to)|with)\b(?: [A-Z][\w’'-]*){0,3}(?: an? (?:[\w-]+ ){0,2}?score of| at| just"
    rf"| only| with)* (?P<score>{_NUMBER})(?![\d.,]*\d|\.\d| ?(?:%|per ?cent|k?m\b|bn|tn|million"
    r"|billion|trillion|points?\b))"
)
_KEEP = r"(?:kept|keep|keeps|fulfilled?|honou?red|honou?rs?|met|delivered on|complied with|made good on|lived up to)"
_VERDICTS = tuple(
    (verdict, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for verdict, words in (
        ("too-early", r"too early to (?:say|tell|judge)"),
        ("under-way", r"(?:is|was|are|were|remains?) (?:on track|under ?way|in progress)\b|work in progress"),
        (
            "in-part",
            rf"(?:partly|partially|half|only partly) {_KEEP}"
            rf"|{_KEEP} [^.;]{{0,90}}?\b(?:in part|partly|partially|half of)\b|partial compliance"
            r"|fell short|falls? short",
        ),
        (
            "not-kept",
            rf"(?:not|never) (?:yet )?{_KEEP}"
            r"|(?:broke|broken|breaks?) (?:its|their|the) (?:promise|pledge|word|commitment)"
            rf"|fail(?:ed|s)? to {_KEEP}|(?:failed|fails) to (?:deliver|comply)|non-?compliance|reneged",
        ),
        (
            "kept",
            rf"{_KEEP} (?:\w+ ){{0,2}}?(?:promises?|pledges?|commitments?|word)|full compliance",
        ),
    )
)
_JUDGED = re.compile(
    r"\b(?:found|finds|judged?|judges|concluded?|concludes|assessed|rated|scored?|scores|according to|compliance|audit"
    r"|scorecard)\b"
)
_NAME = r"(?:[A-Z0-9][\w.&-]*)(?: (?:(?:of|for|on|and|the) )*[A-Z0-9][\w.&-]*)*"
_ASSESSOR = (
    re.compile(
        rf"\b(?:in|by|from|[Aa]ccording to) (?:an? |the )?(?P<who>{_NAME})(?:[’']s?)? (?:[\w-]+ ){{0,3}}?"
        r"(?:report|scorecard|index|tracker|audit|assessment|review|monitor)\b"
    ),
    re.compile(
        rf"(?:[Tt]he )?(?P<who>{_NAME}) (?:\w+ly )?(?:found|finds|judged|judges|concluded|concludes|assessed"
        r"|rated|gave)\b"
    ),
    re.compile(rf"[Aa]ccording to (?:the )?(?P<who>{_NAME})"),
    re.compile(rf"\b(?:rated|scored|given|judged|assessed) [^.;]{{0,60}}?\bby (?:the )?(?P<who>{_NAME})"),
)
_SCALES = (
    re.compile(rf"\bscale (?:from|of|running from) (?P<low>{_NUMBER}) to (?P<high>{_NUMBER})"),
    re.compile(r"\b(?:between|from) (?P<low>[+−–-]?\d{1,3}) (?:and|to) (?P<high>\+\d{1,3})\b"),
    re.compile(r"\bout of (?P<high>\d{1,3})\b"),
)
OWN_SCALES = ((re.compile(r"\b(?:G7|G8|G20|BRICS) Research Group"), "-1", "1"),)
"""Assessors whose method has one scale, published with it: from no compliance, -1, to full compliance, 1."""


@dataclass(frozen=True)
class Judgement:
    """An assessment whose promise is still to be found: whose it is, and what its sentence tells about it."""

    proposal: Proposal
    party: str
    others: tuple[str, ...]
    sentence: Sentence


def find_assessments(context: Context) -> list[Judgement]:
    """Return the assessments of a text, in order; an assessor or a scale may be told in a sentence before."""
    found: list[Judgement] = []
    assessor = ""
    for sentence in context.sentences:
        for told in _judged(context, sentence, assessor):
            found.append(told)
            assessor = str(told.proposal.event["assessor"])
    return found


def _judged(context: Context, sentence: Sentence, before: str) -> Iterator[Judgement]:
    text = sentence.text.replace("\n", " ")
    who = _assessor(text)
    score = _SCORE.search(text)
    words = _verdict(text)
    if sentence.heading or not (who or before) or not (score or (words and who and _JUDGED.search(text))):
        return
    at = score.start("score") if score else words[1] if words else 0
    party = _party(context, sentence, at, who)
    if party is None:
        return
    doubts = [] if who else [Doubt("side", f"{NAMES['side']}: the assessor is taken from before: {before}")]
    scale = _scale(text, who or before) or _scale(_beside(context, sentence), who or before)
    event: dict[str, Any] = {"kind": "promise-assessed"}
    event |= {"on": context.published} if context.published else {}
    event |= {"cites": context.cite(sentence), "assessor": who or before}
    value = _decimal(score["score"]) if score else None
    on_scale = value is not None and scale is not None and scale[0] <= value <= scale[1]
    verdict = words[0] if words else None
    if verdict is None and value is not None and scale is not None and on_scale:
        verdict = _by_score((value - scale[0]) / (scale[1] - scale[0]))
        doubts.append(Doubt("verdict", f"{NAMES['verdict']}: {verdict} by its score of {value}"))
    if verdict is None:
        return
    event["verdict"] = verdict
    if value is not None and scale is not None and on_scale:
        event |= {"score": f"{value.normalize():f}", "scale_low": f"{scale[0]:f}", "scale_high": f"{scale[1]:f}"}
    elif value is not None:
        doubts.append(Doubt("scale", f"{NAMES['scale']}: the score is {value}"))
    span = (score.start(), score.end()) if score else (at, at + 8)
    spans = (
        Span(sentence.start + span[0], min(sentence.end, sentence.start + span[1]), "score" if score else "verdict"),
        Span(sentence.start, sentence.end, "sentence"),
    )
    why = (f"“{text[span[0] : span[1]].strip()}” says how a promise was kept",)
    others = dict.fromkeys(each.code for each in context.mentions_in(sentence.start, sentence.end))
    proposal = Proposal(event, 0.6, why, (*doubts,), spans, {"assessor": "the sentence" if who else "before"})
    yield Judgement(proposal, party.code, tuple(code for code in others if code != party.code), sentence)


def _assessor(text: str) -> str:
    for pattern in _ASSESSOR:
        for found in pattern.finditer(text):
            who = re.sub(r"^The ", "", found["who"])
            if len(who) > 2 and not re.fullmatch(r"(?:He|She|It|They|We|I|\d+)", who):
                return who[:200].rstrip(".")
    return ""


def _verdict(text: str) -> tuple[str, int] | None:
    for verdict, pattern in _VERDICTS:
        if found := pattern.search(text):
            return verdict, found.start()
    return None


def _party(context: Context, sentence: Sentence, at: int, who: str) -> Mention | None:
    """Return who is judged: the party named last before the score or the verdict, which is not in the assessor."""
    inside = [found.span() for found in re.finditer(re.escape(who), sentence.text)] if who else []
    for mention in reversed(context.mentions_in(sentence.start, sentence.start + at)):
        first = mention.start - sentence.start
        if not any(start <= first < end for start, end in inside) and mention.sort != "capital":
            return mention
    return None


def _scale(text: str, who: str) -> tuple[Decimal, Decimal] | None:
    for pattern in _SCALES:
        if found := pattern.search(text):
            low = found.groupdict().get("low") or "0"
            one, other = _decimal(low), _decimal(found["high"])
            return (one, other) if one < other else None
    return next(((Decimal(low), Decimal(high)) for name, low, high in OWN_SCALES if name.search(who)), None)


def _beside(context: Context, sentence: Sentence) -> str:
    """Return the paragraph of a sentence."""
    return " ".join(each.text for each in context.sentences if each.paragraph == sentence.paragraph).replace("\n", " ")


def _by_score(share: Decimal) -> str:
    """Return the verdict that a score comes to on its scale: its upper quarter, what is above two fifths, the rest."""
    return "kept" if share >= Decimal("0.75") else "in-part" if share >= Decimal("0.4") else "not-kept"


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[−–]", "-", text))


def on_promises_of_the_text(
    judged: Sequence[Judgement], promises: Sequence[Proposal]
) -> tuple[list[Proposal], list[Judgement]]:
    """Return the assessments that speak of a promise in their own sentence, on its stream, and those left over."""
    placed: list[Proposal] = []
    left: list[Judgement] = []
    for each in judged:
        own = [
            promise
            for promise in promises
            if promise.event["stream"].startswith(("pledge/", "programme/"))
            and each.party in _donors(promise.event)
            and any(span.start == each.sentence.start and span.what == "sentence" for span in promise.spans)
        ]
        if len(own) == 1:
            placed.append(on_stream(each.proposal, str(own[0].event["stream"])))
        else:
            left.append(each)
    return placed, left


def on_stream(proposal: Proposal, stream: str) -> Proposal:
    """Return an assessment on the stream of the promise that it speaks of."""
    event = dict(proposal.event)
    ordered = {"kind": event.pop("kind"), "stream": stream, **event}
    return Proposal(ordered, proposal.confidence, proposal.why, proposal.doubts, proposal.spans, proposal.where)


def _donors(event: Mapping[str, Any]) -> tuple[str, ...]:
    told = event.get("donor", ())
    return (told,) if isinstance(told, str) else tuple(told)
