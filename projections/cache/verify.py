"""Whether what is kept beside a ledger is as it was written, and what the log says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from bilat.events.log.head import Head
from bilat.projections.cache import segments
from bilat.projections.cache.columns import CachedLog, folder_of, usable
from bilat.projections.cache.folder import ACCOUNTS
from bilat.projections.columns.decode import decode_lines
from bilat.projections.columns.schema import SCHEMA

UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""What Polars raises of Parquet that is none; a panic is no `Exception`."""


class Condition(NamedTuple):
    """Of what is kept in one folder: whether reports use it, whether it was changed, and that as words."""

    what: str
    folder: Path
    used: bool
    changed: bool
    words: str


def conditions(log: CachedLog, head: Head) -> list[Condition]:
    """Return the condition of the columns and of the accounts, as far as some are kept, by their hashes alone."""
    folder = folder_of(log.location, head.ledger)
    found = (_condition("columns", folder, head), _condition(ACCOUNTS, folder / ACCOUNTS, head))
    return [each for each in found if each is not None]


def _condition(what: str, folder: Path, head: Head) -> Condition | None:
    try:
        kept = segments.opened(folder)
        if kept.ledger != head.ledger or usable(folder, head, rows=what == "columns") is None:
            return Condition(what, folder, False, False, "of another log, not used")
        segments.check(folder, kept.segments)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Condition(what, folder, False, False, f"not used: {error}")
    except segments.DamagedCache:
        return Condition(what, folder, False, True, "not as they were written, not used")
    return Condition(what, folder, True, False, f"of the first {kept.size} events, as they were written")


def first_difference(log: CachedLog, head: Head) -> int | None:
    """Return the first position whose kept columns are not what the log says; None where all agree or none are kept.

    Columns that no report would use (damaged, or of another log or program) are passed over: they are made anew.
    """
    folder = folder_of(log.location, head.ledger)
    kept = usable(folder, head)
    if kept is None:
        return None
    position = 1
    for segment in kept.segments:
        try:
            segments.check(folder, [segment])
        except segments.DamagedCache:
            return None
        first = position
        try:
            (held,) = (rows.select(list(SCHEMA)).collect() for rows in segments.scan(folder, [segment]))
        except UNREADABLE:
            return position
        for joined in log.read_chunks(first, first + segment.events - 1):
            rows = decode_lines(joined, position)
            there = held.slice(position - first, rows.height)
            if not there.equals(rows):
                return position + _row(rows, there)
            position += rows.height
    return None


def _row(frame: pl.DataFrame, held: pl.DataFrame) -> int:
    """Return the first row that differs; the first of all where one frame is shorter."""
    rows = (row for row in range(held.height) if not frame[row].equals(held[row]))
    return next(rows, 0)
