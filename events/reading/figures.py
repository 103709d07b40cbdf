"""Figures: which indicator an amount measures, between whom, over which period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilat.events.reading.ground import Ground
from bilat.events.reading.sums import Sum

_INDICATORS = (
    (
        "trade-balance",
        r"(?:trade|goods) (?:deficit|surplus|gap|imbalance)|(?:deficit|surplus) (?:with|in (?:trade|goods))",
    ),
    (
        "fdi-stock",
        r"invested (?:an? )?(?:cumulative|total|combined|accumulated)|(?:cumulative|accumulated"
        r"|registered|total|stock of|outstanding|accumulative)(?: "
        r"\w+){0,3}? (?:investments?|capital|FDI)|FDI stock|investment stock|stock of (?:\w+ "
        r"){0,3}investment|registered capital",
    ),
    ("fdi-flow", r"foreign direct investment|direct investment|FDI|investments?(?: flows?| inflows?)?|inflows"),
    ("exports", r"exports?|exported|exporting|shipments|shipped|sold"),
    ("imports", r"imports?|imported|importing|bought|purchases"),
    ("services-trade", r"(?:trade in services|services trade)"),
    ("merchandise-trade", r"(?:merchandise|goods) trade|trade in goods"),
    ("arrivals", r"tourists?|visitors|arrivals|travellers"),
    ("remittances", r"remittances"),
    ("trade", r"trade|commerce|turnover|exchange of goods"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _INDICATORS)
_CHANGE = re.compile(
    r"(?P<way>up|down|ris\w+|rose|grew|grow\w+|increas\w+|fell|fall\w*|declin\w+|drop\w+"
    r"|decreas\w+|jump\w+|surg\w+|climb\w+|expand\w+|contract\w+|plung\w+|slump\w+"
    r"|soar\w+)?(?: (?:of|by|an?|more than|about|nearly|some|over|around|almost))* "
    r"?(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent)(?P<behind> (?:increase|rise|jump"
    r"|growth|gain|decrease|decline|drop|fall|year[- ]on[- ]year|y-?o-?y|from|more|less|higher"
    r"|lower))?",
    re.IGNORECASE,
)
_FALL = re.compile(r"^(?:down|fell|fall|declin|drop|decreas|plung|slump|contract)", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:account\w*|represent\w*|mak\w+ up|made up|share of|equal to|equivalent to) (?:for "
    r")?(?:about |nearly |over |more than )?(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent"
    r"|percent)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """What an amount measures: the indicator, from where and to where; growth in per cent where it is told."""

    indicator: str
    from_: str | None
    to: str | None
    change: str | None = None
    share: str | None = None


def indicator_of(ground: Ground, amount: Sum) -> tuple[str, int, int] | None:
    """Return the indicator that stands nearest to an amount in its sentence, and where it stands."""
    text, start, amounts = ground.text, ground.start, ground.amounts
    sentence = text[start : ground.end].replace("\n", " ")
    best: tuple[float, int, str, int, int] | None = None
    for rank, (name, pattern) in enumerate(_PATTERNS):
        for found in pattern.finditer(sentence):
            first, last = start + found.start(), start + found.end()
            if any(each.start < last and first < each.end for each in amounts):
                continue
            gap = amount.start - last if last <= amount.start else first - amount.end
            across = sum(
                1 for each in amounts if min(last, amount.end) <= each.start and each.end <= max(first, amount.start)
            )
            behind = 0 if last <= amount.start else (8 if gap < 25 else 40)
            if re.search(r"[,;]| while | and ", text[amount.end : first]):
                behind += 60
            weighed = (gap + behind + 60.0 * across, rank, name, first, last)
            if best is None or _nearer(weighed, best):
                best = weighed
    return best[2:] if best else None


def _nearer(one: tuple[float, int, str, int, int], other: tuple[float, int, str, int, int]) -> bool:
    """Tell whether one indicator is the better: of two that overlap the more precise, else the nearer."""
    if one[3] < other[4] and other[3] < one[4]:
        return one[1] < other[1] if one[1] != other[1] else one[0] < other[0]
    return one[0] < other[0]


def figure_of(ground: Ground, amount: Sum) -> tuple[Figure, tuple[int, int]] | None:
    """Return the figure that an amount is, and where its indicator stands; None where no indicator does."""
    found = indicator_of(ground, amount)
    if found is None:
        return None
    indicator, first, last = found
    one, other = _sides(ground, indicator, (first, last))
    before, behind = ground.around(amount)
    return Figure(indicator, one, other, _change(before, behind), _share(behind)), (first, last)


def _sides(ground: Ground, indicator: str, at: tuple[int, int]) -> tuple[str | None, str | None]:
    """Return from whom to whom: by `from`, `to`, `in`, by possessives and by the order of the words."""
    text, start, mentions = ground.text, ground.start, ground.mentions
    codes = list(dict.fromkeys(each.code for each in mentions))
    if len(codes) < 2:
        return (codes[0] if codes else None), None
    if indicator in ("trade", "merchandise-trade", "services-trade"):
        near = sorted(mentions, key=lambda each: min(abs(each.start - at[1]), abs(at[0] - each.end)))
        pair = list(dict.fromkeys(each.code for each in near))[:2]
        one, other = sorted(pair)
        return one, other
    from_ = to = None
    for mention in sorted(mentions, key=lambda each: max(each.start - at[1], at[0] - each.end)):
        before = text[max(start, mention.start - 24) : mention.start].replace("\n", " ")
        if re.search(r"\bfrom (?:the )?$", before):
            from_ = from_ or mention.code
        elif re.search(r"\b(?:to|into|in|bound for) (?:the )?$", before) and mention.start > at[0] - 3:
            to = to or mention.code
    if from_ == to:
        from_ = None
    owner = next((each for each in reversed(mentions) if each.end <= at[0] and at[0] - each.end < 30), None)
    subject = owner.code if owner else next((each.code for each in mentions if each.end <= at[0]), None)
    rest = [code for code in codes if code not in (from_, to)]
    if indicator == "imports":
        to = to if to and to != subject else subject or (rest[0] if rest else None)
        from_ = from_ or next((code for code in codes if code != to), None)
        return from_, to
    if subject and subject not in (from_, to):
        if from_ is None:
            from_ = subject
        elif to is None:
            to = subject
    from_ = from_ or next((code for code in codes if code != to), None)
    to = to or next((code for code in codes if code != from_), None)
    return from_, to


def _change(before: str, behind: str) -> str | None:
    for clause in (behind[:90], before[-60:]):
        for found in _CHANGE.finditer(clause):
            way, noun = found["way"] or "", (found["behind"] or "").strip()
            if not way and not noun:
                continue
            falls = bool(_FALL.match(way) or _FALL.match(noun) or noun.startswith(("less", "lower")))
            return f"-{found['percent']}" if falls else found["percent"]
    return None


def _share(behind: str) -> str | None:
    found = _SHARE.search(behind[:90])
    return found["percent"] if found else None
