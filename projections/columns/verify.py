"""Whether the columns kept beside a ledger are what its log says."""

from __future__ import annotations

import polars as pl

from bilat.events.log.head import Head
from bilat.projections.columns import shelf
from bilat.projections.columns.cache import Place, folder_of, usable
from bilat.projections.columns.frame import frame
from bilat.projections.columns.schema import SCHEMA


def first_difference(log: Place, head: Head) -> int | None:
    """The first position whose kept columns are not what the log says; None where all agree or none are kept.

    Columns that no report would use (damaged, or of another log or program) are passed over: they are made anew.
    """
    folder = folder_of(log.place, head.ledger)
    kept = usable(folder, head)
    if kept is None:
        return None
    position = 1
    for segment in kept.segments:
        try:
            shelf.check(folder, [segment])
        except shelf.Damaged:
            return None
        (held,) = (told.select(list(SCHEMA)).collect() for told in shelf.scans(folder, [segment]))
        first = position
        for joined in log.joined(first, first + segment.events - 1):
            told = frame(joined, position)
            there = held.slice(position - first, told.height)
            if not there.equals(told):
                return position + _row(told, there)
            position += told.height
    return None


def _row(told: pl.DataFrame, held: pl.DataFrame) -> int:
    """The first row that differs; the first of all where one frame is shorter."""
    rows = (row for row in range(held.height) if not told[row].equals(held[row]))
    return next(rows, 0)
