"""A batch: admitted events on their way into the log, as canonical lines that lack the time of recording alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from bilat.domain.record_buffer import RecordBuffer
from bilat.events.base import Event
from bilat.events.log.codec import canonical, decode
from bilat.events.log.stores.application import EVENTS_BATCH, StoredLine

Recording = Callable[[int], None]
"""Is told how many events of a batch have gone into the store."""
SOME_TIME = b"1970-01-01T00:00:00.000000Z"
"""Stands where an event is read again before it has a time of recording."""


class Batch:
    """The lines of a batch, in order, put aside as they are admitted.

    A stream's events are chained: each is kept with the offset of the one before it, so that a stream can be read
    again (`events`) for no more than the offset of its last.
    """

    def __init__(self) -> None:
        self.count = 0
        self._buffer = RecordBuffer()
        # stands for the time of recording until that is known: random, so that no text of an event holds it
        self.blank = os.urandom(16).hex()

    def add(self, record: dict[str, Any], before: int) -> int:
        """Put the line of an event aside, given the offset of the one before in its stream; give its offset."""
        self.count += 1
        columns = (before, record["stream"].encode(), record["version"], record["kind"].encode(), canonical(record))
        return self._buffer.add(b"%d\t%b\t%d\t%b\t%b\n" % columns)

    def events(self, last: int) -> list[Event]:
        """Return the events of a stream in the order of their versions, given the offset of its last; -1: none."""
        found: list[Event] = []
        blank = self.blank.encode()
        while last >= 0:
            before, _, _, _, line = self._buffer.at(last).split(b"\t", 4)
            found.append(decode(line.replace(blank, SOME_TIME)))
            last = int(before)
        return found[::-1]

    def lines(self) -> Iterator[bytes]:
        """Yield the canonical lines, without a time of recording where none was told."""
        for record in self._buffer.records():
            yield record.split(b"\t", 4)[4][:-1]

    def records(self) -> Iterator[bytes]:
        """Yield the lines behind their columns: offset of the one before, stream, version and kind."""
        return self._buffer.records()


class StampedBatch:
    """A batch with its time of recording: it may be gone through more than once."""

    def __init__(self, batch: Batch, recorded_at: str, recording: Recording = lambda count: None) -> None:
        self.batch, self.recorded_at, self.recording = batch, recorded_at, recording

    def __iter__(self) -> Iterator[StoredLine]:
        blank, stamp = self.batch.blank.encode(), self.recorded_at.encode()
        for count, record in enumerate(self.batch.records()):
            if not count % EVENTS_BATCH:
                self.recording(count)
            _, stream, version, kind, line = record.split(b"\t", 4)
            yield StoredLine(stream.decode(), int(version), kind.decode(), line[:-1].replace(blank, stamp))
