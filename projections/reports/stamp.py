"""The stamp of a report: which ledger, how much of it, under which root, told by which program."""

from __future__ import annotations

from typing import Any, Protocol

from bilat.projections.program import program

FORM = 3
"""The form of the JSON of reports; raise it where fields are added that a report saved earlier lacks."""


class StampedHead(Protocol):
    """What the stamp needs of a log's head."""

    @property
    def ledger(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> str: ...


def stamp(head: StampedHead) -> dict[str, Any]:
    """Return the `stamp` of a report's JSON; it covers the whole ledger. `rates` is null until a rate is used."""
    return {
        "ledger": head.ledger,
        "events": head.size,
        "root": head.root,
        "bilat": program(),
        "rates": None,
        "form": FORM,
    }
