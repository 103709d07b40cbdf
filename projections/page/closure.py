"""The closure of a page: every line that its numbers rest on, and every line that those name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import orjson
import polars as pl

from bilat.events.fields import named_streams
from bilat.events.log.codec import decode
from bilat.projections.columns import Frame
from bilat.projections.page.carried import Placed
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relations import in_relation

SMALL = 60
"""Up to so many events a page carries the whole log, so that nothing can have been left out."""


class LinedLog(Protocol):
    """What is asked of a log: its lines."""

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


class Record:
    """The first `size` events of a log, from which pages are cut: where each stream's events stand, and their lines."""

    def __init__(self, log: LinedLog, frame: Frame, size: int) -> None:
        self._log, self.size = log, size
        self.frame = frame.lazy().filter(pl.col("position") <= size)
        places = self.frame.select("stream", "position").collect()
        self._positions: dict[str, list[int]] = defaultdict(list)
        for stream, position in zip(places["stream"], places["position"], strict=True):
            self._positions[stream].append(position)
        self._named: dict[str, set[str]] = {}
        self._lines: dict[int, bytes] = {}

    def of(self, boundary: Boundary) -> list[Placed]:
        """Return the lines that a page within a boundary carries: whole streams, in order of recording.

        The boundary's streams whatever its window and what was known when; what their events name: parties, sources,
        meetings, agreements, umbrellas; and what these name.
        """
        if self.size <= SMALL:
            return self.closed((), boundary)
        view = in_relation(as_of(self.frame, replace(boundary, known_by=None)), boundary)
        return self.closed(view.select("stream").unique().collect()["stream"], boundary)

    def closed(self, streams: Iterable[str], boundary: Boundary) -> list[Placed]:
        """Return the lines of some streams and of all that they name, with the parties asked for.

        Those of the whole log where it is small.
        """
        if self.size <= SMALL:
            return self.lines(range(1, self.size + 1))
        found: set[str] = set()
        new = {*streams, *(f"party/{code}" for code in boundary.codes)}
        while new:  # one turn a step away, so that the log is read a few times
            found |= new
            self.lines(self._places(stream for stream in new if stream not in self._named))
            new = {name for stream in new for name in self._names(stream)} - found
        return self.lines(self._places(found))

    def _places(self, streams: Iterable[str]) -> list[int]:
        return sorted(each for stream in streams for each in self._positions.get(stream, ()))

    def lines(self, positions: Sequence[int]) -> list[Placed]:
        """Return the lines at some positions, which are in order; each is read once."""
        missing = [each for each in positions if each not in self._lines]
        for first, last in _runs(missing):
            self._lines.update(enumerate(self._log.lines(first, last), first))
        return [(each, self._lines[each]) for each in positions]

    def _names(self, stream: str) -> set[str]:
        """Return the streams that the events of one name."""
        if stream not in self._named:
            lines = self.lines(self._positions.get(stream, ()))
            self._named[stream] = {name for _, line in lines for name in _named(line)}
        return self._named[stream]


def _named(line: bytes) -> Iterator[str]:
    event = decode(line)
    yield from (name for name, _ in named_streams(event))
    if event.kind == "entry-corrected":  # what is set right may be a name too
        fields: Mapping[str, object] = orjson.loads(line)["fields"]
        for value in fields.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str):
                    yield from (each, f"party/{each}", f"source/{each}")
                elif isinstance(each, dict) and isinstance(each.get("source"), str):
                    yield f"source/{each['source']}"


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of positions that follow one another closely."""
    start = last = 0
    for each in positions:
        if start and each - last > 8:
            yield start, last
            start = 0
        start, last = start or each, each
    if start:
        yield start, last
