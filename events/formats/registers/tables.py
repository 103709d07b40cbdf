"""Code tables, written as text."""

from __future__ import annotations


def pairs(text: str) -> list[tuple[str, str]]:
    """Pairs of a code and a name, as in `AD Andorra | AE United Arab Emirates`."""
    items = (entry.strip().partition(" ") for entry in text.split("|"))
    return [(code, name) for code, _, name in items]
