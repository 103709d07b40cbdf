"""References as people write them: a party by its name, a stream without its type, `@51` for an event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bilat.events.errors import BadInput
from bilat.events.printed.names import Names
from bilat.events.printed.preferences import Ambiguous
from bilat.events.suggestions import did_you_mean
from bilat.events.values.codes import check_party, is_state, split_reference
from bilat.events.values.tables import RESERVED, STATES

_POSITION = re.compile(r"@(\d{1,12})", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_VERSION = re.compile(r"(?P<stream>.+)#(?P<version>[1-9]\d{0,8})", re.ASCII)
_LINK = re.compile(r"\s+(?:and|&|to|with)\s+|\s*[-–—,/]\s*|\s+", re.IGNORECASE)


def party_of(text: str, names: Names) -> str:
    """Return the party code that a code in any case, `party/JP`, or the name of a party means.

    What is a code already stays, on record or not, unless it is another party's name; the rules say what is unknown.
    Raises BadInput, with near names, for a name that no party has, Ambiguous where several have it.
    """
    text = " ".join(text.split()).removeprefix("party/")
    if is_state(text) or (_is_code(text) and f"party/{text}" in names.titles("party/")):
        return text
    titles = names.titles("party/")
    named = _called(text, titles)
    codes = [stream.partition("/")[2] for stream in named]
    if not codes:
        if _is_code(text):
            return text
        capitals = text.upper()
        if capitals in STATES | RESERVED or f"party/{capitals}" in titles:
            return capitals
        words = [*titles.values(), *(stream.partition("/")[2] for stream in titles)]
        raise BadInput(f"no party is called {text[:60]!r}", did_you_mean(text, words) or "write its code, such as JP")
    return _only(text, codes)


def is_party(text: str, names: Names) -> bool:
    """Tell whether a text is the name of a party on record, whatever it holds."""
    return bool(_called(" ".join(text.split()), names.titles("party/")))


def relation_of(words: Sequence[str], names: Names) -> str:
    """Return a relation, `ASEAN-JP`, out of its sides: `US ASEAN`, `ASEAN-Japan`, `japan and the philippines`.

    Raises BadInput where the words are not two parties, Ambiguous where they can be parted in two ways.
    """
    text = " ".join(" ".join(words).split())
    found: dict[str, None] = {}
    for link in _LINK.finditer(text):
        try:
            first, second = party_of(text[: link.start()], names), party_of(text[link.end() :], names)
        except BadInput:
            continue
        if first != second:
            found[f"{first}-{second}"] = None
    if not found:
        raise BadInput(f"{text[:60]!r} are not two parties", "write their codes, as in ASEAN-JP")
    return _only(text, list(found))


def stream_of(text: str, types: Sequence[str], names: Names) -> str:
    """Return the stream of one of these types that is meant: `pledge/x`, `x`, `@51`, or its title in any case.

    A name that is not on record stays, where one type alone is possible. Raises BadInput for one that is none,
    Ambiguous where several are meant.
    """
    text = " ".join(text.split())
    if position := _POSITION.fullmatch(text):
        return _event_at(text, int(position[1]), names)[0]
    if text.partition("/")[0] in types and "/" in text:
        return text
    if "party" in types and len(types) == 1:
        return f"party/{party_of(text, names)}"
    known = {stream: title for kind in types for stream, title in names.titles(f"{kind}/").items()}
    found = [f"{kind}/{text}" for kind in types if f"{kind}/{text}" in known] or _called(text, known)
    if found:
        return _only(text, found)
    if len(types) == 1 and _SLUG.fullmatch(text):
        return f"{types[0]}/{text}"
    return text


def source_of(text: str, names: Names) -> str:
    """Return the slug of a source: `x`, `source/x`, or its title."""
    text = text.strip().removeprefix("source/")
    if _SLUG.fullmatch(text):
        return text
    found = _called(text, names.titles("source/"))
    return _only(text, [stream.partition("/")[2] for stream in found]) if found else text


def event_of(text: str, names: Names, types: Sequence[str]) -> str:
    """Return the event that is meant, `pledge/x#1`: also `@51`, and `x#1` where one stream is meant."""
    text = text.strip()
    if position := _POSITION.fullmatch(text):
        return "{}#{}".format(*_event_at(text, int(position[1]), names))
    try:
        split_reference(text)
    except BadInput:
        found = _VERSION.fullmatch(text)
        return f"{stream_of(found['stream'], types, names)}#{found['version']}" if found else text
    return text


def _event_at(text: str, position: int, names: Names) -> tuple[str, int]:
    found = names.event_at(position)
    if found is None:
        raise BadInput(f"{text} is not in the log", "`bilat log` shows the positions")
    return found


def _called(text: str, titles: Mapping[str, str]) -> list[str]:
    folded = text.casefold().removeprefix("the ")
    return [stream for stream, title in titles.items() if title and title.casefold().removeprefix("the ") == folded]


def _only(text: str, found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    raise Ambiguous(f"{text[:60]!r} may be {' or '.join(found[:6])}", "write the one that is meant", tuple(found), ())


def _is_code(text: str) -> bool:
    try:
        return bool(check_party(text))
    except BadInput:
        return False
