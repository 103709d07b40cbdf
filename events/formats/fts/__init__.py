"""OCHA FTS: a year's humanitarian funding flows, as the Financial Tracking Service hands them out in CSV.

One flow is one pledge stream, which opens with what its status tells. A flow that others are parts of is,
beside its own money, a programme: FTS takes from it what it gives to its parts, so that it covers nothing
of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from bilat.events.errors import Problem
from bilat.events.formats.fts.columns import flows
from bilat.events.formats.fts.flows import Flow
from bilat.events.formats.fts.pledges import measure_of
from bilat.events.formats.fts.record import Recorded
from bilat.events.formats.reading import Context, Reading, ReportedSum, Skipped
from bilat.events.formats.registers.amendments import CachedStreams, NoStreams, is_open
from bilat.events.formats.registers.downloads import downloaded, registered
from bilat.events.formats.registers.parties import Parties
from bilat.events.formats.registers.refusals import refusing
from bilat.events.pledges import PledgeRevised

REGISTER = "fts"
NOTHING = Context()


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each flow's events: as told, or what a later download changes about those recorded.

    A flow that stands in the ledger yields its recorded event again, which counts as recorded already,
    and after it the revisions and corrections. Bytes imported before change nothing any more, nor does an
    older state of a flow.
    """
    known = CachedStreams(context.known or NoStreams())
    with downloaded(file) as download:
        read_flows = list(flows(download.file))
        found = [each for each in read_flows if isinstance(each, Problem)]
        if found:
            yield from found
            return
        again = is_open(known, f"source/{download.slug(REGISTER)}")
        title = f"OCHA FTS flows, {context.name}" if context.name else "OCHA FTS flows"
        for event in registered(
            download, REGISTER, "text/csv", known, title=title, publisher="OCHA Financial Tracking Service"
        ):
            yield event, "the file"
        every = [each for each in read_flows if isinstance(each, Flow)]
        yield from _recorded(every, Recorded(known, download.slug(REGISTER), Parties(known), every, again))


def _recorded(every: list[Flow], record: Recorded) -> Iterator[Reading]:
    for flow in every:
        readings = list(refusing(record.readings(flow), flow.where))
        if flow.amount is not None:
            revised = any(isinstance(each, PledgeRevised) for each in readings)
            yield ReportedSum("revised" if revised else measure_of(flow), flow.amount.unit, flow.amount.value)
        for reading in readings:
            for party in record.parties.take_new():
                yield party, flow.where
            yield reading if isinstance(reading, Skipped | Problem) else (reading, flow.where)
