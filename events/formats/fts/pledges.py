"""A flow as the event that its status tells, and a flow with parts as the programme that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bilat.events.base import Event
from bilat.events.formats.fts.flows import Flow
from bilat.events.formats.fts.sides import Ends
from bilat.events.formats.registers.sums import status
from bilat.events.pledges import PledgeAnnounced, PledgeCommitted, PledgeDisbursed, PledgeMoney
from bilat.events.programmes import ProgrammeOpened
from bilat.events.values.citations import Citation

KINDS: Mapping[str, type[PledgeMoney]] = {
    "pledge": PledgeAnnounced,
    "commitment": PledgeCommitted,
    "paid": PledgeDisbursed,
}
"""FTS status to the kind of event, in the order in which money moves."""
RANKS = tuple(kind.model_fields["kind"].default for kind in KINDS.values())
"""The kinds, in the same order."""
_UPDATED = re.compile(r"flow [0-9]+, updated (\S+)")


def measure_of(flow: Flow) -> str:
    """Return what a flow's status tells, in our words: announced, committed, disbursed."""
    return status(KINDS[flow.status].model_fields["kind"].default)


def stream_of(flow_id: str, again: int = 1) -> str:
    """Return the pledge stream of a flow; the second and later ones where the first was retracted."""
    return f"pledge/fts-{flow_id}" + (f"-{again}" if again > 1 else "")


def programme_of(flow_id: str) -> str:
    """Return the programme stream of a flow that others are parts of."""
    return f"programme/fts-{flow_id}"


def day(flow: Flow) -> str:
    """Return the day a flow happened: a payment's own date, else the day the donor decided."""
    days = (flow.dated, flow.decided) if flow.status == "paid" else (flow.decided, flow.dated)
    return next(filter(None, (*days, flow.reported)), "")


def cite(flow: Flow, source: str) -> Citation:
    """Return the row as a citation: its flow, when FTS last changed it, and the day it was reported to FTS."""
    updated = f", updated {flow.updated}" if flow.updated else ""
    return Citation(source=source, locator=f"flow {flow.id}{updated}", published=flow.reported or None)


def updated(events: Iterable[Event]) -> str:
    """When FTS had last changed the flow as it was last recorded; empty where that is not known."""
    found = (_UPDATED.fullmatch(each.locator or "") for event in events for each in event.cites)
    return max((match[1] for match in found if match), default="")


def pledge(flow: Flow, stream: str, ends: Ends, source: str, part_of: str | None) -> PledgeMoney:
    """Return the event that opens a flow's stream, with all that FTS tells of it."""
    passed_on = not flow.new_money or flow.kind in ("Pass through", "Carryover")
    identity: dict[str, Any] = {
        "donor": ends.donors,
        "recipient": ends.recipients,
        "title": flow.title or f"FTS flow {flow.id}",
        "instrument": "in-kind" if flow.in_kind else "unspecified",
        "flow": "private" if flow.source.types == "Private Organizations" else None,
        "horizon": _horizon(flow.destination.years),
        "via": ends.via or None,
        "part_of": part_of,
        "topics": tuple(dict.fromkeys((*flow.clusters, *flow.emergencies))) or None,
        "new_money": False if passed_on else None,
        "ids": {"fts": flow.id} | ({"fts-reference": flow.reference} if flow.reference else {}),
        "note": None if flow.kind == "Standard" else f"FTS flow type {flow.kind}",
    }
    return KINDS[flow.status].model_validate(identity | money(flow, stream, source))


def later(flow: Flow, stream: str, source: str) -> PledgeMoney:
    """Return the event that a flow's new status adds to its stream."""
    return KINDS[flow.status].model_validate(money(flow, stream, source))


def money(flow: Flow, stream: str, source: str) -> dict[str, Any]:
    """Return what every event of a flow tells: its day, its row, its amount as given and FTS's own US dollars."""
    return {
        "stream": stream,
        "on": day(flow),
        "cites": (cite(flow, source),),
        "amount": flow.amount,
        "equivalents": (flow.equivalent,) if flow.equivalent else None,
    }


def programme(flow_id: str, row: Flow, ends: Ends, source: str, part_of: str | None) -> ProgrammeOpened:
    """Return the programme of a flow with parts.

    Told by its own row, else by that of a part, which knows its id alone.
    """
    own = row.id == flow_id
    full = f": USD {int(row.full_usd):,} in full" if own and row.full_usd.isdecimal() else ""
    return ProgrammeOpened.model_validate(
        {
            "stream": programme_of(flow_id),
            "on": day(row),
            "cites": (cite(row, source),),
            "donor": ends.donors,
            "recipient": ends.recipients,
            "title": row.title if own and row.title else f"FTS flow {flow_id}, which others are parts of",
            "part_of": part_of,
            "ids": {"fts": flow_id},
            "note": f"FTS flow type {row.kind}{full}" if own else f"opened from flow {row.id}, a part of it",
        }
    )


def _horizon(years: tuple[int, ...]) -> str | None:
    if not years:
        return None
    return str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}"
