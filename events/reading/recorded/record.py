"""A ledger as a draft needs it: names of parties and speakers, and the streams that may be what a text tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from bilat.events.reading.gazetteer.names import Party, Sort, names_of
from bilat.events.reading.parties import find_parties
from bilat.events.reading.recorded.streams import COMPARED, KnownStream, streams_of
from bilat.events.reading.sums import find_sums

if TYPE_CHECKING:
    from bilat.events.log.log import Log

WHOLE = 50_000
"""Events of a ledger that is read whole."""
LATEST = 5_000
"""Streams between parties of the text that are compared with, the latest, beside those with an amount of the text."""
BATCH = 500
_FIRST = re.compile(rb'"version":1[,}]')
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

    def above(self, code: str) -> frozenset[str]:
        """Return a party and all that it is an organ of."""
        found = {code}
        at = self.parties.get(code)
        while at is not None and at.parent and at.parent not in found:
            found.add(at.parent)
            at = self.parties.get(at.parent)
        return frozenset(found)


def record_of(log: Log, text: str) -> Record:
    """Return what a ledger holds that a draft of this text may be compared with.

    A small ledger is read whole. Of a large one parties, sources and speakers are read by their streams, and of all
    else the streams that open between parties that the text names: those with an amount of the text, and the latest.
    """
    if log.head.size <= WHOLE:
        return record_from(orjson.loads(line) for line in log.lines() if _compared(line))
    first = record_from(_records(log, [*log.streams("party/"), *log.streams("source/"), *_speaking(log)]))
    names = names_of(first.names)
    codes = {each.code for each in find_parties(text, names)}
    amounts = {format(each.value, "f") for found in find_sums(text) for each in found.readings}
    streams = _streams_between(log, codes, amounts)
    rest = record_from(_records(log, streams))
    return Record(first.parties, first.names, {**first.streams, **rest.streams})


def _speaking(log: Log) -> list[str]:
    return log.streams("statement/")[-SPEAKERS:]


def _records(log: Log, streams: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the events of streams as event JSON, with their versions."""
    for first in range(0, len(streams), BATCH):
        for events in log.read_streams(streams[first : first + BATCH]).values():
            for event in events:
                yield {**event.content_fields(), "version": event.version}


def _streams_between(log: Log, codes: set[str], amounts: set[str]) -> list[str]:
    """Return the streams that open between these parties; found in the bytes of the lines, few of which are decoded."""
    if not codes:
        return []
    sides = re.compile(
        rb'"(?:donor|recipient|from|to|parties)":\[?[^\]}]*?"(?:'
        + b"|".join(sorted(each.encode() for each in codes))
        + rb')"'
    )
    values = (
        re.compile(rb'"value":"(?:' + b"|".join(re.escape(each.encode()) for each in sorted(amounts)) + rb')"')
        if amounts
        else None
    )
    same: dict[str, None] = {}
    latest: dict[str, None] = {}
    for line in log.lines():
        if _FIRST.search(line) and _compared(line) and sides.search(line):
            stream = orjson.loads(line)["stream"]
            if stream.partition("/")[0] not in COMPARED:
                continue
            if values and values.search(line):
                same[stream] = None
            latest[stream] = None
            if len(latest) > LATEST:
                del latest[next(iter(latest))]
    return [*same, *(each for each in latest if each not in same)][: 2 * LATEST]


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
