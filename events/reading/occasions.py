"""From the meetings and agreements that a text tells to the events they would be."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from bilat.events.reading.agreements import find_agreements
from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.meetings import MeetingTold, find_meetings
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.sentences import Sentence


def meeting_events(context: Context) -> list[Proposal]:
    """Return a proposal for each meeting, the one that is told best where several sentences tell it."""
    best: dict[tuple[str, frozenset[str]], tuple[int, MeetingTold, Sentence]] = {}
    for sentence in context.sentences:
        mentions = context.mentions_in(sentence.start, sentence.end)
        for told in find_meetings(sentence, mentions):
            key = told.kind, frozenset(told.parties)
            worth = 2 * told.named + bool(re.search(r"\d", told.name)) + (not sentence.heading)
            if key not in best or worth > best[key][0]:
                best[key] = worth, told, sentence
    return [_meeting(context, told, sentence) for _, told, sentence in best.values()]


def _meeting(context: Context, told: MeetingTold, sentence: Sentence) -> Proposal:
    planned = told.kind == "meeting-planned"
    days = [each.edtf for each in context.moments_in(sentence) if len(each.edtf) == 10 or planned]
    past = [each for each in days if not context.published or each <= context.published]
    future = [each for each in days if each > context.published]
    on = context.published if planned else next(iter(past), context.published)
    name = told.name or f"Talks between {context.named(told.parties)}"
    event: dict[str, Any] = {
        "kind": told.kind,
        "stream": context.stream("meeting", name),
        "cites": context.cite(sentence),
        "name": name,
        "parties": list(told.parties),
    }
    event |= {"on": on} if on else {}
    event |= {"level": told.level} if told.level else {}
    event |= {"planned_for": future[0]} if planned and future else {}
    event |= {"place": told.place} if told.place else {}
    event |= {"mode": "online"} if told.online else {}
    doubts = () if on else (Doubt("date", NAMES["date"]),)
    spans = (Span(told.start, told.end, "name"), Span(sentence.start, sentence.end, "sentence"))
    confidence = 0.72 if told.named else 0.6
    where = {"parties": "the sentence", "on": "the sentence" if past and not planned else "the day of publication"}
    return Proposal(event, confidence, (f"“{context.text[told.start : told.end][:80]}”",), doubts, spans, where)


def agreement_events(context: Context, signed: Collection[int] = ()) -> list[Proposal]:
    """Return a proposal for each agreement, once; none where money stands that was signed (`signed`), which says it."""
    found: dict[str, Proposal] = {}
    for sentence in context.sentences:
        for told in find_agreements(sentence, context.mentions_in(sentence.start, sentence.end)):
            if told.title.casefold() in found or any(sentence.start <= at < sentence.end for at in signed):
                continue
            days = [each.edtf for each in context.moments_in(sentence) if len(each.edtf) == 10]
            on = next((each for each in days if each <= (context.published or each)), context.published)
            event: dict[str, Any] = {
                "kind": told.kind,
                "stream": context.stream("agreement", *(code.lower() for code in told.parties[:2]), told.title),
                "cites": context.cite(sentence),
                "title": told.title,
                "parties": list(told.parties),
            }
            event |= {"on": on} if on else {}
            doubts = () if on else (Doubt("date", NAMES["date"]),)
            spans = (Span(told.start, told.end, "title"), Span(sentence.start, sentence.end, "sentence"))
            found[told.title.casefold()] = Proposal(event, 0.6, ("signed or adopted",), doubts, spans)
    return [*found.values()]
