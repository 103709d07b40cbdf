"""Assessments that a text tells: who judged how far whose promise was kept, with the score and its scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.parties import Mention
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.sentences import Sentence

_JUDGING = tuple("scor compliance judge found finds conclude assess rated according audit".split())
"""One of these stands in whatever judges: a sentence without costs no more than a look for them."""


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
        for judged in _judged(context, sentence, assessor):
            found.append(judged)
            assessor = str(judged.proposal.event["assessor"])
    return found


def _judged(context: Context, sentence: Sentence, before: str) -> Iterator[Judgement]:
    text = sentence.text.replace("\n", " ")
    if sentence.heading or not any(word in text for word in _JUDGING):
        return
    from bilat.events.reading.verdicts import JUDGED, SCORE, assessor_in, by_score, decimal, scale_in, verdict_in

    who = assessor_in(text)
    score = SCORE.search(text)
    words = verdict_in(text)
    if not (who or before) or not (score or (words and who and JUDGED.search(text))):
        return
    at = score.start("score") if score else words[1] if words else 0
    party = _party(context, sentence, at, who)
    if party is None:
        return
    doubts = [] if who else [Doubt("side", f"{NAMES['side']}: the assessor is taken from before: {before}")]
    scale = scale_in(text, who or before) or scale_in(_beside(context, sentence), who or before)
    event: dict[str, Any] = {"kind": "promise-assessed"}
    event |= {"on": context.published} if context.published else {}
    event |= {"cites": context.cite(sentence), "assessor": who or before}
    value = decimal(score["score"]) if score else None
    on_scale = value is not None and scale is not None and scale[0] <= value <= scale[1]
    verdict = words[0] if words else None
    if verdict is None and value is not None and scale is not None and on_scale:
        verdict = by_score((value - scale[0]) / (scale[1] - scale[0]))
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


def _party(context: Context, sentence: Sentence, at: int, who: str) -> Mention | None:
    """Return who is judged: the party named last before the score or the verdict, which is not in the assessor."""
    inside = [found.span() for found in re.finditer(re.escape(who), sentence.text)] if who else []
    for mention in reversed(context.mentions_in(sentence.start, sentence.start + at)):
        first = mention.start - sentence.start
        if not any(start <= first < end for start, end in inside) and mention.sort != "capital":
            return mention
    return None


def _beside(context: Context, sentence: Sentence) -> str:
    """Return the paragraph of a sentence."""
    return " ".join(each.text for each in context.sentences if each.paragraph == sentence.paragraph).replace("\n", " ")


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
    codes = event.get("donor", ())
    return (codes,) if isinstance(codes, str) else tuple(codes)
