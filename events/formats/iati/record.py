"""Activities against the record: what each tells that is new, and what it changes about what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bilat.events.base import Event
from bilat.events.formats.iati import moves, reconciliation, stream_updates
from bilat.events.formats.iati.activities import Activity
from bilat.events.formats.iati.moves import Move
from bilat.events.formats.iati.orgs import Roles, party, roles
from bilat.events.formats.iati.reconciliation import Held
from bilat.events.formats.iati.streams import FURTHER, INCOMING, StreamLocations, Streams, places
from bilat.events.formats.reading import Reading, RecordedStreams, ReportedSum, Skipped
from bilat.events.formats.registers.parties import Parties
from bilat.events.formats.registers.sums import status

Yield = Event | Skipped | ReportedSum


class Surveyed(NamedTuple):
    """What the first look at a file found of an activity.

    Whether money goes out, and its stream where told.
    """

    outgoing: bool
    stream: str


def usable(activity: Activity, parties: Parties) -> Roles | str:
    """Return the parties of an activity that can be recorded, or why it cannot be."""
    if not activity.transactions and not moves.opening_day(activity):
        return "it tells no date"
    return roles(activity, parties)


class ActivityRecord:
    """The activities of one file beside what the ledger holds. `again`: these bytes were imported before."""

    def __init__(
        self, known: RecordedStreams, source: str, parties: Parties, survey: Mapping[str, Surveyed], again: bool
    ) -> None:
        self.known, self.source, self.parties, self.again = known, source, parties, again
        self.streams = Streams(known)
        self._survey = survey

    def readings(self, activity: Activity) -> Iterator[Reading]:
        """Yield what an activity tells, with the parties it needs before it."""
        for each in self._activity(activity):
            for registered in self.parties.take_new():
                yield registered, activity.where
            yield (each, activity.where) if isinstance(each, Event) else each

    def _activity(self, activity: Activity) -> Iterator[Yield]:
        items: list[Move] = []
        for each in moves.moves(activity):
            if isinstance(each, Move):
                items.append(each)
            else:
                yield each
        for total in activity.totals:
            if total.amount and total.amount.value > 0:
                yield ReportedSum(status("total-reported", total.measure), total.amount.unit, total.amount.value)
            else:
                yield Skipped(f"{activity.where}; {total.where}", f"a total of {total.amount or 0} is above 0 or none")
        who = usable(activity, self.parties)
        if isinstance(who, str):
            yield Skipped(activity.where, f"activity {activity.identifier}: {who}")
            yield from (ReportedSum(status(each.kind), each.amount.unit, each.amount.value) for each in items)
            return
        at = places(activity.identifier, activity.stream, any(not move.incoming for move in items), self.streams)
        umbrella = self._umbrella(activity)
        if at.programme:
            identity = moves.identity(activity, who.donors, who.recipients, who.via, umbrella)
            held = self._held(at.programme, activity)
            yield from stream_updates.programme(activity, at.programme, held, self.source, identity)
        if at.pledge:
            part_of = at.programme or umbrella
            identity = moves.identity(activity, who.donors, who.recipients, who.via, part_of)
            outgoing = [move for move in items if not move.incoming]
            for stream, shared in self._by_currency(activity, at.pledge, identity, outgoing):
                yield from shared
                yield from stream_updates.stage(activity, stream, self._held(stream, activity), self.source)
        yield from self._incoming(activity, at, who, items)
        yield from self._totals(activity, at.main)

    def _umbrella(self, activity: Activity) -> str | None:
        for identifier in activity.parents:
            surveyed = self._survey.get(identifier)
            held = self.streams.held(identifier, "programme") or self.streams.held(identifier, "pledge")
            if identifier != activity.identifier and (surveyed or held):
                outgoing, stream = surveyed or Surveyed(False, "")
                return places(identifier, stream, outgoing, self.streams).main
        return None

    def _held(self, stream: str, activity: Activity) -> Held:
        log = self.known.stream(stream)
        published = (cite.published or "" for event in log for cite in event.cites if _tells(cite.locator, activity))
        return Held.of(log, self.again or activity.updated < max(published, default=""))

    def _incoming(self, activity: Activity, at: StreamLocations, who: Roles, items: Sequence[Move]) -> Iterator[Yield]:
        """Money that comes in, by who provides it.

        Counted elsewhere where the activity tells what goes out of it.
        """
        by_ends: dict[tuple[tuple[str, ...], str], list[Move]] = {}
        reporter = party(activity.reporting, self.parties)
        for move in items:
            if move.incoming:
                provider = move.transaction.provider and party(move.transaction.provider, self.parties)
                receiver = move.transaction.receiver and party(move.transaction.receiver, self.parties)
                ends = (provider,) if provider else who.donors, receiver or reporter or ""
                by_ends.setdefault(ends, []).append(move)
        outgoing = any(not move.incoming for move in items)
        for (donors, receiver), group in by_ends.items():
            if not receiver:
                for each in group:
                    yield Skipped(f"{activity.where}; {each.transaction.where}", "incoming to nobody")
                    yield ReportedSum(status(each.kind), each.amount.unit, each.amount.value)
                continue
            if receiver in donors:
                receiver = self.parties.own_operations(receiver)
            identity = moves.identity(activity, donors, (receiver,), (), at.main) | {
                "ids": {INCOMING: activity.identifier},
                "horizon": None,
                "new_money": False if outgoing else None,
            }
            name = f"-{donors[0].lower()}" if len(donors) == 1 else ""
            to = "" if receiver == reporter else f"-{receiver.lower()}"
            stream = f"pledge/{at.slug}-in{name}{to}"
            for _, shared in self._by_currency(activity, stream, identity, group):
                yield from shared

    def _by_currency(
        self, activity: Activity, stream: str, identity: Mapping[str, Any], items: Sequence[Move]
    ) -> Iterator[tuple[str, Iterator[Yield]]]:
        """Yield a pledge, and its promises in further currencies, which cannot top it up: each on its own stream."""
        promised = dict.fromkeys(move.amount.unit for move in items if move.kind == "pledge-announced")
        free = [unit for unit in promised if not self.known.stream(f"{stream}-{unit.lower()}")]
        held = self._held(stream, activity)
        main = next((unit for unit in free if unit in held.units()), next(iter(free), ""))
        here = [move for move in items if move.kind != "pledge-announced" or move.amount.unit == main]
        yield stream, stream_updates.pledge(activity, stream, held, source=self.source, identity=identity, items=here)
        for unit in (each for each in promised if each != main):
            own = f"{stream}-{unit.lower()}"
            further = [move for move in items if move.kind == "pledge-announced" and move.amount.unit == unit]
            named = dict(identity) | {"ids": {FURTHER: activity.identifier}}
            yield (
                own,
                stream_updates.pledge(
                    activity, own, self._held(own, activity), source=self.source, identity=named, items=further
                ),
            )

    def _totals(self, activity: Activity, stream: str) -> Iterator[Event]:
        items = [each for each in activity.totals if each.amount and each.amount.value > 0]
        events = [moves.total(each, activity, stream, self.source) for each in items]
        yield from reconciliation.new_totals(events, self._held(stream, activity))


def _tells(locator: str | None, activity: Activity) -> bool:
    return bool(locator) and (locator or "").split(", ")[0] == activity.identifier
