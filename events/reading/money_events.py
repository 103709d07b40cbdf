"""From a fact about help to the event it would be: announced, committed, disbursed, revised, or a total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bilat.events.reading.context import Context, amount_json, one_or_list
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.facts import Fact
from bilat.events.reading.instruments import flow_of, instrument_of
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.times import horizon_in, per_year
from bilat.events.reading.titles import title_of
from bilat.events.reading.totals import across, counted_over, measure_of

KINDS: Mapping[str, str] = {
    "promised": "pledge-announced",
    "due": "pledge-announced",
    "again": "pledge-announced",
    "signed": "pledge-committed",
    "paid": "pledge-disbursed",
    "received": "pledge-disbursed",
    "raised-to": "pledge-revised",
    "so-far": "total-reported",
    "budgeted": "total-reported",
}


def money_event(context: Context, fact: Fact, facts: Sequence[Fact], above: str | None) -> Proposal:
    """Return the proposal of a fact about help; `above` is the stream that it is part of."""
    before, behind = fact.clause(context.text, facts)
    clause = f"{before[-160:]}\0{behind[:200]}"
    at = len(before[-160:])
    amount = fact.sum.amount
    instrument = instrument_of(clause, at, goods=not fact.sum.money, unit=amount.unit)
    sides = fact.sides
    title = title_of(
        fact.sentence.text, behind, instrument, context.named(sides.donors), context.named(sides.recipients)
    )
    kind = KINDS[fact.role]
    on, dated = _on(context, fact, facts)
    event: dict[str, Any] = {"kind": kind}
    total = kind == "total-reported"
    event["stream"] = context.stream(
        "programme" if total else "pledge",
        *(code.lower() for code in (*sides.donors[:2], *sides.recipients[:2])),
        title,
    )
    event |= {"on": on} if on else {}
    event["cites"] = context.cite(fact.sentence)
    event |= {"donor": one_or_list(sides.donors)} if sides.donors else {}
    event |= {"recipient": one_or_list(sides.recipients)} if sides.recipients else {}
    event |= {"title": title, "instrument": instrument}
    if flow := flow_of(clause, private=sides.private):
        event["flow"] = flow
    if total:
        event["measure"] = measure_of(fact)
    event["amount"] = amount_json(amount)
    if fact.sum.equivalents:
        event["equivalents"] = [amount_json(each) for each in fact.sum.equivalents]
    if above:
        event["part_of"] = above
    if via := _via(context, fact):
        event["via"] = one_or_list(via)
    if total:
        event |= counted_over(context, fact, facts)
    else:
        if horizon := horizon_in(behind[:90], context.published) or horizon_in(before[-70:], context.published):
            event["horizon"] = horizon
        if per_year(behind[:28]) or per_year(before[-12:]):
            event["pace"] = "per-year"
    doubts = [*fact.doubts]
    doubts += [Doubt("date", f"{NAMES['date']}")] if not on else []
    doubts += [] if fact.sense.clear or total else [_kind_doubt(fact)]
    made = {each.code for each in context.mentions_in(fact.sentence.start, fact.sentence.end) if each.new}
    doubts += [
        Doubt("party", f"{NAMES['party']}: {code}") for code in (*sides.donors, *sides.recipients) if code in made
    ]
    doubts += [Doubt("kind", "it may be a promise told again")] if fact.role == "again" else []
    return Proposal(event, _confidence(fact), _why(fact, dated), tuple(doubts), _spans(fact), _where(fact, dated))


def _via(context: Context, fact: Fact) -> list[str]:
    """Return through whom the help goes, where the words behind the amount tell; not for totals, which do not say."""
    if KINDS[fact.role] == "total-reported":
        return []
    sides = {*fact.sides.donors, *fact.sides.recipients}
    found = [
        each.code
        for each in context.mentions_in(fact.sum.end, min(fact.sentence.end, fact.sum.end + 120))
        if re.search(r"\b(?:through|via) (?:the )?$", context.text[max(0, each.start - 14) : each.start])
    ]
    return [code for code in dict.fromkeys(found) if code not in sides]


def _on(context: Context, fact: Fact, facts: Sequence[Fact]) -> tuple[str, str]:
    """Return the day of the event and how it is known: told in the sentence, else the day of publication.

    A total is told on the day of publication; until when it counts is another matter.
    """
    if fact.role in ("so-far", "budgeted"):
        return context.published, ""
    moments = [
        each for each in context.moments_in(fact.sentence) if not context.published or each.first <= context.published
    ]
    at = fact.sense.cue.start if fact.sense.cue else fact.sum.start
    moments = [each for each in moments if not across(each, fact, facts)]
    near = [
        each for each in moments if abs(each.start - at) < 120 and not _is_span(context.text, each.start, each.edtf)
    ]
    if fact.role in ("promised", "due", "signed", "raised-to"):
        near = [
            each
            for each in near
            if len(each.edtf) == 10 or (context.published and each.edtf[:4] < context.published[:4])
        ]
    if near:
        chosen = min(near, key=lambda each: abs(each.start - at))
        return chosen.edtf, context.text[chosen.start : chosen.end]
    return context.published, ""


def _is_span(text: str, start: int, edtf: str) -> bool:
    """Tell whether the date says since when or until when, and not when it happened."""
    return bool(
        re.search(
            r"\b(?:since|by|until|till|through|from|before|for|between|than in)\s+(?:the end of |the )?$",
            text[max(0, start - 22) : start],
        )
    ) or ("/" in edtf or edtf.startswith("FY"))


def _confidence(fact: Fact) -> float:
    sense, sides = fact.sense, fact.sides
    confidence = 0.9
    confidence -= 0 if sense.strength >= 0.6 else 0.1 if sense.strength >= 0.35 else 0.25
    confidence -= 0 if sense.clear else 0.15
    confidence -= 0 if sides.donor_strength >= 2.2 else 0.1
    confidence -= 0 if sides.recipient_strength >= 1.8 else 0.12
    confidence -= 0.15 if fact.sentence.heading else 0
    confidence -= 0.1 if fact.role in ("again", "raised-to", "budgeted") else 0
    return confidence - 0.1 * len(fact.doubts)


def _kind_doubt(fact: Fact) -> Doubt:
    return Doubt("kind", f"{NAMES['kind']}: {fact.sense.role} or {fact.sense.rival}")


def _why(fact: Fact, dated: str) -> tuple[str, ...]:
    said = [f"“{fact.sense.cue.text}” says {fact.role}"] if fact.sense.cue else []
    said += ["it is part of the sum told before"] if fact.part_of is not None else []
    said += [f"told {len(fact.also) + 1} times"] if fact.also else []
    return tuple(said)


def _spans(fact: Fact) -> tuple[Span, ...]:
    spans = [Span(fact.sum.start, fact.sum.end, "amount"), Span(fact.sentence.start, fact.sentence.end, "sentence")]
    spans += [Span(fact.sense.cue.start, fact.sense.cue.end, "cue")] if fact.sense.cue else []
    spans += [Span(start, end, "again") for start, end in fact.also]
    return tuple(spans)


def _where(fact: Fact, dated: str) -> dict[str, str]:
    where = {"amount": "the text", "donor": "the sentence", "recipient": "the sentence"}
    where |= dict.fromkeys(fact.carried, "an earlier sentence")
    where["on"] = f"“{dated}”" if dated else "the day of publication"
    where["kind"] = f"“{fact.sense.cue.text}”" if fact.sense.cue else "the sum it is part of"
    return where
