"""The columnar log kept beside its ledger: extended by what is new, made anew where it does not match.

Beside a SQLite ledger lies the folder `<ledger>.columns`; the columns of a ledger on a server lie in the user's
cache folder. What is kept is used where ledger, size and Merkle root agree with the head of the log. After new
events the tree of what is kept, with the new lines as leaves, must come to the head's root.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import polars as pl

from bilat.events.errors import StoreError
from bilat.events.location import POSTGRES
from bilat.events.log import user_cache
from bilat.events.log.head import Head
from bilat.events.log.transparency.merkle import Tree
from bilat.projections.cache import segments as cache_segments
from bilat.projections.cache.segments import DamagedCache, Manifest
from bilat.projections.columns.decode import LogLines, decode_lines, read

MIN_EVENTS_TO_CACHE = 2_000
"""Up to so many events columns are made faster than they are looked up."""
MIN_NEW_EVENTS = 1_000
"""So many new events are worth being written; fewer are read from the log each time."""
SEGMENT_EVENTS = 1_000_000
"""Events in one segment at most, to bound memory."""

_log = logging.getLogger(__name__)


class CachedLog(LogLines, Protocol):
    """What a log is kept under."""

    @property
    def location(self) -> str: ...


def columns(log: CachedLog, head: Head) -> pl.LazyFrame:
    """Return the first `head.size` events of the log as columns, yet to be read: `SCHEMA`, in position order.

    What is kept is extended, or made anew and written; where that cannot be done a warning says so. Raises StoreError
    where events are missing.
    """
    if head.size <= MIN_EVENTS_TO_CACHE:
        found = read(log, head.size)
        _all_there(found.height, head.size)
        return found.lazy()
    folder = folder_of(log.location, head.ledger)
    kept = usable(folder, head)
    if kept is not None:
        try:
            return pl.concat(_extended(log, head, folder, kept))
        except DamagedCache:
            pass
    return pl.concat(_extended(log, head, folder, Manifest(head.ledger)))


def folder_of(location: str, ledger: str) -> Path:
    """Where the columns of a ledger are kept. Raises StoreError where its id is none."""
    if location.startswith(POSTGRES):
        return user_cache.folder_of("columns", ledger)
    return Path(f"{location}.columns")


def usable(folder: Path, head: Head, *, rows: bool = True) -> Manifest | None:
    """Return what is kept of the log with this head, whole or its beginning; None where it is none of it.

    `rows` says that its segments have a row for each event.
    """
    kept = cache_segments.manifest(folder)
    if kept is None or kept.ledger != head.ledger or not 0 < kept.size <= head.size:
        return None
    if kept.size == head.size and kept.root != head.root:
        return None
    return kept if not rows or sum(segment.events for segment in kept.segments) == kept.size else None


def _extended(log: CachedLog, head: Head, folder: Path, kept: Manifest) -> list[pl.LazyFrame]:
    """Return the columns of what is kept and of what is new, which is written. Raises Damaged."""
    cache_segments.check(folder, kept.segments)
    frames = cache_segments.scan(folder, kept.segments)
    if kept.size == head.size:
        return frames
    segments, grown = list(kept.segments), tree(kept)
    keep = head.size - kept.size >= MIN_NEW_EVENTS and _may_write(log.location, folder)
    for piece, joined in _pieces(log, kept.size, head.size):
        if kept.size:
            grown = grown.extended(line for chunk in joined for line in chunk.split(b"\n"))
        frames.append(piece.lazy())
        if keep:
            small = _small(segments, piece.height)
            whole = pl.concat([*cache_segments.scan(folder, small), piece.lazy()]).collect()
            try:
                segments[len(segments) - len(small) :] = [cache_segments.write_segment(folder, whole)]
                frames = cache_segments.scan(folder, segments)
            except OSError as error:
                keep = _warn(folder, error)
    if kept.size and grown.root.hex() != head.root:
        raise DamagedCache("another log")
    if keep:
        try:
            cache_segments.write_manifest(
                folder, Manifest(head.ledger, head.size, head.root, head.peaks, tuple(segments))
            )
        except OSError as error:
            _warn(folder, error)
    return frames


def tree(kept: Manifest) -> Tree:
    """Return the tree of the log that is kept. Raises Damaged where its peaks do not come to its root."""
    try:
        found = Tree(kept.size, tuple(bytes.fromhex(peak) for peak in kept.peaks.split()))
    except ValueError as error:
        raise DamagedCache("peaks") from error
    if kept.size and (len(found.peaks) != kept.size.bit_count() or found.root.hex() != kept.root):
        raise DamagedCache("peaks")
    return found


def _pieces(log: LogLines, after: int, size: int) -> Iterator[tuple[pl.DataFrame, list[bytes]]]:
    """Return the columns of the events after a position, with their lines, in pieces of `SEGMENT_EVENTS` events."""
    for start in range(after, size, SEGMENT_EVENTS):
        frames, chunks, position = [], [], start + 1
        for joined in log.read_chunks(start + 1, min(start + SEGMENT_EVENTS, size)):
            frames.append(decode_lines(joined, position))
            position += frames[-1].height
            if after:
                chunks.append(joined)
        _all_there(position - 1, min(start + SEGMENT_EVENTS, size))
        yield pl.concat(frames), chunks


def _all_there(last: int, size: int) -> None:
    """Raise StoreError where the log ends before its head does: later events would be taken for earlier ones."""
    if last != size:
        cause = f"the log is damaged: of its first {size} events {last} are there"
        raise StoreError(cause, "run `bilat verify` on the ledger")


def _small(segments: Sequence[cache_segments.Segment], events: int) -> list[cache_segments.Segment]:
    """Return the last segments that are no larger than what comes after them: they join it, so that few are kept."""
    small: list[cache_segments.Segment] = []
    for segment in reversed(segments):
        if segment.events > events or events + segment.events > SEGMENT_EVENTS:
            break
        small.insert(0, segment)
        events += segment.events
    return small


def _may_write(location: str, folder: Path) -> bool:
    if location.startswith(POSTGRES):
        return True
    from bilat.events.log.stores.sqlite_file import is_read_only

    return not is_read_only(Path(location)) or _warn(folder, "the place is read-only")


def _warn(folder: Path, cause: object) -> bool:
    """Say that every report has to read the whole log; nothing is kept."""
    _log.warning("columns are not kept in %s (%s): reports read the log each time", folder, cause)
    return False
