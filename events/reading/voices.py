"""Whose voice a text is: a ministry speaks for its state, and says "we"; a newspaper only comes from somewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilat.events.reading.gazetteer.names import Names
from bilat.events.reading.parties import find_parties

_OFFICIAL = re.compile(
    r"\b(?:ministry|government|embassy|white house|commission|office|department|agency|bank"
    r"|secretariat|president(?:ial)?|cabinet|"
    r"mofa|foreign affairs|treasury|prime minister|parliament|state department|high commission"
    r"|mission|council|dfat|usaid|jica|"
    r"koica|gov(?:\.\w+)?|kantei|elys[eé]e|kremlin|palace|consulate|authority|chancellery|fund"
    r"|united nations|union)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:times|news|post|daily|press|herald|journal|agency reuters|reuters|tribune|gazette"
    r"|review|mail|guardian|star|telegraph|"
    r"broadcasting|tv|radio|magazine|weekly|observer|bbc|cnn|nikkei|kyodo|xinhua|vna|afp"
    r"|antara|bernama|yonhap|bloomberg)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Voice:
    """Who speaks in a text: `party` where an official says "we", and the `country` that it comes from."""

    party: str | None = None
    country: str | None = None
    official: bool = False


def voice_of(publisher: str, names: Names) -> Voice:
    """Return the voice of a publisher; nobody's where its name names no party."""
    found = find_parties(publisher, names)
    code = found[0].code if found else None
    official = bool(_OFFICIAL.search(publisher)) and not _PRESS.search(publisher)
    if code is None:
        return Voice(official=official)
    whole = any(publisher.strip() == publisher[each.start : each.end] for each in found)
    speaks = official or whole
    return Voice(code if speaks else None, code, official=speaks)
