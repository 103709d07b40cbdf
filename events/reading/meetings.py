"""Meetings that a text tells: held or planned, by their names or by who met whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilat.events.reading.parties import Mention
from bilat.events.reading.sentences import Sentence

_TYPE = re.compile(
    r"\b(?:[Ss]ummit|[Tt]alks|[Mm]eeting|[Cc]onference|[Ff]orum|[Dd]ialogue)\b(?!s)(?: on "
    r"[A-Z][\w-]+(?: [A-Z][\w-]+)*)?"
)
_LEADS = re.compile(
    r"(?:\b(?:(?:\d{1,3}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth"
    r"|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth"
    r"|[Aa]nnual|[Ii]naugural|[Ss]pecial|[Cc]ommemorative|[Tt]rilateral|[Bb]ilateral"
    r"|[Vv]irtual|[Oo]nline|[Mm]inisterial|[Ll]eaders[’']?|foreign|defen[cs]e|economic|trade"
    r"|finance"
    r"|ministers[’']?|ministerial|[A-Z][\w’'.]*(?:[-–][A-Z]?\w+)*|of|on|for|and|COP\d+)[ -])+)$"
)
_PLANNED = re.compile(
    r"\b(?:(?:will|would|shall) (?:also |then |again |next )?(?:be held|be hosted|be convened|host|hold|meet|attend"
    r"|take place|convene|gather|travel|chair|welcome)|to be (?:held|hosted|convened)"
    r"|(?:is|are|was|were) to (?:host|hold|meet|convene|be held|take place)|looks?(?:ed|ing)? forward to"
    r"|(?:expected|due) to (?:be held|convene|gather)|scheduled|plans? to (?:host|hold|convene|meet|invite)|upcoming"
    r"|set (?:for|to (?:meet|host|hold))|due to (?:meet|hold|host|take place)"
    r"|propos\w+ (?:to )?(?:hold|host|convene)\w*|agreed (?:to (?:hold|meet|convene|host|organi[sz]e)|on holding)"
    r"|invit\w+ .{0,60}to .{0,30}(?:in 20\d\d|next year)|to host|next year[’']s|hopes? to host"
    r"|plan to hold|intends? to (?:host|hold|invite))\b"
)
_HELD = re.compile(
    r"\b(?:held|met|hosted|attended|attending|took place|convened|co-?chaired|chaired"
    r"|concluded|opened|wrapped up|gathered|addressed|speaking at|spoke at|told|announced at"
    r"|at the|during|at a|at their|at its|ended|joined|participat\w+|following|after)\b"
)
_MET = re.compile(
    r"^\s*(?:[A-Z][\w’'.-]+ ){0,4}?,?(?:[^,;.]{0,40},)? ?(?:met(?: with)?|held (?:\w+ )?talks "
    r"with|hosted|welcomed|received|sat down with|conferred with) (?:\w+ ){0,4}?$"
)
_CALLED_OFF = re.compile(r"\b(?:called off|cancelled|canceled|postponed|scrapped)\b")
_ONLINE = re.compile(r"\b(?:online|virtual(?:ly)?|video ?(?:conference|link)|by video|via video)\b", re.IGNORECASE)
_MINISTERS = re.compile(r"\bminist(?:er|ers|ers[’']|erial)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|at) (?:the )?((?:[A-Z][\w’'-]+ ?){1,3})(?=[,.;]| on | (?:last|this|next) | from "
    r"| to |$)"
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


@dataclass(frozen=True)
class MeetingMention:
    """A meeting that a sentence tells, from `start` to `end` where its name stands."""

    start: int
    end: int
    kind: str
    name: str
    parties: tuple[str, ...]
    level: str | None
    place: str | None
    online: bool
    named: bool
    """Whether the text gives it a name, which is surer than a verb."""
    carried: bool = False
    """Whether its parties are those of a meeting told before."""


def find_meetings(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[MeetingMention]:
    """Yield the meetings that a sentence tells of two parties and more, or of an organisation."""
    text = sentence.text.replace("\n", " ")
    for found in _TYPE.finditer(text):
        lead = _LEADS.search(text, max(0, found.start() - 90), found.start())
        first = lead.start() if lead else found.start()
        name = text[first : found.end()]
        while cut := re.match(
            r"(?:At|In|During|The|On|After|For|of|on|for|and|Of|And|A|An|This|Their|Its|He|She|They"
            r"|President|Minister|Prime|It|As) ",
            name,
        ):
            name = name[cut.end() :]
            first += cut.end()
        within = [each for each in mentions if sentence.start + first <= each.start < sentence.start + found.end()]
        parties = tuple(dict.fromkeys(each.code for each in within))
        proper = len(name.split()) > 1 and (bool(re.search(r"\b[A-Z]", name)) or bool(re.match(r"\d", name)))
        if not parties or not proper:
            parties = _beside(sentence, mentions, found.end()) or _holders(sentence, mentions, first)
        kind = _kind(text, first, found.end())
        again = kind == "meeting-planned" and bool(_NEXT.search(text[: found.start()]))
        if len(parties) < 2 and not (proper and parties and found[0][0].isupper()):
            if again:
                yield _mentioned(sentence, (found.start(), found.end()), "meeting-planned", "", ())
            continue
        if kind:
            yield _mentioned(sentence, (first, found.end()), kind, name if proper else "", parties)
    if again_at := _AGAIN.search(text):
        yield _mentioned(sentence, again_at.span("what"), "meeting-planned", "", ())
    yield from _encounters(sentence, text, mentions)


def _beside(sentence: Sentence, mentions: Sequence[Mention], at: int) -> tuple[str, ...]:
    """Return the parties of `a meeting between X and Y`, `talks with X`."""
    behind = sentence.text[at : at + 90].replace("\n", " ")
    if not re.match(r"(?:s)?,? (?:\w+ ){0,4}?(?:between|of|with|among)\b", behind):
        return ()
    near = [each for each in mentions if sentence.start + at <= each.start <= sentence.start + at + 110]
    codes = list(dict.fromkeys(each.code for each in near))[:2]
    if re.match(r"(?:s)?,? (?:\w+ ){0,4}?with\b", behind) and codes:
        subject = next(
            (each.code for each in mentions if each.end <= sentence.start + at and each.code != codes[0]), None
        )
        codes = [*([subject] if subject else []), codes[0]]
    return tuple(dict.fromkeys(codes))


_HOLD = re.compile(
    r"\b(?:held|holds?|convened?|opened|concluded|attended|gathered for|met for) (?:an? |the |their )?(?:\w+ ){0,2}$"
    r"|\b(?:after|following|during) their (?:\w+ )?$"
)
_AFTER_TALKS = re.compile(r"\b(?:after|following) (?:bilateral |summit )?talks\b")
_AT = re.compile(r"\b(?:at|during|after|following|before) (?:the |their |an? )?$", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:agreed|plan|planned|are due|are set|hope) to (?P<what>meet) again\b")
_NEXT = re.compile(r"\b(?:[Tt]he|[Tt]heir|[Aa]) (?:next|following|second|third|fourth|fifth)(?: [\w’-]+){0,3} $")


def _holders(sentence: Sentence, mentions: Sequence[Mention], at: int) -> tuple[str, ...]:
    """Return the parties of `Leaders of X and Y held their 24th summit`."""
    text = sentence.text.replace("\n", " ")
    after_talks = any(found.start() <= at < found.end() for found in _AFTER_TALKS.finditer(text))
    if not after_talks and not _HOLD.search(text[max(0, at - 50) : at]):
        return ()
    codes = dict.fromkeys(each.code for each in mentions if each.end <= sentence.start + at and each.sort != "capital")
    return tuple(codes) if len(codes) == 2 else ()


def _encounters(sentence: Sentence, text: str, mentions: Sequence[Mention]) -> Iterator[MeetingMention]:
    for one, other in pairwise(mentions):
        if one.code == other.code:
            continue
        between = text[one.end - sentence.start : other.start - sentence.start]
        if _MET.search(between):
            first, last = one.start - sentence.start, other.end - sentence.start
            yield _mentioned(sentence, (first, last), "meeting-held", "", (one.code, other.code))
            return


def _kind(text: str, first: int, at: int) -> str | None:
    """Return the kind of a meeting whose name stands from `first` to `at`; what was said at it is behind it already."""
    if _CALLED_OFF.search(text, max(0, at - 80), at + 60):
        return "meeting-called-off"
    if _AT.search(text[:first]) and not _PLANNED.search(text, max(0, at - 110), first):
        return "meeting-held"
    if _PLANNED.search(text, max(0, at - 110), at + 70):
        return "meeting-planned"
    return "meeting-held" if _HELD.search(text, max(0, at - 120), at + 60) else None


def _mentioned(
    sentence: Sentence, at: tuple[int, int], kind: str, name: str, parties: tuple[str, ...]
) -> MeetingMention:
    first, last = at
    text = sentence.text.replace("\n", " ")
    level = (
        "ministerial"
        if _MINISTERS.search(text[max(0, first - 30) : last + 10]) and "summit" not in name.lower()
        else None
    )
    if "summit" in name.lower() or re.search(r"[Ll]eaders|[Pp]resident|Prime Minister", text):
        level = level or "summit"
    places = [each.strip() for each in _PLACE.findall(text[last:]) if each.split()[0] not in _MONTHS]
    return MeetingMention(
        sentence.start + first,
        sentence.start + last,
        kind,
        name.strip(),
        parties,
        level,
        places[0] if places else None,
        bool(_ONLINE.search(text)),
        bool(name),
    )
