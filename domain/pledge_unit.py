"""The unit in which a pledge stands, for the rule that a top-up keeps it."""

from __future__ import annotations

from datetime import date

from bilat.domain.stream_state import SEVERAL, StreamState
from bilat.events.base import Event
from bilat.events.pledges import PledgeAnnounced, PledgeCommitted, PledgeDisbursed, PledgeRestated, PledgeRevised
from bilat.events.values.dates import span

_STANDS = (PledgeAnnounced, PledgeRevised)
_STANDS_IN = (PledgeRestated, PledgeCommitted, PledgeDisbursed)


def standing_unit(stream: StreamState, event: Event) -> str | None:
    """Return the unit of what stands on the day of `event`, an event of the same pledge; None where nothing does.

    The last announcement or revision by then says it (the opening first, then day, then version), else the first
    later one, else the first restatement, commitment or disbursement that states an amount.
    """
    if stream.unit != SEVERAL:
        return stream.unit
    events = stream.effective_events().values()
    stated = [each for each in events if isinstance(each, _STANDS) and each.amount]
    if stated:
        stated.sort(key=_order)
        before = [each for each in stated if _order(each) <= (1, _day(event), 10**9)]
        chosen = before[-1] if before else stated[0]
        return chosen.amount.unit if chosen.amount else None
    for kind in _STANDS_IN:
        for each in events:
            if isinstance(each, kind) and each.amount:
                return each.amount.unit
    return None


def _day(event: Event) -> date:
    return span(event.on).first if event.on else date.max


def _order(event: Event) -> tuple[int, date, int]:
    return (0 if event.version == 1 else 1, _day(event), event.version or 0)
