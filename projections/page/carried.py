"""The lines that a page carries: a log with holes, of which reports are computed as they are of a whole one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, overload

import polars as pl

from bilat.projections.columns.decode import decode_lines
from bilat.projections.reports.query import Query
from bilat.projections.view import parties
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.corrections import corrected

Placed = tuple[int, bytes]
"""A canonical line, with its position in the log."""


class _ByPosition(Sequence[bytes]):
    """Lines as a report reads them, by position less one; those that are not carried are asked for by no report."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        self._lines = {position - 1: line for position, line in lines}

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(index, slice):
            return [self._lines[each] for each in range(index.start or 0, index.stop) if each in self._lines]
        return self._lines[index]

    def __len__(self) -> int:
        return max(self._lines, default=-1) + 1

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._lines.values())


class Carried:
    """Some lines of a log, in order, and their columns."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        self.lines = lines
        frame = decode_lines(b"\n".join(line for _, line in lines))
        positions = pl.Series([position for position, _ in lines], dtype=pl.Int64)
        self.frame = frame.with_columns(position=positions).lazy()
        self._by_position = _ByPosition(lines)

    def query(self, boundary: Boundary, stamp: dict[str, Any]) -> Query:
        """Return the question to these lines; `stamp` is that of the log that they are of.

        A clock of recording that stands beyond the last line stands at it: the log goes on, what is carried does not.
        """
        until, last = boundary.recorded_until, self.lines[-1][0] if self.lines else 0
        if isinstance(until, int) and until > last:
            boundary = replace(boundary, recorded_by=f"@{last}")
        own = as_recorded(self.frame, boundary).filter(pl.col("stream_type") == "party")
        known = parties.parties(corrected(own))
        names = dict(zip(known["code"], known["name"], strict=True))
        return Query(self.frame, boundary, stamp, names, self._by_position)
