"""Titles and names as they are compared: folded, and near where a few letters differ but no number does."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NEAR = 90
"""How alike two titles are from which on they are nearly the same, of 100 (rapidfuzz, `token_sort_ratio`)."""
SHORT = 4
"""Words up to which a title is found under each of its longest alone."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "the"
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a title without case, accents, punctuation and the article: words with one space between."""
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(word for word in _WORD.findall(text.casefold()) if word != _ARTICLE)


def nearly_same(one: str, other: str) -> bool:
    """Tell whether two folded titles are nearly the same. Phase 1 is not phase 2: all numbers must be equal.

    A title of one word, such as `Loan`, says too little.
    """
    if " " not in one or " " not in other:
        return False
    if one == other:
        return True
    if numbers(one) != numbers(other):
        return False
    from rapidfuzz.fuzz import token_sort_ratio  # takes a while to import

    return token_sort_ratio(one, other, score_cutoff=NEAR) > 0


@lru_cache(maxsize=64)
def title_keys(text: str) -> list[tuple[str, ...]]:
    """Return under what a folded title is found: its numbers, with each two of its three longest words.

    Of two that are nearly the same, one pair at least has no slip in it; a short title is found under each word.
    """
    words = set(text.split())
    longest = sorted(sorted(words), key=len)[-3:]
    numbered = numbers(text)
    if len(words) <= SHORT:
        return [(numbered, word) for word in longest]
    one, two, three = sorted(longest)
    return [(numbered, one, two), (numbered, one, three), (numbered, two, three)]


@lru_cache(maxsize=65536)
def numbers(text: str) -> str:
    """Return the numbers in a folded title, Roman ones too, in order."""
    found = _NUMBERS.findall(text)
    return " ".join(sorted(found)) if found else ""
