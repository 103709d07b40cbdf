"""Assessments against the record: the promise that one speaks of, by its sides, its amount and its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat.events.likeness.titles import folded
from bilat.events.reading.assessments import Judgement, on_stream
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.proposals import Aside, Proposal
from bilat.events.reading.recorded.record import Record
from bilat.events.reading.recorded.streams import KnownStream
from bilat.events.reading.sums import find_sums

LEAST = 0.7
"""What speaks at least for a promise to be the one that is meant."""
SURE = 2.0
"""From here on it is no doubt, where no other promise comes near."""


def match_assessment(judged: Judgement, record: Record, party: str) -> Proposal | Aside:
    """Return the assessment on the stream of the record that it speaks of; else what is left aside, with the reason.

    `party` is the name of whoever promised.
    """
    record = record.promising(judged.party, judged.others)
    ranked = sorted(_weighed(judged, record), key=lambda each: (-each[0], each[1].name))
    if not ranked or ranked[0][0] < LEAST:
        span = judged.proposal.spans[0]
        reason = f"an assessment of no promise of {party} that is on record"
        words = judged.sentence.text[span.start - judged.sentence.start : span.end - judged.sentence.start]
        return Aside(span.start, span.end, words, reason)
    weight, stream, why = ranked[0]
    close = len(ranked) > 1 and ranked[1][0] > weight - 0.4
    doubts = judged.proposal.doubts
    if weight < SURE or close:
        doubts = (*doubts, Doubt("likeness", f"{NAMES['likeness']}: {stream.name}, {why}"))
    found = replace(judged.proposal, doubts=doubts, why=(*judged.proposal.why, f"{stream.name}: {why}"))
    return on_stream(found, stream.name).settled()


def _weighed(judged: Judgement, record: Record) -> Iterator[tuple[float, KnownStream, str]]:
    from rapidfuzz.fuzz import token_set_ratio

    words = folded(judged.sentence.text)
    amounts = {reading for found in find_sums(judged.sentence.text) for reading in found.readings}
    printed = {(each.unit, each.value) for each in amounts}
    mine, others = record.related([judged.party]), record.related(judged.others)
    for stream in record.streams.values():
        if stream.type not in ("pledge", "programme") or not mine & stream.codes("donor"):
            continue
        weight, why = 0.0, []
        if any((each.unit, each.value) in printed for known in stream.events for each in known.money):
            weight += 1.6
            why.append("the same amount")
        if others & stream.codes("recipient"):
            weight += 0.7
            why.append("the same sides")
        likeness = float(token_set_ratio(folded(stream.title), words))
        if likeness >= 55:
            weight += 1.6 * (likeness - 40) / 60
            why.append("a like title")
        if why:
            yield weight, stream, ", ".join(why)
