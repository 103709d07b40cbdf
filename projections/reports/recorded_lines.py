"""Recorded lines: the canonical lines of a log, read when a report asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, overload

_GAP = 500
"""Lines that are read with others rather than looked up apart."""


class _Lines(Protocol):
    """What is asked of a log."""

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


class RecordedLines(Sequence[bytes]):
    """The first `size` lines of a log, by position less one; `opened` opens it, each time that some are read."""

    def __init__(self, opened: Callable[[], AbstractContextManager[_Lines]], size: int) -> None:
        self._opened, self._size = opened, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        with self._opened() as log:
            yield from log.lines(1, self._size)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        places = range(self._size)[index]
        if isinstance(places, int):
            return self.at([places + 1])[places + 1]
        found = self.at([place + 1 for place in places])
        return [found[place + 1] for place in places]

    def at(self, positions: Collection[int]) -> dict[int, bytes]:
        """Read the lines at some positions: what lies close together at once."""
        found: dict[int, bytes] = {}
        with self._opened() as log:
            for run in _runs(sorted({*positions})):
                lines = log.lines(run[0], run[-1])
                wanted = {*run}
                found |= {place: line for place, line in enumerate(lines, run[0]) if place in wanted}
        return found


def lines_at(lines: Sequence[bytes], positions: Collection[int]) -> dict[int, bytes]:
    """Return the lines at some positions of a log, by position, in one reading where the log is on disk."""
    if isinstance(lines, RecordedLines):
        return lines.at(positions)
    return {position: lines[position - 1] for position in positions}


def _runs(positions: Sequence[int]) -> Iterator[list[int]]:
    """Cut ascending positions where the next is far away."""
    run: list[int] = []
    for position in positions:
        if run and position - run[-1] > _GAP:
            yield run
            run = []
        run.append(position)
    if run:
        yield run
