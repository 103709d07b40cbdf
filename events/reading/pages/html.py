"""HTML: the words of the article, and what its head tells."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bilat.events.errors import BadInput
from bilat.events.reading.pages.page import Page, cleaned

_BLOCKS = frozenset(
    "p div section article main li ul ol h1 h2 h3 h4 h5 h6 blockquote pre tr table dd dt figcaption br hr "
    "header footer address".split()
)
_AROUND = frozenset("script style noscript template nav aside form button iframe svg figure select footer".split())
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CELLS = frozenset(("td", "th"))
_WITHIN = frozenset("p div br ul ol li".split())
ENOUGH = 200
"""Characters that an article has at least; where less is found the whole body is read."""


def html_page(content: bytes) -> Page:
    """Return the page of an HTML document. Raises BadInput where it holds none.

    The article is what `article` or `main` holds; where a page has neither, trafilatura finds it, if the extra `html`
    is installed, else the body is read.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding=_charset(content), no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(f"this is no HTML: {error}", "save the page anew, or copy its text into a file") from None
    metadata = _metadata(root)
    text = max((_text(each) for each in root.xpath("//article | //main | //*[@role='main']")), key=len, default="")
    if len(text) < ENOUGH:
        text = _extracted(content) or _text(root.find("body") if root.find("body") is not None else root)
    return Page(cleaned(text), **metadata)


def _charset(content: bytes) -> str | None:
    try:
        content.decode()
    except UnicodeDecodeError:
        return None  # lxml finds what the page says of itself
    return "utf-8"


def _metadata(root: Any) -> dict[str, str]:
    def meta(*names: str) -> str:
        for name in names:
            for each in root.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]/@content", n=name):
                if each.strip():
                    return " ".join(each.split())
        return ""

    title = meta("og:title", "twitter:title") or " ".join((root.findtext(".//title") or "").split())
    url = next(iter(root.xpath("//link[@rel='canonical']/@href")), "") or meta("og:url")
    published = meta("article:published_time", "datePublished", "date", "DC.date", "dcterms.date", "pubdate")
    published = published or next(iter(root.xpath("//time/@datetime")), "")
    day = _DAY.search(published)
    address = url.strip() if re.match(r"https?://\S+$", url.strip()) else ""
    return {
        "title": title,
        "publisher": meta("og:site_name", "publisher", "DC.publisher") or (urlsplit(address).hostname or ""),
        "published": day[0] if day else "",
        "url": address,
    }


def _text(element: Any) -> str:
    """Return the words below an element, paragraphs apart, without what stands around them."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\0"))
    return "\n\n".join(line for line in lines if line)


def _collect(element: Any, parts: list[str]) -> None:
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting:
        node, closing = waiting.pop()
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        block = tag in _BLOCKS and not (tag in _WITHIN and _in_cell(node))
        if closing:
            parts += ["\0"] if block else [" | "] if tag in _CELLS else []
            parts += [node.tail or ""] if node is not element else []
            continue
        if not isinstance(node.tag, str) or node.tag.lower() in _AROUND or "hidden" in node.attrib:
            parts += [node.tail or ""] if node is not element else []
            continue
        parts += ["\0"] if block else []
        parts += ["| "] if tag == "tr" else []
        parts.append(node.text or "")
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(node)]


def _in_cell(node: Any) -> bool:
    """Tell whether an element stands in a cell of a table, whose row is one line."""
    return any(isinstance(each.tag, str) and each.tag.lower() in _CELLS for each in node.iterancestors())


def _extracted(content: bytes) -> str:
    try:
        from trafilatura import extract
    except ImportError:
        return ""
    return extract(content, include_comments=False, include_tables=True, favor_recall=True) or ""
