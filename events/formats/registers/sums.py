"""The sums that a file tells, under the words by which an import counts what it records."""

from __future__ import annotations

from collections.abc import Iterator

from bilat.events.base import Event
from bilat.events.formats.reading import ReportedSum
from bilat.events.values.amounts import Amount


def status(kind: str, measure: str | None = None) -> str:
    """Return what a kind of event tells, in a word or two: `committed`, `total budgeted`."""
    return f"total {measure}" if measure else kind.removeprefix("pledge-")


def sums(event: Event) -> Iterator[ReportedSum]:
    """Yield the sum that an event tells, if it states one."""
    amount = getattr(event, "amount", None)
    if isinstance(amount, Amount):
        yield ReportedSum(status(event.kind, getattr(event, "measure", None)), amount.unit, amount.value)
