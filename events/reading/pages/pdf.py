"""PDF: the words of its pages, in order."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.reading.pages.page import Page, cleaned

PAGES = 500
"""Pages that are read of one document."""


def pdf_page(content: bytes) -> Page:
    """Return the page of a PDF document. Raises BadInput where it cannot be read, or pypdf is not installed."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise BadInput("reading PDF needs pypdf", "install it with: pip install 'bilat[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends it says on standard error
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput("the PDF is locked by a password", "save it without, or copy its text into a file")
        text = "\n\n".join(_joined(page.extract_text()) for page, _ in zip(reader.pages, range(PAGES), strict=False))
        metadata: Any = reader.metadata or {}
        title, made = str(metadata.get("/Title") or ""), str(metadata.get("/CreationDate") or "")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise BadInput(f"the PDF cannot be read: {error}", "save it anew, or copy its text into a file") from None
    day = re.match(r"D:(\d{4})(\d{2})(\d{2})", made)
    return Page(cleaned(text), title=" ".join(title.split()), published="-".join(day.groups()) if day else "")


def _joined(text: str) -> str:
    """Return a page's lines as paragraphs: words that were parted at a line's end are whole again."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return re.sub(r"(?<![.!?:\n])\n(?=[a-z0-9(“\"'$€£¥])", " ", text)
