"""Whether the words of a quote stand in a page.

Both are compared after NFKC, with white space, quotation marks, dashes and markup folded: a quote copied from
a page is found in its HTML, in Markdown, and across line ends. Upper and lower case are told apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_HIDDEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<(?:script|style)\b", re.IGNORECASE), re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)),
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile("[*_`#\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile("-+")
_EAST = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_UNSPACED = re.compile(f"(?<={_EAST}) | (?={_EAST})")  # scripts without spaces are broken anywhere
_FOLDED = str.maketrans(
    dict.fromkeys('\u2018\u2019\u201a\u201b\u2032\u00b4\u2039\u203a"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
)
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_.:-]{1,40})")


def occurs(quote: str, page: bytes) -> bool:
    """Tell whether the words of the quote stand in the page, as its bytes or as a browser would show it."""
    sought = fold(quote)
    return any(sought in text for text in _texts(page))


def fold(text: str) -> str:
    """Return the text without what the eye does not read as words: see the module."""
    text = unicodedata.normalize("NFKC", _MARKS.sub("", _LINK.sub(r"\1", text))).translate(_FOLDED)
    return _UNSPACED.sub("", " ".join(_DASHES.sub("-", text).split()))


def decoded(raw: bytes) -> str:
    """Return the text of bytes: UTF-8, else what the page says of itself, else Windows-1252; UTF-16 by its mark."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    line = _CHARSET.search(raw[:4096])
    for charset in ("utf-8-sig", line[1].decode() if line else "cp1252"):
        try:
            return raw.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


@lru_cache(maxsize=4)
def _texts(page: bytes) -> tuple[str, str]:
    """Return the page folded as it stands, and folded without comments, tags and entities."""
    text = bare = decoded(page)
    for opening, closing in _HIDDEN:
        first, *rest = opening.split(bare)
        bare = first + "".join(" " + _after(closing, part) for part in rest)
    bare = html.unescape(_TAG.sub(" ", _INLINE.sub("", bare)))
    return fold(text), fold(bare)


def _after(closing: re.Pattern[str], part: str) -> str:
    found = closing.search(part)
    return part[found.end() :] if found else part
