"""The registry of checks: every room, and the kinds of findings that it can make."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.checks import (
    conversions,
    copies,
    dates,
    duplicates,
    figures,
    growth,
    identities,
    meetings,
    mergers,
    parts,
    payments,
    rates,
    retellings,
    running_totals,
    statements,
    sums,
    units,
)
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding

ROOMS = (
    running_totals,
    sums,
    parts,
    payments,
    duplicates,
    figures,
    growth,
    rates,
    conversions,
    dates,
    meetings,
    retellings,
    identities,
    copies,
    mergers,
    statements,
    units,
)
"""Each has `KINDS`, and `find(record)` that yields findings of these kinds."""

KINDS: dict[str, str] = {kind: help for room in ROOMS for kind, help in room.KINDS.items()}
"""What can be found, and a line about each."""


def check_kinds(kinds: Collection[str]) -> None:
    """Raise BadInput, with near names, for a kind of finding that there is not."""
    for kind in kinds:
        if kind not in KINDS:
            remedy = did_you_mean(kind, KINDS) or f"one of {', '.join(KINDS)}"
            raise BadInput(f"no finding is called {kind[:60]!r}", remedy)


def findings(record: CheckContext, kinds: Collection[str]) -> Iterator[Finding]:
    """Return what the rooms find of these kinds, room by room; a room that makes none of them is not entered."""
    for room in ROOMS:
        if not set(kinds).isdisjoint(room.KINDS):
            yield from (finding for finding in room.find(record) if finding.kind in kinds)
