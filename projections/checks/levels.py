"""How much a finding weighs: what cannot be true, what has to be looked at, what is good to know."""

from __future__ import annotations

from typing import get_args

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.rows.check import Level

LEVELS: tuple[Level, ...] = get_args(Level)
"""From the gravest on."""
ERRORS = frozenset(
    {
        "total-falls",
        "totals-differ",
        "totals-out-of-order",
        "parts-above-whole",
        "over-disbursed",
        "dated-after-publication",
        "merger-raises",
    }
)
"""What cannot be so: some entry is wrong, or is not the whole story."""
NOTES = frozenset(
    {
        "total-bounds-differ",
        "conflicting-places",
        "growth-without-base",
        "retold-bound",
        "retold-unit",
        "copies-of-one-origin",
    }
)
"""What is no fault of the record: a loose word, or a base that nobody recorded."""


def level(kind: str) -> Level:
    """Return the level of a kind of finding: `warning`, unless it is named above."""
    return "error" if kind in ERRORS else "note" if kind in NOTES else "warning"


def from_level(least: str) -> tuple[Level, ...]:
    """Return this level and those above it. Raises BadInput, with near names, for one that there is not."""
    for number, each in enumerate(LEVELS, 1):
        if each == least:
            return LEVELS[:number]
    raise BadInput(f"no level is called {least[:60]!r}", did_you_mean(least, LEVELS) or f"one of {', '.join(LEVELS)}")
