"""What an import comes to: events by kind, what was left out, money in the file beside money on record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bilat.domain.streams import fold
from bilat.events.base import Event
from bilat.events.corrections import EntryCorrected, EntryRetracted
from bilat.events.formats.reading import Known, Skipped, Told
from bilat.events.values.amounts import Amount, parse_amount
from bilat.events.values.codes import split_reference

Sums = Mapping[tuple[str, str], Decimal]
"""(status, unit) to a sum of amounts. A status is a pledge's kind without `pledge-`, or `total MEASURE`."""
Money = tuple[tuple[str, str], Decimal]
"""One addend of such sums."""


@dataclass(frozen=True)
class Summary:
    """An import, counted.

    `kinds` counts the new events. `told` is the money that the file tells, as its reader found it; where a
    reader tells none, that of the file's events. `new` and `already` are what the ledger gets and has of it:
    a correction counts with what it changes, so that the two add up to `told`.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)
    skipped: Sequence[Skipped] = ()
    told: Sums = field(default_factory=dict)
    new: Sums = field(default_factory=dict)
    already: Sums = field(default_factory=dict)


def summary(
    known: Known,
    read: Sequence[Event],
    new: Sequence[Event],
    skipped: Sequence[Skipped],
    told: Iterable[Told],
) -> Summary:
    """Count an import: the events that were read, those that are new, and what else the reader yielded.

    The ledger may hold the new events already, or not yet.
    """
    kinds = Counter(event.kind for event in new)
    added = [money for event in new if (money := _money(event))]
    every = [money for event in read if (money := _money(event))]
    already = [*every, *((key, -value) for key, value in added)]
    if said := [((each.status, each.unit), each.value) for each in told]:
        streams: dict[str, list[Event]] = defaultdict(list)
        for event in new:
            streams[event.stream].append(event)
        added += _changes(new, streams, known)
        already += _standing(read, new, known)
    return Summary(kinds, skipped, _sums(said or every), _sums(added), _sums(already))


def _money(event: Event) -> Money | None:
    """The amount that a pledge's event or a total states."""
    told = event.__dict__  # many kinds have no amount, and pydantic is slow to say so
    amount = told.get("amount")
    if not isinstance(amount, Amount):
        return None
    measure = told.get("measure")
    return (_status(event.kind, measure), amount.unit), amount.value


def _status(kind: str, measure: str | None) -> str:
    return f"total {measure}" if measure else kind.removeprefix("pledge-")


def _sums(items: Iterable[Money]) -> Sums:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for key, value in items:
        sums[key] += value
    return {key: value for key, value in sorted(sums.items()) if value}


def _changes(new: Sequence[Event], streams: Mapping[str, Sequence[Event]], known: Known) -> Iterator[Money]:
    """What new corrections and retractions change: the old amounts taken away, the right ones added."""
    for event in new:
        if isinstance(event, EntryRetracted) or (isinstance(event, EntryCorrected) and "amount" in event.fields):
            target = _target(event, streams[event.stream], known)
            if target and (old := _money(target)):
                yield old[0], -old[1]
            if target and isinstance(event, EntryCorrected):
                yield from _right(event, target)


def _standing(read: Sequence[Event], new: Sequence[Event], known: Known) -> Iterator[Money]:
    """The amounts of corrections that the reader tells again and the ledger has already."""
    made = Counter((event.target, _amount(event)) for event in new if isinstance(event, EntryCorrected))
    for event in read:
        if isinstance(event, EntryCorrected) and "amount" in event.fields:
            key = event.target, _amount(event)
            made[key] -= 1
            if made[key] < 0 and (target := _target(event, (), known)):
                yield from _right(event, target)


def _right(event: EntryCorrected, target: Event) -> Iterator[Money]:
    """The amount that a correction gives its target."""
    if amount := _amount(event):
        measure = event.fields.get("measure") or getattr(target, "measure", None)
        yield (_status(target.kind, measure), amount.unit), amount.value


def _amount(event: EntryCorrected) -> Amount | None:
    given = event.fields.get("amount")
    if not given:
        return None
    return parse_amount(given) if isinstance(given, str) else Amount.model_validate(given)


def _target(event: EntryCorrected | EntryRetracted, new: Sequence[Event], known: Known) -> Event | None:
    """The event meant, as it stood before this entry."""
    stream, version = split_reference(event.target)
    events = {each.version or 0: each for each in (*known.stream(stream), *new)}
    last = event.version or max(events, default=0) + 1
    return fold(stream, (events[number] for number in sorted(events) if number < last)).live.get(version)
