"""Titles and slugs for what a text tells without naming it."""

from __future__ import annotations

import re
import unicodedata

_PURPOSE = re.compile(
    r"^(?:\s*\([^)]*\))?[\s,]*(?:in |of |worth of )?(?P<what>(?:[\w’'-]+ ){0,5}?)"
    r"(?:for|to support|to help|to fund|to finance|to build|to strengthen|to boost|to improve"
    r"|to fight|to tackle|to address|to assist|to expand|to develop|to combat|"
    r"aimed at|towards?|designed to|to be used (?:for|to)|to upgrade|to modernise|to restore"
    r"|to rebuild|to respond to|to protect|to promote|to train|for use in|to cover|to "
    r"counter) "
    r"(?P<purpose>[^.;:()\[\]]{4,110})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r",| (?:that|which|who|over the|over a|by 20|from 20|in 20|until|through 20|on (?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day|while|as well as|because|after|before|according|during"
    r"|at the|said|says|when|under which|since) ?"
)
_STOP = frozenset("the a an of for and to in on with by its their his her new from at".split())
LONGEST = 90


def title_of(sentence: str, behind: str, instrument: str, donors: str, recipients: str) -> str:
    """Return a title for help: its purpose as the words behind the amount tell it, else its form and its sides."""
    found = _PURPOSE.match(behind.replace("\n", " "))
    if found:
        purpose = _CUT.split(found["purpose"], maxsplit=1)[0].strip(" ,-–—’'\"”")
        purpose = re.sub(r"(?: (?:and|or|with|of|for|to|in|the|a|another|about|some|up))+$", "", purpose)
        if len(purpose) > LONGEST:
            purpose = purpose[:LONGEST].rsplit(" ", 1)[0]
        if len(purpose) >= 4 and not re.fullmatch(r"(?:the )?\w+ (?:years?|months?)|\d+", purpose):
            joint = "for" if re.search(r"\b(?:for|towards?|at) $", found[0][: found.start("purpose")]) else "to"
            verb = found[0][: found.start("purpose")].rsplit(" to ", 1)[-1].strip() + " " if joint == "to" else ""
            if verb.startswith("support ") and _noun(instrument) == "support":
                joint, verb = "for", ""
            return _capital(f"{_noun(instrument)} {joint} {verb}{purpose}")
    sides = f" of {donors}" if donors else ""
    sides += f" for {recipients}" if recipients else ""
    return f"{_capital(_noun(instrument))}{sides}"


def _noun(instrument: str) -> str:
    return {
        "loan": "loan",
        "grant": "grant",
        "equity": "investment",
        "guarantee": "guarantee",
        "export-credit": "export credit",
        "technical-cooperation": "training and technical cooperation",
        "in-kind": "goods",
        "mixed": "grants and loans",
    }.get(instrument, "support")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def slug_of(*parts: str, limit: int = 60) -> str:
    """Return a slug of these words: ASCII, lower case, small words left out where the whole is long."""
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if len("-".join(words)) > limit:
        words = [word for word in words if word not in _STOP]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > limit:
            break
        slug = longer
    return slug or "unnamed"


def free_slug(slug: str, taken: set[str]) -> str:
    """Return the slug, with a number behind it where it is taken; it is taken from then on."""
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    taken.add(found)
    return found
