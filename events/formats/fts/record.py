"""Flows against the record: what is new is told, what changed is revised or corrected, what stands stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats.fts import changes, pledges
from bilat.events.formats.fts.flows import Flow
from bilat.events.formats.fts.sides import Ends, ends
from bilat.events.formats.reading import RecordedStreams, Skipped
from bilat.events.formats.registers.amendments import as_given, cited_events, correction, differences, is_open
from bilat.events.formats.registers.parties import Parties


class Recorded:
    """The flows of one download beside what the ledger holds of them.

    `again`: these bytes were imported before.
    """

    def __init__(
        self, known: RecordedStreams, source: str, parties: Parties, every: Sequence[Flow], again: bool
    ) -> None:
        self.known, self.source, self.parties, self.again = known, source, parties, again
        self._rows = {flow.id: flow for flow in every}
        self._parents = {flow.parent for flow in every if flow.parent and flow.amount}
        self._opened: set[str] = set()

    def readings(self, flow: Flow) -> Iterator[Event | Skipped | Problem]:
        """Yield what a flow says that is to be recorded, or why nothing is."""
        if not pledges.day(flow):
            yield Problem(flow.where, "date", f"flow {flow.id} has no date")
            return
        who = ends(flow, self.parties) if flow.amount or flow.id in self._parents else "of 0"
        if not isinstance(who, str) and flow.parent and flow.parent not in self._rows:
            yield from self._programme(flow.parent, flow, who, None)
        if self._has_parts(flow):
            yield from self._own_programme(flow, who)
        if flow.amount is None:
            yield from self._nothing(flow)
        elif isinstance(who, str):
            yield Skipped(flow.where, f"flow {flow.id} of {flow.amount}: {who}")
        elif flow.status == "pledge" and flow.amount.value < 0:
            yield Skipped(flow.where, f"flow {flow.id} of {flow.amount}: a promise is above 0")
        else:
            yield from self._pledge(flow, who)

    def _has_parts(self, flow: Flow) -> bool:
        known = bool(flow.children) and is_open(self.known, pledges.programme_of(flow.id))
        return flow.id in self._parents or known or bool(flow.children and flow.amount)

    def _umbrella(self, flow: Flow) -> str | None:
        return pledges.programme_of(flow.parent) if flow.parent else None

    def _own_programme(self, flow: Flow, who: Ends | str) -> Iterator[Event]:
        part_ends = (ends(each, self.parties) for each in self._rows.values() if each.parent == flow.id)
        found = who if not isinstance(who, str) else next((e for e in part_ends if not isinstance(e, str)), None)
        if found:
            yield from self._programme(flow.id, flow, found, self._umbrella(flow))

    def _programme(self, flow_id: str, row: Flow, who: Ends, part_of: str | None) -> Iterator[Event]:
        stream = pledges.programme_of(flow_id)
        event = pledges.programme(flow_id, row, who, self.source, part_of)
        if stream in self._opened:
            return
        self._opened.add(stream)
        events = self.known.stream(stream)
        standing = cited_events(events).get(1)
        if standing is None:
            yield event
            return
        yield as_given(events[0])
        if row.id == flow_id and not self._older(row, events):
            changed = differences(standing, event)
            if changed:
                yield correction(standing, changed, event.cites[0])

    def _nothing(self, flow: Flow) -> Iterator[Event | Skipped]:
        _, events = self._stream(flow)
        if not self._older(flow, events):
            yield from changes.emptied(flow, events, self.source)
        parts = f"its money stands on its parts {', '.join(flow.children)}" if flow.children else "FTS tells no money"
        yield Skipped(flow.where, f"flow {flow.id} of 0: {parts}")

    def _pledge(self, flow: Flow, who: Ends) -> Iterator[Event]:
        number, events = self._stream(flow)
        umbrella = pledges.programme_of(flow.id) if self._has_parts(flow) else self._umbrella(flow)
        event = pledges.pledge(flow, pledges.stream_of(flow.id, number), who, self.source, umbrella)
        if not events:
            yield event
        elif self._older(flow, events):
            yield changes.standing_amount(events)
        else:
            again = pledges.stream_of(flow.id, number + 1)
            yield from changes.amended(flow, event, events, self.source, again)

    def _stream(self, flow: Flow) -> tuple[int, list[Event]]:
        """Return the number and the events of the flow's stream.

        The last of them, where earlier ones were retracted.
        """
        number, events = 1, self.known.stream(pledges.stream_of(flow.id))
        while events and 1 not in cited_events(events):
            number += 1
            events = self.known.stream(pledges.stream_of(flow.id, number))
        return number, events

    def _older(self, flow: Flow, events: list[Event]) -> bool:
        return self.again or (bool(flow.updated) and flow.updated < pledges.updated(events))
