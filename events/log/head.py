"""The head of the log: how many events, under which Merkle root, recorded until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bilat.events.errors import Conflict, StoreError
from bilat.events.log.transparency.merkle import Tree

AHEAD = timedelta(minutes=10)
"""How far the clock of another computer that records may be ahead of one's own."""


def stamp_of(moment: datetime) -> str:
    """`recorded_at` text: UTC, always six digits of microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class UnreadableHead(StoreError, ValueError):
    """The head row is missing, or does not hold what a head does."""

    def __init__(self) -> None:
        super().__init__("the head row of the ledger cannot be read", "run `bilat verify` on the ledger")


class Head(NamedTuple):
    """The one row that is written with every batch. `root` is hex; `recorded_at` is empty while the log is."""

    ledger: str
    size: int
    root: str
    peaks: str
    recorded_at: str

    @classmethod
    def of(cls, ledger: str, tree: Tree, recorded_at: str) -> Head:
        """Return the head of a tree."""
        peaks = " ".join(peak.hex() for peak in tree.peaks)
        return cls(ledger, tree.size, tree.root.hex(), peaks, recorded_at)

    @classmethod
    def from_row(cls, row: Sequence[object] | None) -> Head:
        """Return the head as the store holds it. Raises UnreadableHead where it holds none."""
        try:
            ledger, size, root, peaks, recorded_at = row or ()
            return cls(str(ledger), int(str(size)), str(root), str(peaks), str(recorded_at))
        except ValueError:
            raise UnreadableHead from None

    def row(self) -> tuple[str, int, str, str, str]:
        """Return the head as the store keeps it."""
        return self.ledger, self.size, self.root, self.peaks, self.recorded_at

    @property
    def tree(self) -> Tree:
        """The tree, ready to be extended. Raises UnreadableHead where the peaks are not those of its size."""
        try:
            peaks = tuple(bytes.fromhex(peak) for peak in self.peaks.split())
        except ValueError:
            raise UnreadableHead from None
        return Tree(self.size, peaks)


class LogAdvanced(Conflict):
    """The log has grown since the batch was admitted, so its rules must be looked at again."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__("the log", expected, found)
