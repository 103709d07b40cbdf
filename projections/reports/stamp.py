"""The stamp of a report: which ledger, how much of it, under which root, told by which program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol


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
    return {"ledger": head.ledger, "events": head.size, "root": head.root, "bilat": program(), "rates": None}


def program() -> str:
    """Return the version of this program."""
    try:
        return version("bilat")
    except PackageNotFoundError:  # a checkout that was never installed
        return "unknown"
