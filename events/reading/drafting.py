"""Drafting: a page read into proposals, step by step, each step a pure function of what the steps before it found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilat.events.reading.assessments import Judgement, find_assessments, on_promises_of_the_text
from bilat.events.reading.carrying import carry_sides
from bilat.events.reading.context import Context
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.facts import HELP, Fact, facts_of
from bilat.events.reading.figure_events import figure_event, statement_event
from bilat.events.reading.gazetteer.names import Names
from bilat.events.reading.money_events import money_event
from bilat.events.reading.occasions import agreement_events, meeting_events
from bilat.events.reading.pages.page import Page
from bilat.events.reading.parties import find_parties
from bilat.events.reading.parts import find_parts
from bilat.events.reading.proposals import Aside, Proposal
from bilat.events.reading.repetitions import merge_repetitions
from bilat.events.reading.rows import read_rows
from bilat.events.reading.sentences import sentences
from bilat.events.reading.sources import publication_day, source_slug
from bilat.events.reading.sums import Sum, find_sums
from bilat.events.reading.times import find_moments
from bilat.events.reading.voices import voice_of

RULES = "bilat's rules, version 2"
"""Who drafted; the version rises whenever the same text makes another draft."""


@dataclass(frozen=True)
class Draft:
    """What was read out of a page: its proposals in order of the text, and the amounts left aside."""

    page: Page
    by: str
    proposals: tuple[Proposal, ...]
    aside: tuple[Aside, ...]
    context: Context
    judged: tuple[Judgement, ...] = ()
    """Assessments of promises that the text does not tell; the record may have them."""
    dropped: tuple[str, ...] = ()
    """What a helper proposed and was not taken, each with the reason."""


def draft_page(page: Page, names: Names, source: str | None = None) -> Draft:
    """Return the draft of a page, compared with no ledger yet; `source` is the slug by which the ledger knows it."""
    context = context_of(page, names, source)
    facts = read_rows(context, _facts(context, context.sums))
    facts = carry_sides(page.text, facts, context.sentences, context.mentions, context.voice)
    facts = [_with_currency(context, fact) for fact in facts]
    facts = find_parts(page.text, merge_repetitions(facts))
    proposals, aside = _proposals(context, facts)
    signed = [fact.sum.start for fact in facts if fact.role == "signed"]
    occasions = [*meeting_events(context), *agreement_events(context, signed)]
    placed, judged = on_promises_of_the_text(find_assessments(context), proposals)
    ordered = sorted([*proposals, *occasions, *placed], key=lambda each: (each.spans[0].start, each.event["kind"]))
    return Draft(context.page, RULES, tuple(each.settled() for each in ordered), tuple(aside), context, (*judged,))


def context_of(page: Page, names: Names, source: str | None = None) -> Context:
    """Return what a page tells of itself and where its sentences, parties and dates stand."""
    text = page.text
    found = sentences(text)
    if not page.published:
        page = page.said(published=publication_day(text[:600]))
    if not page.title:
        page = page.said(title=found[0].text[:200] if found else "")
    sums = find_sums(text)
    mentions = find_parties(text, names, [(each.start, each.end) for each in sums])
    begins = {each.start for each in sums}
    lines = [each.span() for sentence in found if (each := _DATELINE.match(text, sentence.start, sentence.end))]
    lines = [(first, last) for first, last in lines if last not in begins]  # `Norway: NOK 90 million` is a row
    mentions = [each for each in mentions if not any(first <= each.start < last for first, last in lines)]
    moments = find_moments(text, page.published)
    voice = voice_of(page.publisher, names)
    return Context(page, names, voice, found, mentions, moments, sums, source or source_slug(page))


_DATELINE = re.compile(
    r"(?:[A-Z][\w.’']+(?:,? (?:[A-Z][\w.’']+|of|de))*)(?:, \w+\.? ?\d{1,2}(?:,? "
    r"\d{4})?)?\s*(?:\([\w/ .-]{2,20}\)\s*)?(?:[-–—]{1,2}|:)\s"
)
"""Where a report comes from, before its first sentence: `HANOI, Oct. 27 (Kyodo) - `."""


def _facts(context: Context, sums: Sequence[Sum]) -> list[Fact]:
    facts: list[Fact] = []
    at = 0
    for sentence in context.sentences:
        within: list[Sum] = []
        while at < len(sums) and sums[at].start < sentence.end:
            if sums[at].start >= sentence.start:
                within.append(sums[at])
            at += 1
        if within:
            facts += facts_of(context.text, sentence, within, context.mentions_in(sentence.start, sentence.end))
    return facts


def _with_currency(context: Context, fact: Fact) -> Fact:
    """Return the fact in its likeliest currency, with a doubt where there are others."""
    if len(fact.sum.readings) == 1:
        return fact
    settled = context.dollars
    meant = fact.sum.read_for(fact.sides.donors, context.voice.country, settled)
    units = list(dict.fromkeys(each.unit for each in meant.readings))
    if settled and settled in units:
        return replace(fact, sum=replace(meant, readings=meant.readings[:1]))
    if len(units) > 1:
        doubt = Doubt("currency", f"{NAMES['currency']}: {', '.join(units[:4])}{' and more' if len(units) > 4 else ''}")
    else:
        doubt = Doubt("number", f"{NAMES['number']}: {', '.join(map(str, meant.readings[:3]))}")
    return replace(fact, sum=meant, doubts=(*fact.doubts, doubt))


def _proposals(context: Context, facts: Sequence[Fact]) -> tuple[list[Proposal], list[Aside]]:
    proposals: list[Proposal] = []
    aside: list[Aside] = []
    streams: dict[int, str] = {}
    pair = context.pair
    period = ""
    for number, fact in enumerate(facts):
        if fact.role in HELP:
            above = streams.get(fact.part_of) if fact.part_of is not None else None
            proposal = money_event(context, fact, facts, above)
            streams[number] = str(proposal.event["stream"])
            proposals.append(proposal)
            pair = pair if len(pair) == 2 else (*fact.sides.donors[:1], *fact.sides.recipients[:1])
            continue
        if fact.role == "figure" and (found := figure_event(context, fact, facts, pair, period)):
            proposals.append(found[0])
            period = str(found[0].event.get("period", ""))
            pair = found[1] if len(found[1]) == 2 else pair
            continue
        said = _statement(context, fact)
        if said:
            proposals.append(said)
        else:
            aside.append(
                Aside(fact.sum.start, fact.sum.end, context.text[fact.sum.start : fact.sum.end], _reason(fact))
            )
    return proposals, aside


def _statement(context: Context, fact: Fact) -> Proposal | None:
    match fact.role:
        case "need" if fact.sum.money:
            return statement_event(context, fact, "needed, asked for or lost")
        case "aim" if fact.sum.money:
            return statement_event(context, fact, "aimed at")
    return None


def _reason(fact: Fact) -> str:
    if not fact.sum.money:
        return "counts something that nobody gives"
    if fact.sense.cue is None:
        return "no word near it says promised, paid or traded"
    if fact.role == "figure":
        return "a figure between whom is not told"
    return f"“{fact.sense.cue.text}”: no promise, payment or figure between parties"
