"""Whom a name means: an index from the words of a name to a party, the ledger's names before all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from bilat.events.reading.gazetteer.adjectives import ADJECTIVES
from bilat.events.reading.gazetteer.leaders import LEADERS
from bilat.events.reading.gazetteer.organisations import GROUPS, ORGANISATIONS
from bilat.events.reading.gazetteer.spellings import CAPITALS, OTHER
from bilat.events.reading.gazetteer.territories import NAMES

Sort = Literal["name", "adjective", "capital", "leader", "nobody"]
"""`nobody` is a name that holds another's and means no party: the South China Sea."""

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+", re.UNICODE)
NOBODY = (
    "South China Sea|East China Sea|Sea of Japan|Indian Ocean|Pacific Ocean|Korean Peninsula|Korean peninsula|"
    "Gulf of Guinea|Latin American|South American|North American|Central American|African American|African Americans|"
    "Bank of China|Bank of Japan|Bank of England|Japan Times|China Daily|South China Morning Post|Washington Post|"
    "Voice of America|Korea Herald|Jakarta Post|Times of India|Hanoi Times|New South Wales|New England|New Mexico|"
    "Northern Europe|Eastern Europe|Western Europe|"
    "Central Europe|Polish up|French fries|Paris Agreement|"
    "Paris agreement|Kyoto Protocol|Geneva Conventions|Brussels sprouts|"
    "Washington Consensus|Belt and Road|Hong Kong dollar|UN Security Council|U.N. Security Council|"
    "UN General Assembly|U.N. General Assembly|UN Convention|UN Charter|United Nations Charter|"
    "United Nations Convention|Paris Club|London Club|Black Sea|Persian Gulf|Mexican standoff|Asian"
)


@dataclass(frozen=True)
class Party:
    """A party as the gazetteer or the ledger knows it."""

    code: str
    name: str
    type: str
    parent: str | None = None


@dataclass(frozen=True)
class Name:
    """A name that means a party, and of what sort it is. Where `exact`, upper and lower case must agree."""

    words: tuple[str, ...]
    code: str
    sort: Sort
    exact: bool = False


@dataclass
class Names:
    """Names by their first word, folded, the longest first; and the parties by code."""

    by_word: dict[str, list[Name]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)

    def longest(self, words: list[re.Match[str]], at: int, text: str) -> Name | None:
        """Return the longest name that begins with the word at this place."""
        first = words[at][0]
        for name in self.by_word.get(first.casefold(), ()):
            if _stands(name, words, at, text):
                return name
        return None


def names_of(ledger: Iterable[tuple[str, Party, Sort]] = ()) -> Names:
    """Return the index: what the ledger calls its parties (name, party, sort) goes before the gazetteer.

    Whoever reads a text may add the parties that it makes known: each index has `parties` of its own.
    """
    own = [*ledger]
    if not own:
        known = gazetteer()
        return Names(known.by_word, dict(known.parties))
    return _indexed([*own, *_gazetteer()])


def _indexed(spellings: Iterable[tuple[str, Party, Sort]]) -> Names:
    index = Names()
    taken: set[tuple[str, ...]] = set()
    for spelling, party, sort in spellings:
        words = tuple(WORD.findall(spelling))
        key = tuple(word.casefold() for word in words)
        if not words or key in taken:
            continue
        taken.add(key)
        exact = spelling.isupper() and len(words) == 1
        index.by_word.setdefault(key[0], []).append(Name(words, party.code, sort, exact))
        index.parties.setdefault(party.code, party)
    for names in index.by_word.values():
        names.sort(key=lambda name: -len(name.words))
    return index


@cache
def gazetteer() -> Names:
    """Return the index of the gazetteer alone, which nobody may change."""
    return _indexed(_gazetteer())


@cache
def _gazetteer() -> tuple[tuple[str, Party, Sort], ...]:
    return (*_nobody(), *_states(), *_others())


def _nobody() -> Iterator[tuple[str, Party, Sort]]:
    for spelling in NOBODY.split("|"):
        yield spelling, Party("", "", "other"), "nobody"


def _states() -> Iterator[tuple[str, Party, Sort]]:
    states: dict[str, Party] = {}
    for code, spellings in _rows(NAMES):
        states[code] = Party(code, _plain(spellings[0]), "state")
        for spelling in spellings:
            yield _plain(spelling), states[code], "name"
            if "&" in spelling:
                yield spelling.replace("&", "and"), states[code], "name"
    yield "Congo", states["CD"], "name"
    tables: Mapping[Sort, str] = {"name": OTHER, "adjective": ADJECTIVES, "capital": CAPITALS, "leader": LEADERS}
    for sort, table in tables.items():
        for code, spellings in _rows(table):
            for spelling in spellings:
                yield spelling, states.get(code) or _ORGANS[code], sort


def _others() -> Iterator[tuple[str, Party, Sort]]:
    for code, spellings in _rows(GROUPS):
        for spelling in spellings:
            yield spelling, Party(code, spellings[0], "group"), "name"
    for code, spellings in _organisations():
        for spelling in spellings:
            yield spelling, _ORGANS[code], "name"


def _organisations() -> Iterator[tuple[str, list[str]]]:
    for line in _joined_lines(ORGANISATIONS):
        code, _, _, spellings = line.split(" ", 3)
        yield code, spellings.split("|")


def _organs() -> dict[str, Party]:
    found = {}
    for line in _joined_lines(ORGANISATIONS):
        code, type, parent, spellings = line.split(" ", 3)
        found[code] = Party(code, spellings.partition("|")[0], type, None if parent == "-" else parent)
    return found


def _joined_lines(table: str) -> list[str]:
    """Return the rows of a table; an indented line goes on with the one before."""
    return re.sub(r"\n +", "", table).strip().splitlines()


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in _joined_lines(table):
        code, _, spellings = line.partition(" ")
        yield code, spellings.split("|")


def _plain(name: str) -> str:
    """Return CLDR's name as texts print it: without what stands in brackets, without "SAR China"."""
    return re.sub(r" \(.*?\)| SAR China| - .*", "", name)


def _stands(name: Name, words: list[re.Match[str]], at: int, text: str) -> bool:
    if at + len(name.words) > len(words):
        return False
    for number, word in enumerate(name.words):
        found = words[at + number]
        if name.exact or (len(word) <= 5 and word.isupper()):
            if found[0] != word:
                return False
        elif found[0].casefold() != word.casefold() or (word[0].isupper() and not found[0][0].isupper()):
            return False
        if number and not _close(text, words[at + number - 1].end(), found.start()):
            return False
    return True


def _close(text: str, end: int, start: int) -> bool:
    return start - end <= 3 and not text[end:start].strip(" \n-–'’,&./")


_ORGANS = _organs()
