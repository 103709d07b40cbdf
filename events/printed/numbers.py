"""Numbers as they are printed: digits in groups, words, and the scales behind them, lakh and crore too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bilat.events.printed.tokens import Token, glued
from bilat.events.values.decimals import WIDE

SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands"), 3),
    **dict.fromkeys(("m", "mn", "mln", "mio", "mm", "million", "millions"), 6),
    **dict.fromkeys(("b", "bn", "bln", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trn", "trillion", "trillions"), 12),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 5),
    **dict.fromkeys(("crore", "crores"), 7),
}
"""Each scale, by how many zeros it stands for."""
MOST_SCALES = 3
_LONGEST = 45
_GROUPED = re.compile(r"[0-9]{1,3}(?P<mark>[,'’\u00a0\u2009\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
WORDS = frozenset({*_UNITS, *_TENS, "a", "an", "half", "hundred", "dozen"})
"""Words with which a number in words may begin."""
_HALF = Decimal("0.5")


class Number(NamedTuple):
    """A number without its scale: its value, how many zeros its scale adds (None: no scale), and what follows it.

    `grouped` says that its thousands were set apart, `scale_words` that a scale was written out (`million`).
    """

    value: Decimal
    zeros: int | None
    next: int
    grouped: bool = False
    scale_words: bool = False

    @property
    def scaled(self) -> Decimal:
        """The number with its scale."""
        return self.value.scaleb(self.zeros or 0, WIDE)


def number_at(found: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins with the token `at`, in digits or words, with its scales; None where none does."""
    if at >= len(found):
        return None
    if found[at].sort == "number":
        value = digits(found[at].text)
        if value is None:
            return None
        return _with_scales(found, at + 1, value, grouped=not _BARE.fullmatch(found[at].text))
    if found[at].sort == "word" and found[at].plain in WORDS:
        return _in_words(found, at)
    return None


def digits(text: str) -> Decimal | None:
    """Return a number in digits; None where its marks are not those of English or Indian print."""
    if len(text) > _LONGEST:
        return None
    if _BARE.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text) or _INDIAN.fullmatch(text):
        return Decimal(re.sub(r"[^0-9.]", "", text))
    return None


def _with_scales(found: Sequence[Token], at: int, value: Decimal, *, grouped: bool = False) -> Number:
    zeros, words, start = None, False, at
    while at < len(found) and at < start + 2 * MOST_SCALES:
        here = at + 1 if _joins(found, at) else at  # `50-million-dollar`
        if here >= len(found) or found[here].sort != "word":
            break
        plain = found[here].plain
        added = 2 if plain == "hundred" else SCALES.get(plain)
        if plain == "t" and glued(found[here - 1], found[here]):  # `$1T`, but never `5 t`, which are tonnes
            added = 12 if found[here].text == "T" else None
        if added is None or (zeros is not None and len(plain) <= 3):
            break
        zeros, at, words = (zeros or 0) + added, here + 1, words or len(plain) > 3
    return Number(value, zeros, at, grouped, words)


def _joins(found: Sequence[Token], at: int) -> bool:
    return found[at].text in "-‐‑" and glued(found[at - 1], found[at]) and found[at].sort == "mark"


def _in_words(found: Sequence[Token], at: int) -> Number | None:
    """`two hundred and fifty million`, `twenty-five`, `half a billion`, `one and a half million`, `a billion`."""
    plain = found[at].plain
    if plain == "half":
        if at + 2 < len(found) and found[at + 1].plain in ("a", "an") and found[at + 2].plain in SCALES:
            return _with_scales(found, at + 2, _HALF)
        return None
    if plain in ("a", "an"):
        follows = found[at + 1].plain if at + 1 < len(found) else ""
        if follows == "dozen":
            return Number(Decimal(12), None, at + 2)
        return (
            _with_scales(found, at + 1, Decimal(1))
            if follows == "hundred" or (len(follows) > 3 and follows in SCALES)
            else None
        )
    value, at = _below_thousand(found, at)
    if value is None:
        return None
    if [token.plain for token in found[at : at + 3]] == ["and", "a", "half"]:
        return _with_scales(found, at + 3, Decimal(value) + _HALF)
    return _with_scales(found, at, Decimal(value))


def _below_thousand(found: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Return a number below 1,000 in words, and what follows it."""
    value, start = 0, at
    while at < len(found) and at < start + 8:
        plain = found[at].plain
        if plain in _UNITS and value % 10 == 0 and (_UNITS[plain] < 10 or value % 100 == 0):
            value += _UNITS[plain]
        elif plain in _TENS and value % 100 == 0:
            value += _TENS[plain]
        elif plain == "hundred" and 0 < value < 10:
            value *= 100
        elif not (at > start and (plain == "and" or _joins(found, at)) and _goes_on(found, at + 1, value)):
            break
        at += 1
    return (value or None), at


def _goes_on(found: Sequence[Token], at: int, value: int) -> bool:
    if at >= len(found) or not value:
        return False
    plain = found[at].plain
    return (plain in _UNITS and value % 10 == 0) or (plain in _TENS and value % 100 == 0)
