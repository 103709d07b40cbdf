"""Accounts kept beside the columns of a ledger: after new events only the streams that they touch are folded again.

They lie in a folder of the columns' own, are those of the whole log without any clock, and are used where ledger,
size and Merkle root agree with the head of the log, or where the tree of what is kept, with the new lines as leaves,
comes to the head's root. They are written when the columns are: for the same head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

import polars as pl

from bilat.events.log.head import Head
from bilat.projections.cache import columns as cache_columns
from bilat.projections.cache import segments as cache_segments
from bilat.projections.cache.folder import ACCOUNTS
from bilat.projections.cache.segments import DamagedCache, Manifest, Segment
from bilat.projections.cache.verify import UNREADABLE
from bilat.projections.pledges.accounts import Accounts, accounts, fold_in_batches
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary


class AccountsLog(cache_columns.CachedLog, Protocol):
    """What is asked of a log."""

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


def cached_accounts(log: AccountsLog, head: Head, columns: pl.LazyFrame) -> Accounts | None:
    """Return the accounts of the log, whose first `head.size` events `columns` are; None where none are worth being
    kept.
    """
    if head.size <= cache_columns.MIN_EVENTS_TO_CACHE:
        return None
    beside = cache_columns.folder_of(log.location, head.ledger)
    folder = beside / ACCOUNTS
    found = load(log, head, columns, folder)
    there = cache_segments.manifest(beside)
    if there is None or (there.ledger, there.size, there.root) != (head.ledger, head.size, head.root):
        return found[0] if found else None
    if found and found[1] == head.size:
        return found[0]
    every = (
        (found[0],)
        if found
        else (Accounts(*(each.lazy() for each in part)) for part in fold_in_batches(_seen(columns)))
    )
    try:
        segments = tuple(chain.from_iterable(_written(folder, part) for part in every))
        cache_segments.write_manifest(folder, Manifest(head.ledger, head.size, head.root, head.peaks, segments))
    except OSError:  # the columns were written a moment ago: reports fold until there is room again
        return found[0] if found else None
    return _read(folder, segments)


def load(log: AccountsLog, head: Head, columns: pl.LazyFrame, folder: Path) -> tuple[Accounts, int] | None:
    """Return the accounts of the log as far as some are kept, extended by what is new, and how many events those are
    of.
    """
    there = cache_segments.manifest(folder)
    if there is None or there.ledger != head.ledger or not 0 < there.size <= head.size:
        return None
    try:
        cache_segments.check(folder, there.segments)
        later = log.lines(there.size + 1, head.size) if there.size < head.size else ()
        if cache_columns.tree(there).extended(later).root.hex() != head.root:
            return None
    except DamagedCache:
        return None
    if {*map(_part, there.segments)} != {*Accounts._fields}:
        return None
    rows = _read(folder, there.segments)
    return (rows if there.size == head.size else _extended(rows, there.size, columns)), there.size


def accounts_differ(log: AccountsLog, head: Head) -> bool:
    """Whether some accounts are kept for this log and are not what folding its columns again comes to."""
    folder = cache_columns.folder_of(log.location, head.ledger) / ACCOUNTS
    if cache_segments.manifest(folder) is None:  # nothing is kept that a report would use
        return False
    columns = cache_columns.columns(log, head)
    found = load(log, head, columns, folder)
    if found is None:
        return False
    streams = 0
    for again in fold_in_batches(_seen(columns)):
        here = pl.col("stream").is_in(again[0]["stream"].implode())
        try:
            if not all(_alike(old.filter(here).collect(), new) for old, new in zip(found[0], again, strict=True)):
                return True
        except UNREADABLE:
            return True
        streams += again[0].height
    return bool(found[0].openings.select(pl.len()).collect().item() != streams)


def _alike(old: pl.DataFrame, new: pl.DataFrame) -> bool:
    """Whether two parts of accounts say the same, `seq` aside, which counts in no certain order."""
    names = [name for name in ("stream", "event", "unit", "at", "reason") if name in new.columns]
    one, other = (part.drop("seq", strict=False).sort(names) for part in (old, new))
    return one.equals(other)


def _extended(rows: Accounts, size: int, columns: pl.LazyFrame) -> Accounts:
    """Fold the streams again that have events after the first `size`; the others stay as they are."""
    streams = columns.filter(pl.col("position") > size).select("stream").unique().collect()["stream"]
    touched = pl.col("stream").is_in(streams.implode())
    first = rows.claims.select(pl.col("seq").max().fill_null(0)).collect().item() + 1
    fresh = accounts(_seen(columns.filter(touched)), first)
    return Accounts(*(pl.concat([old.filter(~touched), new]) for old, new in zip(rows, fresh, strict=True)))


def _seen(columns: pl.LazyFrame) -> pl.LazyFrame:
    return as_of(columns, Boundary())


def _written(folder: Path, rows: Accounts) -> Iterator[Segment]:
    for name, part in zip(Accounts._fields, rows, strict=True):
        yield cache_segments.write_segment(folder, part.collect(), name)


def _read(folder: Path, segments: tuple[Segment, ...]) -> Accounts:
    parts = {name: [each for each in segments if _part(each) == name] for name in Accounts._fields}
    return Accounts(*(pl.concat(cache_segments.scan(folder, each)) for each in parts.values()))


def _part(segment: Segment) -> str:
    return segment.file.partition("-")[0]
