"""What `verify` finds: values that say where, why and what to do."""

from __future__ import annotations

from typing import NamedTuple

RESTORE = "restore the ledger from a backup or an export that verifies"


class Damage(NamedTuple):
    """One thing that is wrong with a log.

    `position` counts from 1; None where no event is concerned. Where only a span of events is known to hold
    the fault, as with a root that does not agree, `last` is its other end.
    """

    position: int | None
    cause: str
    remedy: str = RESTORE
    event: str = ""
    last: int | None = None

    @property
    def where(self) -> str:
        """The place of a finding: `@57`, `@1..@256`, or the log as a whole."""
        if self.position is None:
            return "log"
        span = self.last not in (None, self.position)
        return f"@{self.position}..@{self.last}" if span else f"@{self.position}"

    @property
    def rank(self) -> tuple[int, int]:
        """Exact positions first, in order; then spans; then what has no position."""
        if self.position is None:
            return 2, 0
        return (0 if self.last is None else 1), self.position


class DamageList:
    """Findings as they are met: the first thousand are kept, all are counted."""

    LIMIT = 1000

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Damage] = []

    def add(self, finding: Damage) -> None:
        """Take one in."""
        self.count += 1
        if len(self._kept) < self.LIMIT:
            self._kept.append(finding)

    def found(self) -> list[Damage]:
        """Return those that were kept, the first bad position first."""
        return sorted(self._kept, key=lambda finding: finding.rank)
