"""A text as tokens: numbers, words, signs of money and single marks, each with where it stands."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Sort = Literal["number", "word", "sign", "mark"]

_MONEY = "$¢£¤¥֏؋৳฿៛₠-₿＄￠￡￥￦"
_GAP = "\u00a0\u2009\u202f'’"
_TOKEN = re.compile(
    rf"(?P<number>[0-9]{{1,3}}(?:[{_GAP}][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9](?:[0-9]|[.,](?=[0-9]))*)"
    rf"|(?P<sign>(?:U\.S\.|[A-Z][A-Za-z]{{0,2}})?[{_MONEY}](?:[A-Z]{{2}}(?![A-Za-z]))?)"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>\.\.|>=|<=|\S)"
)


class Token(NamedTuple):
    """A piece of a text from `start` to before `end`; `plain` is a word's text in lower case and without points."""

    sort: Sort
    text: str
    start: int
    end: int
    plain: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in order; white space alone is left out. Takes time in proportion to the text."""
    return [_token(found) for found in _TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    sort: Sort = found.lastgroup  # type: ignore[assignment]  # the groups are named for the sorts
    word = found[0]
    return Token(sort, word, found.start(), found.end(), word.replace(".", "").casefold() if sort == "word" else word)


def glued(before: Token, after: Token) -> bool:
    """Tell whether nothing stands between two tokens, white space neither."""
    return before.end == after.start
