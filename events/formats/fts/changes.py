"""What a later download changes about a flow that is recorded.

FTS edits a flow in place. A promise of another amount is the world's change (`pledge-revised`), a later status
is a new event, anything else mends our record. A status that went back is retracted; where it opened the stream,
the flow is told anew on a stream of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bilat.events.base import Event
from bilat.events.formats.fts import pledges
from bilat.events.formats.fts.flows import Flow
from bilat.events.formats.fts.pledges import RANKS
from bilat.events.formats.registers.amendments import (
    REASON,
    amount_source,
    cited_events,
    correction,
    differences,
    retraction,
)
from bilat.events.pledges import PledgeCancelled, PledgeMoney, PledgeRevised

OPENING_ALONE = ("amount", "equivalents", "on")
PROMISES = ("pledge-announced", "pledge-revised")


def standing_amount(events: Sequence[Event]) -> Event:
    """Return the recorded entry that says what the flow's amount is."""
    standing = cited_events(events)
    latest = _latest(list(standing.values()))
    if latest.kind == "pledge-announced":
        latest = _promise(standing.values())
    return amount_source(events, latest.version or 1)


def emptied(flow: Flow, events: Sequence[Event], source: str) -> Iterator[Event]:
    """Yield a flow that FTS gives 0 now: a promise is cancelled, other amounts are taken out of our record."""
    standing = list(cited_events(events).values())
    stating = [each for each in standing if isinstance(each, PledgeMoney) and each.amount]
    cited = pledges.cite(flow, source)
    if flow.status == "pledge" and stating:
        if not any(isinstance(each, PledgeCancelled) for each in standing):
            yield PledgeCancelled(stream=stating[0].stream, on=pledges.day(flow), cites=(cited,), reason=REASON)
        return
    for each in stating:
        yield correction(each, {"amount": None, "equivalents": None}, cited)


def amended(flow: Flow, event: PledgeMoney, events: Sequence[Event], source: str, again: str) -> Iterator[Event]:
    """Yield a flow as told now against its stream; `again` names the stream where it would have to be told anew."""
    standing = [each for _, each in sorted(cited_events(events).items())]
    latest = _latest(standing)
    cited, opening = event.cites[0], standing[0]
    while _rise(event, latest) < 0:
        yield amount_source(events, latest.version or 1)
        yield retraction(latest, cited)
        if latest is opening:
            yield event.model_copy(update={"stream": again})
            return
        standing.remove(latest)
        latest = _latest(standing)
    changed = differences(opening, event, OPENING_ALONE)
    later = pledges.later(flow, opening.stream, source)
    if _rise(event, latest) > 0:
        yield later
    else:
        own = differences(latest, later)
        if latest.kind == "pledge-announced":
            yield from _promised(flow, later, events, standing)
            own = {name: value for name, value in own.items() if name not in ("amount", "equivalents")}
        else:
            yield amount_source(events, latest.version or 1)
        if latest is opening:
            changed |= own
        elif own:
            yield correction(latest, own, cited)
    if changed:
        yield correction(opening, changed, cited)


def _promised(flow: Flow, later: PledgeMoney, events: Sequence[Event], standing: Sequence[Event]) -> Iterator[Event]:
    last = _promise(standing)
    if isinstance(last, PledgeMoney) and last.amount == flow.amount:
        yield amount_source(events, last.version or 1)
        return
    record = later.model_dump(mode="json", exclude_none=True, exclude={"kind"})
    yield PledgeRevised.model_validate(record | {"on": flow.updated[:10] or later.on})


def _promise(standing: Iterable[Event]) -> Event:
    promises = [each for each in standing if each.kind in PROMISES]
    return max(promises, key=lambda each: each.version or 0)


def _latest(standing: Sequence[Event]) -> Event:
    """Return the event of the furthest status."""
    return max((each for each in standing if each.kind in RANKS), key=lambda each: RANKS.index(each.kind))


def _rise(event: Event, latest: Event) -> int:
    return RANKS.index(event.kind) - RANKS.index(latest.kind)
