"""Drafts: what a batch is made of, gone through once as it is read, and again where the log grew meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from bilat.domain.record_buffer import RecordBuffer
from bilat.events.base import Event
from bilat.events.log.codec import as_written, canonical, decode, encode


class Draft(NamedTuple):
    """An event to record and where it came from (`line 7`; empty for one typed at the prompt)."""

    event: Event
    where: str = ""


DraftRecord = tuple[Event, str, dict[str, Any], bytes]
"""A draft's event, where it came from, and what it tells, decoded and as canonical bytes."""


class DraftBuffer:
    """The drafts of a batch. They are put aside as they come, so that none is kept in memory."""

    def __init__(self, drafts: Iterable[tuple[Event, str]]) -> None:
        self._coming = iter(drafts)
        self._buffer = RecordBuffer()
        self._parties: dict[str, Event] | None = None

    def __iter__(self) -> Iterator[DraftRecord]:
        offset = 0
        while True:
            if offset < self._buffer.size:
                for record in self._buffer.records(offset):
                    offset += len(record)
                    yield _again(record)
            elif draft := next(self._coming, None):
                read = self._put_aside(draft)
                offset = self._buffer.size
                yield read
            else:
                return

    def party(self, stream: str) -> Event | None:
        """Return the event of the batch that registers a party, wherever it stands: the batch is read to its end."""
        if self._parties is None:
            for draft in self._coming:
                self._put_aside(draft)
            self._parties = {}
            for record in self._buffer.records():
                if b'"party-registered"' in record:
                    event = _again(record)[0]
                    if event.kind == "party-registered":
                        self._parties.setdefault(event.stream, event)
        return self._parties.get(stream)

    def _put_aside(self, draft: tuple[Event, str]) -> DraftRecord:
        event, where = draft
        record = event.content_fields()
        content = canonical(record)
        added = event.attributes()
        bare = added["version"] is None and added["recorded_at"] is None and added["recorder"] is None
        line = _bare_line(event, record, content) if bare else encode(event)
        self._buffer.add(b"%b\t%b\n" % (orjson.dumps(where), line))
        return event, where, record, content


def _bare_line(event: Event, record: dict[str, Any], content: bytes) -> bytes:
    """Return the line of an event to which a ledger has added nothing: its content, in the schema it was written in."""
    written = as_written(event, record)
    return content if written is record else canonical(written)


def _again(record: bytes) -> DraftRecord:
    where, _, line = record.partition(b"\t")
    event = decode(line)
    fields = event.content_fields()
    return event, orjson.loads(where), fields, canonical(fields)
