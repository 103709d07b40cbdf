"""The forms that a page comes in, told apart by its name and by how it begins; plain text and Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath

from bilat.events.errors import BadInput
from bilat.events.reading.pages.page import Page, cleaned, decoded, plain

LIMIT = 16 << 20
"""Bytes of one page."""


def read_page(content: bytes, file: str = "") -> Page:
    """Return the page that these bytes are, by the ending of the file's name and by how they begin.

    Raises BadInput where they are no text, hold no words, or need a library that is not installed.
    """
    if len(content) > LIMIT:
        raise BadInput(f"{file or 'the page'} has more than {LIMIT >> 20} MiB", "draft from the article alone")
    suffix = PurePath(file).suffix.lower()
    if content[:5] == b"%PDF-" or suffix == ".pdf":
        from bilat.events.reading.pages.pdf import pdf_page

        page = pdf_page(content)
    elif suffix in (".html", ".htm", ".xhtml") or re.match(
        rb"\s*<(?:!doctype html|html|head|body)\b", content[:512], re.I
    ):
        from bilat.events.reading.pages.html import html_page

        page = html_page(content)
    elif suffix in (".md", ".markdown"):
        page = _markdown(decoded(content, file))
    else:
        page = Page(plain(decoded(content, file)))
    if len(re.findall(r"[^\W\d_]{2,}", page.text)) < 3:
        raise BadInput(f"{file or 'the page'} holds no words", "a scanned page needs its text recognised first (OCR)")
    return replace(page, file=file)


def read_page_file(path: Path, file: str) -> Page:
    """Return the page in a file, by the name `file`; no more is read than a page may have. Raises OSError, BadInput."""
    with path.open("rb") as opened:
        return read_page(opened.read(LIMIT + 1), file)


_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^(title|publisher|date|published|url): *[\"']?(.*?)[\"']?\s*$", re.MULTILINE)


def _markdown(text: str) -> Page:
    """Read Markdown: what stands before the text as `name: value`, then the words without marks and addresses."""
    text = plain(text)
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = dict(_FIELD.findall(front[1]))
        text = text[front.end() :]
    heading = re.search(r"^# +(.+?) *#*$", text, re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"^#{1,6} +", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|`)", "", text)
    text = re.sub(r"(?<!\w)[*_](?=\S)(.+?)(?<=\S)[*_](?!\w)", r"\1", text)
    return Page(
        cleaned(text),
        title=fields.get("title") or (heading[1] if heading else ""),
        publisher=fields.get("publisher", ""),
        published=fields.get("date") or fields.get("published", ""),
        url=fields.get("url", ""),
    )
