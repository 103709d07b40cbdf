"""The words of assessments: scores, scales, verdicts and who gives them."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = r"[+−–-]?\d{1,3}(?:\.\d+)?"
SCORE = re.compile(
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
JUDGED = re.compile(
    r"\b(?:found|finds|judged?|judges|concluded?|concludes|assessed|rated|scored?|scores|according to|compliance|audit"
    r"|scorecard)\b"
)
_NAME = r"(?:[A-Z0-9][\w.&-]*)(?: (?:(?:of|for|on|and|the) ){0,2}[A-Z0-9][\w.&-]*){0,8}"
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


def assessor_in(text: str) -> str:
    """Return who judges, as a sentence names it; empty where it does not."""
    for pattern in _ASSESSOR:
        for found in pattern.finditer(text):
            who = re.sub(r"^The ", "", found["who"])
            if len(who) > 2 and not re.fullmatch(r"(?:He|She|It|They|We|I|\d+)", who):
                return who[:200].rstrip(".")
    return ""


def verdict_in(text: str) -> tuple[str, int] | None:
    """Return the verdict that the words of a sentence say, and where."""
    for verdict, pattern in _VERDICTS:
        if found := pattern.search(text):
            return verdict, found.start()
    return None


def scale_in(text: str, who: str) -> tuple[Decimal, Decimal] | None:
    """Return the ends of the scale that a text tells, or that its assessor always uses."""
    for pattern in _SCALES:
        if found := pattern.search(text):
            low = found.groupdict().get("low") or "0"
            one, other = decimal(low), decimal(found["high"])
            return (one, other) if one < other else None
    return next(((Decimal(low), Decimal(high)) for name, low, high in OWN_SCALES if name.search(who)), None)


def by_score(share: Decimal) -> str:
    """Return the verdict that a score comes to on its scale: its upper quarter, what is above two fifths, the rest."""
    return "kept" if share >= Decimal("0.75") else "in-part" if share >= Decimal("0.4") else "not-kept"


def decimal(text: str) -> Decimal:
    """Return a printed number, whichever sign it has for minus."""
    return Decimal(re.sub("[−–]", "-", text))
