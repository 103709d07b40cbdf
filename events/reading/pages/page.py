"""A page as its text, with what it tells about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from bilat.events.errors import BadInput

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_.:-]{1,40})")


@dataclass(frozen=True)
class Page:
    """A page's `text`, and its title, publisher, day of publication (EDTF) and address where it or the user tells them.

    `file` is the name under which it was read, empty for standard input.
    """

    text: str
    file: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the text as UTF-8, which the offsets of a draft count in."""
        return sha256(self.text.encode()).hexdigest()

    def said(self, **given: str | None) -> Page:
        """Return the page with what the user said of it, which goes before what it says itself."""
        return replace(self, **{name: value for name, value in given.items() if value})


def decoded(content: bytes, file: str = "") -> str:
    """Return the text of bytes: UTF-8, UTF-16 by its mark, else Windows-1252. Raises BadInput where it is none."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", "replace")
    else:
        line = _CHARSET.search(content[:4096])
        text = _first_that_reads(content, line[1].decode() if line else "cp1252")
    if "\x00" in text or len(_CONTROLS.findall(text)) > max(2, len(text) // 200):
        raise BadInput(f"{file or 'the page'} is no text", "give plain text, Markdown, HTML or PDF")
    return text


def _first_that_reads(content: bytes, charset: str) -> str:
    for each in ("utf-8-sig", charset):
        try:
            return content.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def plain(text: str) -> str:
    """Return the text with plain line ends, without characters that act on a terminal, which no quote may hold."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(text: str) -> str:
    """Return a text for a page: see `plain`; white space at line ends and blank lines in a row go too."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\u00a0]+\n", "\n", plain(text))).strip() + "\n"
