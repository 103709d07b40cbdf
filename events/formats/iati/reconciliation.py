"""Told transactions and totals against the recorded ones.

Which is which, and what a later download changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bilat.events.base import Event
from bilat.events.corrections import EntryCorrected
from bilat.events.formats.registers.amendments import (
    amount_source,
    as_given,
    cited_events,
    correction,
    differences,
    retraction,
)
from bilat.events.pledges import PledgeMoney, PledgeRevised, PledgeToppedUp
from bilat.events.programmes import TotalReported
from bilat.events.values.amounts import Amount

ANNOUNCING = ("pledge-announced", "pledge-topped-up", "pledge-revised")
MOVING = ("pledge-committed", "pledge-disbursed")
_KEY = re.compile(r".*, transaction (.+)")


class Held(NamedTuple):
    """A recorded stream: its events as they stand in the log, and as corrected by version."""

    log: list[Event]
    standing: dict[int, Event]
    settled: bool

    @classmethod
    def of(cls, log: list[Event], settled: bool) -> Held:
        """`settled`: what is told now is no newer than what is recorded, and changes nothing."""
        return cls(log, cited_events(log), settled)

    def kinds(self, kinds: Sequence[str]) -> list[Event]:
        """Return the standing events of some kinds, by version."""
        return [event for _, event in sorted(self.standing.items()) if event.kind in kinds]

    def stating(self, kinds: Sequence[str]) -> list[Event]:
        """Return those of them that state an amount."""
        return [event for event in self.kinds(kinds) if getattr(event, "amount", None)]

    def units(self) -> set[str]:
        """Return the currencies of its promises."""
        return {_unit(event) for event in self.stating(ANNOUNCING)}

    def amount_source(self, event: Event) -> Event:
        """Return the entry that says what the event's amount is."""
        return amount_source(self.log, event.version or 1)


def moved(items: Sequence[Event], held: Held) -> Iterator[Event]:
    """Yield commitments and disbursements: new ones as told, known ones as recorded, changed ones corrected."""
    recorded = held.stating(MOVING)
    for event in items:
        found = _found(event, recorded)
        if found is None:
            yield event
            continue
        recorded.remove(found)
        changed = {} if held.settled else differences(found, event)
        yield held.amount_source(found)
        if found.kind != event.kind and not held.settled:
            yield _undone(found, event)
            yield event
        elif changed:
            yield correction(found, changed, event.cites[0])


def forgotten(items: Sequence[Event], held: Held) -> list[Event]:
    """Yield recorded transactions of this register that a newer download no longer tells.

    They are left as they stand.
    """
    recorded = [event for event in held.stating(MOVING) if _key(event)]
    for event in items:
        if found := _found(event, recorded):
            recorded.remove(found)
    return [] if held.settled else recorded


def announced(items: Sequence[Event], held: Held, updated: str) -> Iterator[Event]:
    """Pledges: the first announces, further ones top up.

    Where their sum is another one, the promise was revised.
    """
    recorded = held.stating(ANNOUNCING)
    if not items:
        return
    if not recorded:
        yield items[0]
        yield from map(_topped_up, items[1:])
        return
    sums = _sum(items), _standing(recorded)
    if held.settled or sums[0] == sums[1]:
        last = max((i for i, each in enumerate(recorded) if each.kind == "pledge-revised"), default=0)
        yield from (held.amount_source(each) for each in recorded[last:])
        return
    more = items[len(recorded) :]
    if more and _sum(items[: len(recorded)]) == sums[1]:
        yield from map(held.amount_source, recorded)
        yield from map(_topped_up, more)
        return
    yield PledgeRevised(
        stream=items[0].stream,
        on=updated or items[-1].on,
        amount=sums[0],
        cites=items[-1].cites,
        note=items[-1].note,
    )


def new_totals(items: Sequence[Event], held: Held) -> Iterator[Event]:
    """Budgets and plans: a changed one is a new claim, since a total is a stock."""
    recorded = held.kinds(("total-reported",))
    for event in items:
        same = (each for each in recorded if not differences(each, event, ("on",)))
        found = next(same, None)
        if found is None and held.settled:
            found = next((each for each in recorded if _same_span(each, event)), None)
        if found is None:
            yield event
        else:
            recorded.remove(found)
            yield as_given(held.log[(found.version or 1) - 1])


def _found(event: Event, recorded: Sequence[Event]) -> Event | None:
    """Return the recorded event that this one is.

    By ref, else equal, else of the same day, amount or place in the file.
    """
    key = _key(event)
    tests: tuple[Callable[[Event], bool], ...] = (
        lambda each: each.kind == event.kind and not differences(each, event),
        lambda each: each.kind == event.kind and each.on == event.on and _unit(each) == _unit(event),
        lambda each: each.kind == event.kind and getattr(each, "amount", 0) == getattr(event, "amount", 1),
        lambda each: each.kind == event.kind and _key(each) == key,
    )
    if key and not key.startswith("#"):
        named = next((each for each in recorded if _key(each) == key), None)
        if named:
            return named
    nameless = [each for each in recorded if not key or (_key(each) or "#").startswith("#") or key.startswith("#")]
    return next((each for test in tests for each in nameless if test(each)), None)


def _undone(found: Event, event: Event) -> Event:
    """Another kind than recorded.

    The recorded one is retracted, or, where it opens its stream, loses its amount.
    """
    cited = event.cites[0]
    return retraction(found, cited) if found.version != 1 else _emptied(found, event)


def _emptied(found: Event, event: Event) -> EntryCorrected:
    return correction(found, {"amount": None, "equivalents": None}, event.cites[0])


def _topped_up(event: Event) -> Event:
    fields = event.model_dump(mode="json", exclude_none=True) | {"kind": "pledge-topped-up"}
    return PledgeToppedUp.model_validate(fields)


def _sum(events: Sequence[Event]) -> Amount:
    amounts = [each.amount for each in events if isinstance(each, PledgeMoney | PledgeToppedUp) and each.amount]
    total = sum(each.value for each in amounts)
    return amounts[0].model_copy(update={"value": total})


def _standing(events: Sequence[Event]) -> Amount:
    last = max((i for i, each in enumerate(events) if each.kind == "pledge-revised"), default=0)
    return _sum(events[last:])


def _same_span(one: Event, other: Event) -> bool:
    return (
        isinstance(one, TotalReported)
        and isinstance(other, TotalReported)
        and ((one.measure, one.since, one.as_of) == (other.measure, other.since, other.as_of))
    )


def _unit(event: Event) -> str:
    amount: Amount | None = getattr(event, "amount", None)
    return amount.unit if amount else ""


def _key(event: Event) -> str | None:
    found = (_KEY.fullmatch(each.locator or "") for each in event.cites)
    return next((match[1] for match in found if match), None)
