"""From a fact to a figure of a statistic, and from what is needed or aimed at to a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bilat.events.reading.context import Context, amount_json
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.facts import Fact
from bilat.events.reading.figures import Figure, figure_of
from bilat.events.reading.ground import Ground
from bilat.events.reading.proposals import Proposal, Span
from bilat.events.reading.times import Moment

_TRADED = frozenset(("tonne", "ton", "barrel", "kilogram", "litre", "megawatt"))
_FUTURE = re.compile(
    r"\b(?:target|aim\w*|goal|will reach|to reach|by 20\d\d|expected|projected|forecast|could reach|hope)\b"
)


def figure_event(
    context: Context, fact: Fact, facts: Sequence[Fact], pair: tuple[str, ...], last: str = ""
) -> tuple[Proposal, tuple[str, ...]] | None:
    """Return the figure that a fact tells, and its sides for figures to come; None where no two sides are known.

    `last` is the period of the figure before, which is meant where none is told: that is a doubt.
    """
    sentence = fact.sentence
    sums = [each.sum for each in facts if each.sentence is sentence]
    ground = Ground(context.text, sentence.start, sentence.end, sums, context.mentions_in(sentence.start, sentence.end))
    found = figure_of(ground, fact.sum)
    if found is None:
        return None
    figure, at = found
    sides, doubts = _sides(figure, pair)
    if not sides or not (fact.sum.money or figure.indicator == "arrivals" or fact.sum.amount.unit in _TRADED):
        return None
    moment = _period(context, fact, sums)
    period = moment.edtf if moment else last or context.published[:4]
    doubts += [] if moment else [Doubt("date", f"{NAMES['date']}: of which period the figure is")]
    if figure.indicator == "fdi-stock" and not moment and not last:
        period = context.published
    event: dict[str, Any] = {
        "kind": "figure-reported",
        "stream": context.stream("series", *(code.lower() for code in sides if code), figure.indicator, period[:4]),
        "cites": context.cite(sentence),
        "indicator": figure.indicator,
    }
    event |= {"on": context.published} if context.published else {}
    event |= {name: code for name, code in zip(("from", "to"), sides, strict=True) if code}
    event |= (
        {"period": period, "value": amount_json(fact.sum.amount)} if period else {"value": amount_json(fact.sum.amount)}
    )
    event |= {"equivalents": [amount_json(each) for each in fact.sum.equivalents]} if fact.sum.equivalents else {}
    event |= {"change_percent": figure.change} if figure.change else {}
    event |= {"share_percent": figure.share} if figure.share else {}
    doubts = [*fact.doubts, *doubts]
    confidence = 0.88 - (0.15 if fact.sentence.heading else 0) - 0.1 * len(doubts) - (0 if fact.sense.clear else 0.15)
    words = context.text[at[0] : at[1]]
    spans = (
        Span(fact.sum.start, fact.sum.end, "amount"),
        Span(sentence.start, sentence.end, "sentence"),
        Span(*at, "cue"),
    )
    where = {"value": "the text", "indicator": f"“{words}”", "from": "the sentence", "to": "the sentence"}
    proposal = Proposal(event, confidence, (f"“{words}” says {figure.indicator}",), tuple(doubts), spans, where)
    return proposal, tuple(code for code in sides if code)


def _sides(figure: Figure, pair: tuple[str, ...]) -> tuple[tuple[str | None, str | None] | None, list[Doubt]]:
    one, other = figure.from_, figure.to
    if one and other:
        return (one, other), []
    known = one or other
    others = [code for code in pair if code != known]
    if known is None and len(pair) >= 2:
        return (pair[0], pair[1]), [Doubt("side", f"{NAMES['side']}: taken from before: {pair[0]}, {pair[1]}")]
    if known and others:
        side = (known, others[0]) if one else (others[0], known)
        return side, [Doubt("side", f"{NAMES['side']}: taken from before: {others[0]}")]
    if known:
        return (one, other), [Doubt("side", f"{NAMES['side']}: with whom is not told")]
    return None, []


def _period(context: Context, fact: Fact, sums: Sequence[Any]) -> Moment | None:
    """Return the date nearest to an amount, none of another amount between them."""
    moments = context.moments_in(fact.sentence)
    moments = [each for each in moments if len(each.edtf) != 10]
    if context.published:
        moments = [each for each in moments if each.first.removeprefix("FY") <= context.published]
    reach = [(abs(each.start - fact.sum.end) + 80 * _across(each, fact, sums), each.start, each) for each in moments]
    return min(reach)[2] if reach else None


def _across(moment: Moment, fact: Fact, sums: Sequence[Any]) -> int:
    first, last = sorted((moment.start, fact.sum.start))
    return sum(1 for each in sums if each is not fact.sum and first <= each.start < last)


def statement_event(context: Context, fact: Fact, what: str) -> Proposal | None:
    """Return a statement about what is needed, asked for or aimed at; None where nobody says it."""
    mentions = context.mentions_in(fact.sentence.start, fact.sentence.end)
    if not mentions:
        return None
    speaker = mentions[0].code
    others = tuple(dict.fromkeys(each.code for each in mentions if each.code != speaker))[:1]
    event: dict[str, Any] = {
        "kind": "statement-made",
        "stream": context.stream("statement", speaker.lower(), what, str(fact.sum.amount)),
        "cites": context.cite(fact.sentence),
        "parties": [speaker],
        "text": f"{context.name(speaker)} speaks of {fact.sum.amount}: {what}.",
        "amounts": [amount_json(fact.sum.amount)],
    }
    event |= {"on": context.published} if context.published else {}
    event |= {"to": list(others)} if others else {}
    spans = (Span(fact.sum.start, fact.sum.end, "amount"), Span(fact.sentence.start, fact.sentence.end, "sentence"))
    cue = f"“{fact.sense.cue.text}”" if fact.sense.cue else "the sentence"
    return Proposal(event, 0.45, (f"{cue} says {what}",), fact.doubts, spans, {"parties": "the sentence"})
