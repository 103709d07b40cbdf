"""Reading: a first look at the whole file, for its faults and its names, then activity by activity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats.iati import exact, moves
from bilat.events.formats.iati.activities import Activity, Org
from bilat.events.formats.iati.elements import EVENT, ActivityHead, stream
from bilat.events.formats.iati.moves import Move
from bilat.events.formats.iati.parsing import activity, exact_event
from bilat.events.formats.iati.record import ActivityRecord, Surveyed, usable
from bilat.events.formats.reading import Context, Reading, RecordedStreams
from bilat.events.formats.registers.amendments import CachedStreams, NoStreams, is_open
from bilat.events.formats.registers.downloads import Download, downloaded, registered
from bilat.events.formats.registers.parties import Parties
from bilat.events.formats.registers.refusals import refusing
from bilat.events.formats.registers.sums import sums
from bilat.events.parties import PartyRegistered

REGISTER = "iati"
NOTHING = Context()


class Survey:
    """What the first look finds.

    Every fault, the activities by identifier, who reports, events of ours at the root.
    """

    def __init__(self, download: Download, known: RecordedStreams) -> None:
        self.problems: list[Problem] = []
        self.activities: dict[str, Surveyed] = {}
        self.generated = ""
        self.reporting = Org("", "", "")
        self.foreign = False
        self.around: list[Event] = []
        parties = Parties(known)
        seen: dict[str, str] = {}
        for each in readable(download):
            if isinstance(each, ActivityHead):
                self.generated = each.generated
            elif isinstance(each, Problem):
                self.problems.append(each)
            elif isinstance(each, Event):
                self.around.append(each)
            else:
                self._look(each, parties, seen)
        if not seen and not self.problems:
            self.problems.append(Problem("line 1", "xml", "no <iati-activity> in it", "is the file complete?"))

    def _look(self, each: Activity, parties: Parties, seen: dict[str, str]) -> None:
        if each.identifier in seen:
            self.problems.append(
                Problem(each.where, "twice", f"its identifier stands at {seen[each.identifier]} too", "keep one")
            )
        seen[each.identifier] = each.where
        self.reporting = self.reporting if seen.keys() - {each.identifier} else each.reporting
        self.problems += exact.disagreements(each)
        if exact.events(each):
            self.activities[each.identifier] = Surveyed(True, each.stream)
            return
        self.foreign = True
        if not isinstance(usable(each, parties), str):
            outgoing = any(isinstance(move, Move) and not move.incoming for move in moves.moves(each))
            self.activities[each.identifier] = Surveyed(outgoing, each.stream)


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each activity's events: as told, or what a later file changes about those recorded.

    What stands in the ledger is yielded again as recorded, and counts as recorded already; after it come
    revisions and corrections. Bytes imported before change nothing any more, nor does an older state of
    an activity. A file with a fault yields its problems alone.
    """
    known = CachedStreams(context.known or NoStreams())
    with downloaded(file) as download:
        survey = Survey(download, known)
        if survey.problems:
            yield from survey.problems
            return
        slug = download.slug(REGISTER)
        again = is_open(known, f"source/{slug}")
        for event in survey.around:
            yield exact.recorded_or_new(event, known), "bilat:event"
        if survey.foreign:
            for each in refusing(_source(download, survey, context.name, known), "the file"):
                yield each if isinstance(each, Problem) else (each, "the file")
        parties = Parties(known)
        for event in survey.around:
            if isinstance(event, PartyRegistered):
                parties.enter(event)
        record = ActivityRecord(known, slug, parties, survey.activities, again)
        for read_again in readable(download):
            if isinstance(read_again, Activity):
                yield from refusing(_recorded(read_again, record), read_again.where)


def readable(download: Download) -> Iterator[ActivityHead | Activity | Event | Problem]:
    """Yield the file from its beginning: its head, its activities, the events of ours at its root, its faults."""
    download.rewind()
    head = ActivityHead("", "")
    for each in stream(download.file):
        if isinstance(each, Problem):
            yield each
        elif isinstance(each, ActivityHead):
            head = each
            yield head
        elif each.tag == EVENT:
            found = exact_event(each)
            yield from [found] if isinstance(found, Event) else found
        else:
            yield from activity(each, head.generated)


def _recorded(each: Activity, record: ActivityRecord) -> Iterator[Reading]:
    items = exact.events(each)
    if not items:
        yield from record.readings(each)
    for event in items:
        yield from sums(event)
        yield exact.recorded_or_new(event, record.known), each.where


def _source(download: Download, survey: Survey, name: str, known: RecordedStreams) -> Iterator[Event]:
    publisher = survey.reporting.name or survey.reporting.ref or "unknown"
    title = f"IATI activities of {publisher}" + (f", {name}" if name else "")
    return registered(
        download,
        REGISTER,
        "application/xml",
        known,
        title=title[:1000],
        publisher=publisher,
        published=survey.generated or None,
    )
