"""Near names: the known words closest to a mistyped one, found with bounded work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

LONGEST = 80
"""Characters of a word beyond which nothing is sought: no known word is near to it."""
COMPARED = 20_000
"""Known words that one word is compared with."""
CUTOFF = 55
"""Per cent of the letters of both words that must agree."""


def nearest(word: str, words: Iterable[str], count: int = 3) -> list[str]:
    """Return the known words closest to a mistyped one, best first; upper and lower case are the same.

    A word is sought once among the same words: files repeat their mistakes. A huge word has no near ones, and
    among very many words only the first are looked at.
    """
    if not word or len(word) > LONGEST:
        return []
    return list(_nearest(word, tuple(islice(words, COMPARED)), count))


@lru_cache(maxsize=4096)
def _nearest(word: str, words: tuple[str, ...], count: int) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # loaded where something was mistyped

    found = process.extract(word.casefold(), _folded(words), scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=count)
    return tuple(words[place] for _, _, place in found)


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a remedy naming the nearest known words, or nothing."""
    near = nearest(word, words)
    return f"did you mean {' or '.join(near)}?" if near else ""
