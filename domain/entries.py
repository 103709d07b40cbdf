"""The rules of corrections: what may be mended, and that the stream it leaves is still admissible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from bilat.domain.fiscal import fiscal_years
from bilat.domain.index import Index
from bilat.domain.rules import problems, references, target
from bilat.domain.streams import Stream, corrected
from bilat.events.base import Event
from bilat.events.corrections import Entry, EntryCorrected
from bilat.events.errors import Problem
from bilat.events.kinds import did_you_mean
from bilat.events.log.codec import content, problems_of
from bilat.events.values.codes import split_reference

MENDABLE = ("on", "cites", "note", "label")


def entry_problems(stream: Stream, entry: Entry, index: Index, where: str) -> Iterator[Problem]:
    """Every reason why this entry may not be recorded."""
    yield from references(entry, index, where)
    found = list(target(stream, entry.target, where))
    yield from found
    if not found and isinstance(entry, EntryCorrected):
        yield from _correction(stream, entry, index, where)


def _correction(stream: Stream, entry: EntryCorrected, index: Index, where: str) -> Iterator[Problem]:
    _, version = split_reference(entry.target)
    event = stream.live[version]
    known = (*event.own_fields(), *MENDABLE)
    unknown = [name for name in entry.fields if name not in known]
    for name in unknown:
        yield Problem(where, "field", f"{event.kind} has no field {name!r} to correct", did_you_mean(name, known))
    if unknown:
        return
    try:
        mended = corrected(event, entry)
    except ValidationError as error:
        yield from problems_of(error, where, type(event))
        return
    for name, text in fiscal_years(mended).items():
        yield Problem(where, "fiscal-year", f"{name}: a correction takes no {text}", "write the interval")
        return
    before = set(_replayed(stream, stream.live, index, where))
    after = _replayed(stream, {**stream.live, version: mended}, index, where)
    yield from (problem for problem in after if problem not in before)


def _replayed(stream: Stream, live: Mapping[int, Event], index: Index, where: str) -> Iterator[Problem]:
    """What the rules find in the stream with these events in place of its own."""
    replayed = Stream(stream.name)
    for each in range(1, stream.version + 1):
        if each in live:
            for problem in problems(replayed, live[each], index, where):
                yield problem._replace(message=f"as corrected, {stream.name}#{each}: {problem.message}")
            replayed.take(live[each], content(live[each]))
        else:
            replayed.version = each
