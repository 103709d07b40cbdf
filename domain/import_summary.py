"""What an import comes to: events by kind, what was left out, money in the file beside money on record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from bilat.domain.stream_state import StreamState
from bilat.events.base import Event
from bilat.events.corrections import CorrectionEntry, EntryCorrected, EntryRetracted
from bilat.events.formats.reading import LooseCell, Skipped
from bilat.events.values.amounts import Amount, parse_amount
from bilat.events.values.codes import split_reference

Sums = Mapping[tuple[str, str], Decimal]
"""(status, unit) to a sum of amounts. A status is a pledge's kind without `pledge-`, or `total MEASURE`."""
Money = tuple[tuple[str, str], Decimal]
"""One addend of such sums."""


@dataclass(frozen=True)
class Summary:
    """An import, counted.

    `kinds` counts the new events. `reported` is the money that the file tells, as its reader found it; where a
    reader tells none, that of the file's events. `new` and `already` are what the ledger gets and has of it:
    where the reader tells money, a correction counts with what it changes, so that the two add up to `reported`.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)
    skipped: Sequence[Skipped] = ()
    reported: Sums = field(default_factory=dict)
    new: Sums = field(default_factory=dict)
    already: Sums = field(default_factory=dict)
    mended: Sums = field(default_factory=dict, repr=False)
    """What new corrections and retractions change."""
    kept: Sums = field(default_factory=dict, repr=False)
    """The amounts of corrections that are recorded already."""
    loose: Sequence[LooseCell] = ()
    """The first cells that were read otherwise than they stand; `loose_cells` counts all of them."""
    loose_cells: int = 0

    def beside(self, skipped: Sequence[Skipped], record: Sums) -> Summary:
        """Return the same with what the reader left out and, if it tells any, the money it tells."""
        if not record:
            return replace(self, skipped=skipped)
        new, already = _added(self.new, self.mended), _added(self.already, self.kept)
        return replace(self, skipped=skipped, reported=_added(record), new=new, already=already)


class ImportCounter:
    """The counting of a batch while it is judged. Each event is counted before its stream takes it."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self._new: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self._already: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self._mended: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self._kept: dict[tuple[str, str], Decimal] = defaultdict(Decimal)

    def new(self, event: Event, stream: StreamState) -> None:
        """Count an event that is to be recorded."""
        self._kinds[event.kind] += 1
        if money := _money(event):
            self._new[money[0]] += money[1]
        if event.kind.startswith("entry-"):
            for key, value in _change(event, stream):
                self._mended[key] += value

    def already(self, event: Event, stream: StreamState) -> None:
        """Count an event that is on record."""
        if money := _money(event):
            self._already[money[0]] += money[1]
        if isinstance(event, EntryCorrected) and "amount" in event.fields and (target := _target(event, stream)):
            for key, value in _right(event, target):
                self._kept[key] += value

    def summary(self) -> Summary:
        """Return what was counted."""
        new, already = _added(self._new), _added(self._already)
        return Summary(
            dict(self._kinds), (), _added(new, already), new, already, _added(self._mended), _added(self._kept)
        )


def _money(event: Event) -> Money | None:
    """Return the amount that a pledge's event or a total states."""
    record = event.attributes()
    amount = record.get("amount")
    if amount is None or not isinstance(amount, Amount):
        return None
    return (_status(event.kind, record.get("measure")), amount.unit), amount.value


@cache
def _status(kind: str, measure: str | None) -> str:
    return f"total {measure}" if measure else kind.removeprefix("pledge-")


def _added(*sums: Sums) -> Sums:
    whole: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for each in sums:
        for key, value in each.items():
            whole[key] += value
    return {key: value for key, value in sorted(whole.items()) if value}


def _change(entry: Event, stream: StreamState) -> Iterator[Money]:
    """Yield what a new correction or retraction changes: the old amount taken away, the right one added."""
    if isinstance(entry, EntryRetracted) or (isinstance(entry, EntryCorrected) and "amount" in entry.fields):
        target = _target(entry, stream)
        if target and (old := _money(target)):
            yield old[0], -old[1]
        if target and isinstance(entry, EntryCorrected):
            yield from _right(entry, target)


def _right(entry: EntryCorrected, target: Event) -> Iterator[Money]:
    """Yield the amount that a correction gives its target."""
    if amount := _amount(entry):
        measure = entry.fields.get("measure") or getattr(target, "measure", None)
        yield (_status(target.kind, measure), amount.unit), amount.value


def _amount(entry: EntryCorrected) -> Amount | None:
    given = entry.fields.get("amount")
    if not given:
        return None
    return parse_amount(given) if isinstance(given, str) else Amount.model_validate(given)


def _target(entry: CorrectionEntry, stream: StreamState) -> Event | None:
    """Return the event meant, as it stands before this entry."""
    return stream.effective_events().get(split_reference(entry.target)[1])
