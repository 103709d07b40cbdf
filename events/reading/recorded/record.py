"""A ledger as a draft needs it: names of parties and speakers, and the streams that may be what a text tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from bilat.events.reading.gazetteer.names import Party, Sort
from bilat.events.reading.recorded.streams import KnownStream, streams_of

if TYPE_CHECKING:
    from bilat.events.log.log import Log

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


def record_of(log: Log) -> Record:
    """Return what a ledger holds, read line by line."""
    return record_from(orjson.loads(line) for line in log.lines() if _compared(line))


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
