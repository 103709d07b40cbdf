"""Running totals: what they measure, since when they count and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bilat.events.reading.context import Context
from bilat.events.reading.facts import Fact
from bilat.events.reading.times import Moment

_PLEDGED = re.compile(r"\b(?:pledg|promis|announc|commit|allocat|earmark|approv|sign)", re.IGNORECASE)
_DRAWN = re.compile(r"\b(?:sign|approv|commit)", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b(?: (?!until|to |by )[\w’'-]+){0,6} ?$", re.IGNORECASE)
_SINCE_WITHIN = re.compile(r"since\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:between|from|in|over|during) (?:the )?\w* ?$", re.IGNORECASE)
_AS_OF = re.compile(
    r"\b(?:as of|as at|by|until|up to|through|at)(?: the)?(?: end of| close of)? ?$|\bend of ?$", re.IGNORECASE
)


def measure_of(fact: Fact) -> str:
    """Return what a total measures, by its cue."""
    if fact.role == "budgeted":
        return "budgeted"
    words = fact.sense.cue.text if fact.sense.cue else ""
    if _DRAWN.search(words):
        return "committed"
    return "announced" if _PLEDGED.search(words) else "disbursed"


def counted_over(context: Context, fact: Fact, facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return `since` and `as_of` of a total as its sentence tells them; a span tells both: `between 2013 and 2020`."""
    found: dict[str, str] = {}
    for moment in context.moments_in(fact.sentence):
        if across(moment, fact, facts) or (context.published and moment.first > context.published):
            continue
        before = context.text[max(fact.sentence.start, moment.start - 60) : moment.start].replace("\n", " ")
        within = context.text[moment.start : moment.end]
        if re.fullmatch(r"\d{4}/\d{4}", moment.edtf) and _OVER.search(before):
            first, last = moment.edtf.split("/")
            found |= {"since": first, "as_of": last}
        elif _SINCE_WITHIN.match(within) or _SINCE.search(before):
            found.setdefault("since", moment.edtf)
        elif _AS_OF.search(before) and "/" not in moment.edtf:
            found.setdefault("as_of", moment.edtf)
    return found if found.get("since", "") <= found.get("as_of", "9") else {"since": found["since"]}


def across(moment: Moment, fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether another amount stands between a date and the fact's amount."""
    first, last = sorted((moment.start, fact.sum.start))
    return any(each.sum is not fact.sum and first < each.sum.start < last for each in facts)
