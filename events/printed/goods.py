"""Goods and people counted: one unit a thing, in the singular and lower case."""

from __future__ import annotations

import re

from bilat.events.printed.currencies import is_currency, names_of_money
from bilat.events.printed.numbers import SCALES
from bilat.events.suggestions import nearest

LONGEST = 3
"""Words that a unit may have; hyphens join them."""
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "knives": "knife",
    "wives": "wife",
    "mice": "mouse",
    "teeth": "tooth",
    "oxen": "ox",
    "geese": "goose",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "campuses": "campus",
    "movies": "movie",
    "shoes": "shoe",
    "canoes": "canoe",
    "aircraft": "aircraft",
    "series": "series",
    "species": "species",
    "headquarters": "headquarters",
}
_NOUN = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")
NO_GOODS = frozenset(
    "and or of in on to for from by at with as the a an per percent percentage cent point points pct bps "
    "year years month months week weeks day days decade decades hour hours minute minutes century times time fold "
    "countries country nations nation states members member economies leaders ministers delegates parties "
    "is are was were will would has have had who which that than more less other others each "
    "degrees degree am pm gmt january february march april may june july august september october november december "
    "articles article paragraphs paragraph pages page points agreements agreement areas area projects project "
    "years' months' th st nd rd".split()
)
"""Words behind a number that count no goods: measures of time and rank, who meets, parts of a sentence."""


def singular(noun: str) -> str:
    """Return an English noun in the singular, its last word where hyphens join several; itself where it is."""
    head, hyphen, last = noun.rpartition("-")
    return f"{head}{hyphen}{_singular(last)}"


def is_plural(noun: str) -> bool:
    """Tell whether a noun is in the plural, or the same in both numbers."""
    return singular(noun) != noun or noun in _IRREGULAR


def unit_of(words: str, known: frozenset[str] = frozenset()) -> str | None:
    """Return the unit that words of a cell mean; None where they are none: too many, or money misspelt.

    A unit that the ledger knows stays as it is.
    """
    unit = "-".join(words.casefold().replace("-", " ").split())
    parts = unit.split("-")
    if unit in known:
        return unit
    if len(parts) > LONGEST or not _NOUN.fullmatch(unit) or any(part in SCALES or part in NO_GOODS for part in parts):
        return None
    if any(is_currency(part) for part in parts) or is_currency(unit):
        return None
    return singular(unit)


def is_noun(unit: str) -> bool:
    """Tell whether a unit of the program's own text form is a noun: no money, and no scale joined by a hyphen."""
    return not is_currency(unit) and not any(part in SCALES or is_currency(part) for part in unit.split("-")[1:])


def misspelt_money(words: str) -> list[str]:
    """Return the names of money that a word of these is likely a misspelling of."""
    long = [word for word in words.casefold().split() if len(word) >= 5]
    return [near for word in long for near in nearest(word, names_of_money(), 2) if _close(word, near)]


def _close(word: str, near: str) -> bool:
    import difflib

    return difflib.SequenceMatcher(None, word, near).ratio() >= 0.85


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word.removesuffix("s")
