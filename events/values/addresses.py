"""Addresses on the web: which of them a page may link to."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("http", "https")
"""The schemes that lead to a page and run nothing."""


def is_web_address(text: str) -> bool:
    """Tell whether this leads to a page on the web: http or https, with a host, in visible characters alone."""
    if not text.isprintable() or any(each.isspace() for each in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in SCHEMES and bool(parts.hostname)
    except ValueError:
        return False
