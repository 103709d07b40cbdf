"""A draft by a helper: each proposal held against the text, the grammar and the parties that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilat.events.base import Event
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.drafting import Draft, context_of
from bilat.events.reading.gazetteer.names import names_of
from bilat.events.reading.helper.process import ask_helper
from bilat.events.reading.pages.page import Page
from bilat.events.reading.proposals import DOUBTED, Proposal, Span
from bilat.events.reading.recorded.compared import codes_of, draft_with, known_source
from bilat.events.reading.recorded.matching import match_record
from bilat.events.reading.recorded.record import Record
from bilat.events.reading.sums import find_sums
from bilat.events.registry import event_class
from bilat.events.values.amounts import Amount

PROPOSED = tuple(kind for kind in KINDS if kind.partition("-")[0] not in ("entry", "ledger", "source", "party"))
"""The kinds that a helper may propose."""


def draft_by(command: str, page: Page, record: Record) -> Draft:
    """Return a helper's draft of a page. Raises BadInput where the helper cannot be asked.

    What rests on no piece of the text, names a party that nobody knows or is no event is dropped, with the reason.
    """
    names = names_of(record.names)
    record = record.knowing(page)
    context = context_of(page, names, known_source(page, record))
    name, answers = ask_helper(command, question(context))
    kept: list[Proposal] = []
    dropped: list[str] = []
    for number, answer in enumerate(answers, 1):
        read = _read(context, answer)
        if isinstance(read, Proposal):
            record = record.beside([read.event])
            kept.append(match_record(read.settled(), record, context.published))
        else:
            dropped.append(f"proposal {number} of {name} was dropped: {read}")
    draft = Draft(
        context.page, f"the helper {name}; nothing of it was trusted", (), (), context, dropped=tuple(dropped)
    )
    return draft_with(draft, sorted(kept, key=lambda each: each.spans[0]), record)


def question(context: Context) -> dict[str, Any]:
    """Return what a helper is asked: the text, the page, the parties that are known, the schema of each kind."""
    page = context.page
    return {
        "draft": 1,
        "text": page.text,
        "page": {"title": page.title, "publisher": page.publisher, "published": page.published, "url": page.url},
        "source": context.source,
        "parties": [{"code": each.code, "name": each.name} for each in context.names.parties.values() if each.code],
        "schema": {kind: event_class(kind).model_json_schema() for kind in PROPOSED},
    }


def _read(context: Context, answer: Any) -> Proposal | str:
    """Return a proposal, or why there is none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("event"), dict):
        return "it has no event"
    spans = [*_spans(context, answer.get("spans"))]
    if not spans or any(isinstance(each, str) for each in spans):
        return next((each for each in spans if isinstance(each, str)), "it has no span: where does the text say so?")
    pieces = [each for each in spans if isinstance(each, Span)]
    given = dict(answer["event"])
    if given.get("kind") not in PROPOSED:
        return f"{str(given.get('kind'))[:40]!r} is no kind that a helper may propose"
    event = read_event({**given, "cites": _cites(context, pieces)}, "")
    if not isinstance(event, Event):
        return "; ".join(f"{problem.rule}: {problem.message}" for problem in event)[:300]
    content = event.content_fields()
    unknown = [code for code in codes_of(content) if code not in context.names.parties]
    if unknown:
        return f"nobody knows the party {unknown[0]}"
    why = answer.get("why")
    said = (str(why)[:300],) if isinstance(why, str) else ()
    return Proposal(content, _confidence(answer), said, (*_doubts(context, content, pieces),), (*pieces,))


def _spans(context: Context, given: Any) -> Iterator[Span | str]:
    for each in given if isinstance(given, list) else ():
        start, end = (each.get("start"), each.get("end")) if isinstance(each, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(context.text):
            yield f"the span {str(each)[:60]} is no piece of the text"
            return
        if "text" in each and each["text"] != context.text[start:end]:
            yield f"the text has other words at {start}..{end} than {str(each['text'])[:60]!r}"
            return
        yield Span(start, end, str(each.get("what") or "evidence")[:40])


def _cites(context: Context, spans: list[Span]) -> list[dict[str, Any]]:
    """Return the citation of the sentence in which the first span begins: the quote is ours, not the helper's."""
    at = spans[0].start
    sentence = next((each for each in context.sentences if each.start <= at < each.end), None)
    if sentence is None:
        return [{"source": context.source, "quote": context.text[spans[0].start : spans[0].end]}]
    return context.cite(sentence)


def _confidence(answer: Mapping[str, Any]) -> float:
    confidence = answer.get("confidence", 0.5)
    return min(DOUBTED, max(0.05, float(confidence))) if type(confidence) in (int, float) else 0.5


def _doubts(context: Context, event: Mapping[str, Any], spans: list[Span]) -> Iterator[Doubt]:
    """Yield a doubt for each amount that our grammar does not read in the spans, or reads in several ways."""
    stated = [event.get("amount"), event.get("value"), *(event.get("amounts") or ())]
    amounts = [Amount.model_validate(each) for each in stated if each]
    pieces = [(each.start, each.end) for each in spans if each.what == "amount"] or [
        (each.start, each.end) for each in spans
    ]
    sums = [each for start, end in pieces for each in find_sums(context.text[start:end])]
    for amount in amounts:
        found = next((each for each in sums if amount in each.readings), None)
        if found is None:
            read = ", ".join(str(each.amount) for each in sums) or "no amount"
            yield Doubt("reader", f"{NAMES['reader']}: it says {amount}, the text is read as {read}")
        elif len(found.readings) > 1:
            units = dict.fromkeys(each.unit for each in found.readings)
            yield Doubt("currency" if len(units) > 1 else "number", f"{NAMES['currency']}: {', '.join([*units][:4])}")
