"""From the meetings and agreements that a text tells to the events they would be."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bilat.events.reading.agreements import AgreementMention, find_agreements
from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.meetings import MeetingMention, find_meetings
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.sentences import Sentence
from bilat.events.reading.times import Moment


def meeting_events(context: Context) -> list[Proposal]:
    """Return a proposal for each meeting, the one that is told best where several sentences tell it."""
    best: dict[tuple[str, frozenset[str]], tuple[int, MeetingMention, Sentence]] = {}
    for sentence in context.sentences:
        mentions = context.mentions_in(sentence.start, sentence.end)
        for meeting in find_meetings(sentence, mentions):
            if not meeting.parties:
                meeting = _of_before(context, meeting, [each for _, each, _ in best.values()])
            if not meeting.parties:
                continue
            key = meeting.kind, frozenset(meeting.parties)
            worth = 2 * meeting.named + bool(re.search(r"\d", meeting.name)) + (not sentence.heading)
            if key not in best or worth > best[key][0]:
                best[key] = worth, meeting, sentence
    return [_meeting(context, meeting, sentence) for _, meeting, sentence in best.values()]


def _of_before(context: Context, meeting: MeetingMention, before: Sequence[MeetingMention]) -> MeetingMention:
    """Return "the next summit" with the parties of the summit told before, else of those whom the text is about."""
    what = context.text[meeting.start : meeting.end].casefold()
    alike = [each for each in before if what in each.name.casefold()] or [*before]
    parties = alike[-1].parties if alike else context.pair
    return replace(meeting, parties=parties, carried=True)


def _ahead(context: Context, moment: Moment) -> str:
    """Return a date of a plan: a day of the week or a month without a year is the next one, not the last."""
    words, edtf = context.text[moment.start : moment.end], moment.edtf
    if re.search(r"\d{4}", words) or not context.published or edtf >= context.published[: len(edtf)]:
        return edtf
    if re.search(r"day\b", words) and "last" not in words and "yesterday" not in words:
        return (date.fromisoformat(edtf) + timedelta(7)).isoformat()
    return f"{int(edtf[:4]) + 1}{edtf[4:]}" if re.search(r"[A-Z]", words) and len(edtf) in (7, 10) else edtf


def _meeting(context: Context, meeting: MeetingMention, sentence: Sentence) -> Proposal:
    planned = meeting.kind == "meeting-planned"
    moments = context.moments_in(sentence)
    past = [each.edtf for each in moments if len(each.edtf) == 10]
    past = [each for each in past if not context.published or each <= context.published]
    ahead = [_ahead(context, each) for each in moments if each.start > meeting.start] if planned else []
    future = [each for each in ahead if each >= context.published[: len(each)]]
    on = context.published if planned else next(iter(past), context.published)
    what = context.text[meeting.start : meeting.end].capitalize() if meeting.carried else "Talks"
    what = "Meeting" if what == "Meet" else what
    name = meeting.name or f"{what} between {context.named(meeting.parties)}"
    event: dict[str, Any] = {
        "kind": meeting.kind,
        "stream": context.stream("meeting", name),
        "cites": context.cite(sentence),
        "name": name,
        "parties": list(meeting.parties),
    }
    event |= {"on": on} if on else {}
    event |= {"level": meeting.level} if meeting.level else {}
    event |= {"planned_for": future[0]} if planned and future else {}
    event |= {"place": meeting.place} if meeting.place else {}
    event |= {"mode": "online"} if meeting.online else {}
    doubts = _doubts(on, meeting)
    spans = (Span(meeting.start, meeting.end, "name"), Span(sentence.start, sentence.end, "sentence"))
    confidence = 0.72 if meeting.named else 0.6
    where = {"parties": "the sentence", "on": "the sentence" if past and not planned else "the day of publication"}
    return Proposal(event, confidence, (f"“{context.text[meeting.start : meeting.end][:80]}”",), doubts, spans, where)


def _doubts(on: str, mention: MeetingMention | AgreementMention) -> tuple[Doubt, ...]:
    found = [] if on else [Doubt("date", NAMES["date"])]
    if mention.carried:
        found.append(Doubt("side", f"{NAMES['side']}: taken from before: {', '.join(mention.parties)}"))
    return (*found,)


def agreement_events(context: Context, signed: Collection[int] = ()) -> list[Proposal]:
    """Return a proposal for each agreement, once; none where money stands that was signed (`signed`), which says it."""
    found: dict[str, Proposal] = {}
    for sentence in context.sentences:
        for agreement in find_agreements(sentence, context.mentions_in(sentence.start, sentence.end), context.pair):
            if agreement.title.casefold() in found or any(sentence.start <= at < sentence.end for at in signed):
                continue
            days = [each.edtf for each in context.moments_in(sentence) if len(each.edtf) == 10]
            on = next((each for each in days if each <= (context.published or each)), context.published)
            event: dict[str, Any] = {
                "kind": agreement.kind,
                "stream": context.stream(
                    "agreement", *(code.lower() for code in agreement.parties[:2]), agreement.title
                ),
                "cites": context.cite(sentence),
                "title": agreement.title,
                "parties": list(agreement.parties),
            }
            event |= {"on": on} if on else {}
            doubts = _doubts(on, agreement)
            spans = (Span(agreement.start, agreement.end, "title"), Span(sentence.start, sentence.end, "sentence"))
            found[agreement.title.casefold()] = Proposal(event, 0.6, ("signed or adopted",), doubts, spans)
    return [*found.values()]
