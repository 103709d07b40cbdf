"""The digest of what a page shows: its script computes the same of the tree that the browser made of the page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape

_TOKEN = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?: [^\s="<>]+(?:="[^"]*")?)*)>|([^<]+)""")
_ATTRIBUTE = re.compile(r""" ([^\s="]+)(?:="([^"]*)")?""")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def shape(html: str) -> str:
    """Return the digest, base64, of what stands in `main`: tags, their attributes in order, and text.

    Whether something is folded does not count. The page is one of ours: well-formed, its attributes in double quotes
    (a parser of any HTML says the same, and takes four times longer). Raises ValueError where it is not.
    """
    start, end = html.index("<main"), html.rindex("</main>") + len("</main>")
    return base64.b64encode(sha256("".join(_parts(html, start, end)).encode()).digest()).decode()


def _parts(html: str, start: int, end: int) -> Iterator[str]:
    at = start
    for token in _TOKEN.finditer(html, start, end):
        if token.start() != at:
            break
        at = token.end()
        closing, name, attributes, text = token.groups()
        if text is not None:
            yield unescape(text) if "&" in text else text
        elif closing:
            yield "\x05"
        else:
            yield f"\x01{name}{_pairs(attributes)}\x04"
            if name in _VOID:
                yield "\x05"
    if at != end:
        raise ValueError(f"no page of ours: {html[at : at + 40]!r}")


def _pairs(attributes: str) -> str:
    if not attributes:
        return ""
    given = [f"\x02{key.lower()}\x03{value}" for key, value in _ATTRIBUTE.findall(attributes) if key != "open"]
    text = "".join(sorted(given))  # a name ends before any that begins with it
    return unescape(text) if "&" in text else text
