"""Near names: the known words closest to a mistyped one, found with bounded work."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache

LONGEST = 80
"""Characters of a word beyond which nothing is sought: no known word is near to it."""
COMPARED = 500
"""Known words that one word is compared with in full, letter by letter."""
CUTOFF = 0.55
_PASSED_OVER = 100 * COMPARED


def nearest(word: str, words: Iterable[str], count: int = 3) -> list[str]:
    """Return the known words closest to a mistyped one, best first; upper and lower case are the same.

    A word is sought once among the same words: files repeat their mistakes. A huge word has no near ones, and
    among very many words only the first that may be near are looked at.
    """
    if not word or len(word) > LONGEST:
        return []
    return list(_nearest(word.casefold(), tuple(_few(word, words)), count))


def _few(word: str, words: Iterable[str]) -> Iterator[str]:
    """Yield the words whose length alone does not say that they are too far, some of them where they are many."""
    length = len(word.casefold())
    least, most = CUTOFF * length / (2 - CUTOFF), (2 - CUTOFF) * length / CUTOFF
    left = COMPARED
    for number, known in enumerate(words):
        if left == 0 or number == _PASSED_OVER:
            return
        if least <= len(known) <= most:
            left -= 1
            yield known


@lru_cache(maxsize=4096)
def _nearest(folded: str, words: tuple[str, ...], count: int) -> tuple[str, ...]:
    spelled: dict[str, str] = {known.casefold(): known for known in words}
    return tuple(spelled[each] for each in difflib.get_close_matches(folded, spelled, count, CUTOFF))


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a remedy naming the nearest known words, or nothing."""
    near = nearest(word, words)
    return f"did you mean {' or '.join(near)}?" if near else ""
