"""One stream of an activity against the record: its money, its identity, its stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilat.events.base import Event
from bilat.events.formats.iati import moves, reconciliation
from bilat.events.formats.iati.activities import Activity
from bilat.events.formats.iati.codelists import STAGES
from bilat.events.formats.iati.moves import Move
from bilat.events.formats.iati.reconciliation import Held
from bilat.events.formats.reading import ReportedSum, Skipped
from bilat.events.formats.registers.amendments import as_given, correction, differences, retraction
from bilat.events.formats.registers.sums import status
from bilat.events.registry import event_class


def programme(activity: Activity, stream: str, held: Held, source: str, identity: Mapping[str, Any]) -> Iterator[Event]:
    """Yield the opening of a programme, or what has changed about it."""
    event = moves.opened(activity, stream, source, identity)
    if not held.log:
        yield event
        return
    yield as_given(held.log[0])
    if not held.settled and (opening := held.standing.get(1)):
        besides = () if activity.dates.get("2") else ("on",)
        if changed := differences(opening, event, besides):
            yield correction(opening, changed, event.cites[0])


def pledge(
    activity: Activity,
    stream: str,
    held: Held,
    *,
    source: str,
    identity: Mapping[str, Any],
    items: Sequence[Move],
) -> Iterator[Event | Skipped | ReportedSum]:
    """Yield the events of a pledge's transactions, the first with its identity; or what has changed about them.

    Its promises are in one currency.
    """
    promises = [move for move in items if move.kind == "pledge-announced"]
    first = [moves.money(move, activity, stream, source) for move in promises]
    movements = [move for move in items if move.kind != "pledge-announced"]
    rest = [moves.money(move, activity, stream, source) for move in movements]
    announced = list(reconciliation.announced(first, held, activity.updated))
    yield from _promised(promises, announced)
    yield from (ReportedSum(status(move.kind), move.amount.unit, move.amount.value) for move in movements)
    new = [*announced, *reconciliation.moved(rest, held)]
    if not held.log and new:
        new[0] = moves.with_identity(new[0], identity)
    yield from new
    for each in reconciliation.forgotten(rest, held):
        yield Skipped(activity.where, f"{each.ref} is no longer told; it is left as recorded")
    yield from _identity(activity, held, source, identity)


def stage(activity: Activity, stream: str, held: Held, source: str) -> Iterator[Event]:
    """Yield what the activity's status tells, where it is not what was recorded last."""
    kind = STAGES.get(activity.status)
    stages = held.kinds(tuple(STAGES.values()))
    last = stages[-1] if stages else None
    cited = moves.cite(activity, source)
    if last and (last.kind == kind or held.settled):
        yield as_given(held.log[(last.version or 1) - 1])
    elif kind and not held.settled:
        on = (activity.dates.get("4") if activity.status != "6" else "") or activity.updated
        on = on or max((each.day for each in activity.transactions), default="")
        yield event_class(kind).model_validate({"kind": kind, "stream": stream, "on": on, "cites": (cited,)})
    elif last and last.kind != "pledge-suspended" and activity.status:
        yield retraction(last, cited)


def _promised(items: Sequence[Move], announced: Sequence[Event]) -> Iterator[ReportedSum]:
    """Yield the pledges of the file, under what they are recorded as: announced, topped up, revised."""
    if len(items) == len(announced):
        for move, event in zip(items, announced, strict=True):
            yield ReportedSum(status(_kind(event)), move.amount.unit, move.amount.value)
    elif items:
        total = sum(move.amount.value for move in items)
        yield ReportedSum(status(_kind(announced[-1])), items[0].amount.unit, items[0].amount.value * 0 + total)


def _kind(event: Event) -> str:
    """Return the kind of an announcement; a correction mends the first."""
    return event.kind if event.kind in reconciliation.ANNOUNCING else "pledge-announced"


def _identity(activity: Activity, held: Held, source: str, identity: Mapping[str, Any]) -> Iterator[Event]:
    opening = held.standing.get(1)
    if not opening or held.settled:
        return
    changed = differences(opening, moves.with_identity(opening, identity))
    if opening.content_fields().get("new_money") is False and identity.get("new_money", True) is None:
        changed["new_money"] = None
    if changed:
        yield correction(opening, changed, moves.cite(activity, source))
