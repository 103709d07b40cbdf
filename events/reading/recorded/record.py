"""A ledger as a draft needs it: names of parties and speakers, and the streams that may be what a text tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson

from bilat.events.reading.gazetteer.names import Party, Sort
from bilat.events.reading.pages.page import Page
from bilat.events.reading.recorded.keys import PROMISES, event_keys, opening_keys, sides_of, source_keys
from bilat.events.reading.recorded.streams import KnownStream, streams_of

if TYPE_CHECKING:
    from bilat.events.log.log import Log

WHOLE = 2_000
"""Events of a ledger that is read whole: up to so many that is as fast as to look them up."""
LATEST = 100
"""Streams that a proposal is compared with, the latest that have in common with it what likeness needs."""
SPEAKERS = 2_000
"""Statements whose speakers are learnt, the latest."""


@dataclass(frozen=True)
class Record:
    """What a ledger holds that a draft is compared with.

    `parties` by code; `names` are the spellings by which they and their speakers are found in a text.
    """

    parties: Mapping[str, Party] = field(default_factory=dict)
    names: tuple[tuple[str, Party, Sort], ...] = ()
    streams: Mapping[str, KnownStream] = field(default_factory=dict)
    look_up: Callable[[Iterable[str], Iterable[str]], Mapping[str, KnownStream]] | None = None
    """Finds streams by keys (`keys.py`) and by name, where a ledger is too large to have them all in `streams`."""

    def knowing(self, page: Page) -> Record:
        """Return the record with the sources that may be this page."""
        return self._with(source_keys(page.url, page.title, page.publisher), ())

    def beside(self, events: Iterable[Mapping[str, Any]]) -> Record:
        """Return the record with the streams that these events may be told on, and those of their names."""
        events = [*events]
        found = self
        for event in events:
            found = found._with(self._sought(event), (event["stream"],))
        return found

    def promising(self, donor: str, recipients: Iterable[str]) -> Record:
        """Return the record with what a party promised, to these before all."""
        givers, getters = self.related([donor]), ("", *self.related(recipients))
        return self._with((key for type in PROMISES for key in opening_keys(type, (givers, getters), {})), ())

    def _with(self, keys: Iterable[str], streams: Iterable[str]) -> Record:
        if self.look_up is None:
            return self
        return replace(self, streams={**self.streams, **self.look_up(keys, streams)})

    def _sought(self, event: Mapping[str, Any]) -> Iterator[str]:
        """Yield the keys of all that an event may tell again."""
        type = {"total": "programme", "figure": "series"}.get(kind := event["kind"].partition("-")[0], kind)
        one, other = sides_of(type, event)
        if type in ("pledge", "programme"):
            sides = self.related(one), self.related(other)
            yield from event_keys(type, sides, event, near=True)
            yield from opening_keys("programme", sides, event) if kind == "total" else ()
        else:
            yield from opening_keys(type, (one, other), event) if type == "series" else ()
            yield from event_keys(type, (one, other), event, near=True)

    def related(self, codes: Iterable[str]) -> frozenset[str]:
        """Return parties with all that they are organs of, and with all organs of theirs."""
        own = frozenset(codes)
        above = {each for code in own for each in self.above(code)}
        return own | above | {code for code in self.parties if own & self.above(code)}

    def above(self, code: str) -> frozenset[str]:
        """Return a party and all that it is an organ of."""
        found = {code}
        at = self.parties.get(code)
        while at is not None and at.parent and at.parent not in found:
            found.add(at.parent)
            at = self.parties.get(at.parent)
        return frozenset(found)


def record_of(log: Log) -> Record:
    """Return what a ledger holds that a draft may be compared with.

    A small ledger is read whole. Of a large one the parties and speakers, by its index (`index.py`), and of all else
    what `Record.beside` and `Record.knowing` then look up; so the log stays open as long as the record is used.
    """
    head = log.head
    if head.size <= WHOLE:
        return record_from(orjson.loads(line) for line in log.lines(1, head.size) if _compared(line))
    from bilat.events.reading.recorded.index import open_index

    index = open_index(log, head)
    parties = {code: Party(code, name, type, parent) for code, name, type, parent in index.parties()}
    names = tuple(_names(parties, index.speakers(SPEAKERS)))

    def look_up(keys: Iterable[str], streams: Iterable[str]) -> Mapping[str, KnownStream]:
        found = dict.fromkeys(index.streams(keys, LATEST))
        return streams_of(_records(log, [*found, *(each for each in streams if each not in found)]))

    return Record(parties, names, {}, look_up)


def _records(log: Log, streams: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the events of streams as event JSON, with their versions."""
    for events in log.read_streams(streams).values():
        for event in events:
            yield {**event.content_fields(), "version": event.version}


def record_from(records: Iterable[Mapping[str, Any]]) -> Record:
    """Return the same from events in the event JSON, in order of recording."""
    parties: dict[str, Party] = {}
    speakers: list[tuple[str, str]] = []
    rest: list[Mapping[str, Any]] = []
    for record in records:
        if record["kind"] == "party-registered":
            code = record["stream"].partition("/")[2]
            parties[code] = Party(code, record["name"], record["type"], record.get("parent"))
        elif record["kind"] == "statement-made":
            if record.get("speaker") and len(record["parties"]) == 1:
                speakers.append((record["speaker"], record["parties"][0]))
        else:
            rest.append(record)
    names = tuple(_names(parties, speakers[-SPEAKERS:]))
    return Record(parties, names, streams_of(rest))


def _names(parties: Mapping[str, Party], speakers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Party, Sort]]:
    for party in parties.values():
        yield party.name, party, "name"
        if len(party.code) > 2 or party.code in ("EU", "UN"):
            yield party.code, party, "name"
    for name, code in speakers:
        if code in parties:
            yield name, parties[code], "leader"


def _compared(line: bytes) -> bool:
    return b'"kind":"entry-cited"' not in line and b'"kind":"ledger-sealed"' not in line
