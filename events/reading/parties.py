"""Where a text names parties: each mention with the party meant and how it is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bilat.events.reading.gazetteer.names import WORD, Names, Party, Sort

_ORGAN = re.compile(
    r"\b(?:(?:[A-Z][\w’'&-]+|of|for|and|on|in|the) ){1,7}?"
    r"(?:Fund|Facility|Bank|Agency|Organization|Organisation|Foundation|Alliance|Trust|Centre"
    r"|Center|Secretariat|Corporation"
    r"|Authority)\b(?: for [A-Z][\w-]+(?:,? (?:(?:and|of|on|the) )*[A-Z][\w-]+)*)?"
)
_SHORT_FORM = re.compile(r"\s*\((?:the )?[\"“]?([A-Z][A-Za-z0-9-]{1,11})[\"”]?\)")
_PERSON = re.compile(
    r"(?:Prime Minister|President|Chancellor|Premier|Foreign Minister|Minister|Secretary of "
    r"State|Secretary|Ambassador"
    r"|King|Crown Prince|Emperor|Sultan|Chairman|Governor|Vice President|Deputy Prime Minister|Treasurer|Commissioner"
    r"|Director[- ]General|Spokesperson|spokesman|spokeswoman|leader|minister|president|premier|ambassador)"
    r"(?: (?:for|of) [A-Z][\w ,]{2,40}?)? ((?:[A-Z][\w’'-]+|bin|al|von|der|van|de|da|la) ?){1,4}"
)
_MONEY_WORD = re.compile(
    r"\s+(?:dollars?|yen|yuan|rupees?|pounds?|euros?|won|baht|dong|ringgit|rupiahs?|pesos?"
    r"|francs?|riyals?|krone[rn]?|kronor|currency)\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|of|visit(?:ed|ing|s)?|visit to|leave|left|leaving|(?:travel\w*"
    r"|trip|fl[ei]w\w*|flight|went|go|goes|going|come|came|arriv\w+"
    r"|return\w*|head\w*|journey\w*|tour|based|back|capital|road|line|talks) (?:to|from|in))\s+(?:the )?$"
)
_TITLES = frozenset(
    "Prime Minister President Chancellor Premier Foreign Secretary State Ambassador King Crown Prince Emperor Sultan "
    "Chairman Governor Vice Deputy Treasurer Commissioner Director General Spokesperson The "
    "Finance Trade Defence".split()
)


@dataclass(frozen=True)
class Mention:
    """A party that the text names, from `start` to `end`. `sort` tells how: by name, adjective, capital or leader."""

    start: int
    end: int
    code: str
    sort: Sort
    new: bool = field(default=False)
    """Whether neither ledger nor gazetteer knows the party: its code was made of its name."""


def find_parties(text: str, names: Names, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Return the mentions in order; `taken` are spans that belong to amounts, in which none is sought.

    A leader whose country stands beside the name ("Japanese Prime Minister Fumio Kishida") is known by it from there
    on. Funds and agencies that nobody knows get a code of their own, which `names` learns.
    """
    known = _known(text, names)
    unknown = _unknown(text, names, known)
    mentions = _without_overlaps([*known, *unknown])
    mentions = _without_overlaps([*mentions, *_led(text, mentions)])
    starts = [start for start, _ in taken]
    return [each for each in mentions if not _in_money(text, each, taken, starts)]


def _known(text: str, names: Names) -> list[Mention]:
    words = [*WORD.finditer(text)]
    found = []
    at = 0
    while at < len(words):
        name = names.longest(words, at, text)
        if name is None:
            if (parted := _parted_code(words, at, text)) in names.parties and parted:
                found.append(Mention(words[at].start(), words[at + 1].end(), parted, "name"))
                at += 1
            at += 1
            continue
        start, end = words[at].start(), words[at + len(name.words) - 1].end()
        at += len(name.words)
        if name.sort == "capital" and _PLACE.search(text[max(0, start - 24) : start]):
            continue
        found.append(Mention(start, end, name.code, name.sort))
    return found


def _parted_code(words: Sequence[re.Match[str]], at: int, text: str) -> str:
    """Return a code that the text prints with a hyphen (`AC-PHEED`), without it."""
    if at + 1 >= len(words) or not (words[at][0].isupper() and words[at + 1][0].isupper()):
        return ""
    joined = text[words[at].end() : words[at + 1].start()] in ("-", "‑", "–")
    return f"{words[at][0]}{words[at + 1][0]}" if joined else ""


def _unknown(text: str, names: Names, known: Sequence[Mention]) -> list[Mention]:
    """Find funds and agencies by the shape of their names; the same name has the same code wherever it stands."""
    found = []
    starts = [each.start for each in known]
    for match in _ORGAN.finditer(text):
        start, end = match.start(), match.end()
        while first := re.match(
            r"(?:The|the|of|for|and|on|in|A|An|Its|Our|Under|At|In|For|To|From|By|With)\s+", text[start:end]
        ):
            start += first.end()
        words = text[start:end].split()
        if any(start < each.start and each.end == end for each in known[bisect_right(starts, start) :][:9]):
            continue  # "Finance and the Japan International Cooperation Agency" ends with a name that is known
        before = known[bisect_right(starts, start) - 1] if starts and starts[0] <= start else None
        if len(words) < 2 or not words[0][0].isupper() or (before and before.end >= end):
            continue
        short = _SHORT_FORM.match(text, end)
        name = " ".join(words)
        if known_code := _by_beginning(name, names):
            found.append(Mention(start, end, known_code, "name"))
            continue
        code = _code(name, short[1] if short else None)
        if code is None or (code in names.parties and names.parties[code].name != name):
            continue
        names.parties.setdefault(code, Party(code, name, "fund" if "Fund" in name or "Facility" in name else "other"))
        found.append(Mention(start, end, code, "name", new=True))
    return found


def _by_beginning(name: str, names: Names) -> str | None:
    """Return the party whose longer name begins with this one, of three words and more."""
    if name.count(" ") < 2:
        return None
    return next((each.code for each in names.parties.values() if each.name.startswith(f"{name} ")), None)


def _code(name: str, short: str | None) -> str | None:
    letters = re.sub(r"[^A-Z0-9]", "", (short or "").upper())
    if len(letters) < 3:
        initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", name))
        letters = initials if len(initials) >= 3 else re.sub(r"[^A-Z0-9]", "", name.upper())[:12]
    return letters[:12] if re.fullmatch(r"[A-Z][A-Z0-9]{2,}", letters) else None


def _led(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Find leaders by their surnames, where the text tells elsewhere whose leaders they are."""
    surnames: dict[str, str] = {}
    for mention in mentions:
        if mention.sort not in ("adjective", "name"):
            continue
        person = _PERSON.match(text, mention.end + 1) or _PERSON.match(text, mention.end + 3)
        if person is None:
            continue
        words = [word for word in re.findall(r"[A-Z][\w’'-]+", person[0]) if word not in _TITLES]
        for word in words[-1:] + words[:1]:
            if len(word) > 2:
                surnames.setdefault(word.removesuffix("'s").removesuffix("’s"), mention.code)
    if not surnames:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, surnames)) + r")\b")
    return [Mention(hit.start(), hit.end(), surnames[hit[0]], "leader") for hit in pattern.finditer(text)]


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in order; of two that overlap the longer, of equal ones the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _in_money(text: str, mention: Mention, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    if not mention.code or _MONEY_WORD.match(text, mention.end):
        return True
    at = bisect_right(starts, mention.start) - 1
    return at >= 0 and mention.start < taken[at][1]
