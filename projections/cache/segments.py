"""The folder in which a columnar log is kept: segments in Parquet, and a manifest that says whose they are.

Every file is written beside its name and then renamed, and segments have names of their own. So two processes at
once never see half a file: the manifest renamed last is the one that counts. It has the hash of each segment, and a
hash over itself: ledger, size and root of the log are bound to the very bytes that are read for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import polars as pl

from bilat.projections.cache import folder as places
from bilat.projections.cache.folder import Unfit
from bilat.projections.columns.schema import SCHEMA
from bilat.projections.program import program

FORMAT = 3
"""To be raised whenever `frame` makes other columns of the same lines, or the fold other accounts of them."""
STALE_SECONDS = 3600
"""Seconds after which a file that no manifest names was left behind by a process that was killed."""
LARGEST = 1 << 24
"""Bytes of a manifest at most: a segment takes some two hundred."""
MANIFEST = "manifest.json"
_SEGMENT = re.compile(r"(?:[0-9]+|[a-z]+)-[0-9a-f]{12}\.parquet", re.ASCII)
_OURS = re.compile(rf"{_SEGMENT.pattern}(?:\.tmp)?|[0-9a-f]{{12}}\.json\.tmp", re.ASCII)
"""The names that are given here: no other file is ever removed."""


class Segment(NamedTuple):
    """One file: how many events it holds, and the size and SHA-256 of its bytes."""

    file: str
    events: int
    bytes: int
    sha256: str


class Manifest(NamedTuple):
    """Of which ledger, and of how much of it, the segments are the columns; size, root and peaks as in its head."""

    ledger: str
    size: int = 0
    root: str = ""
    peaks: str = ""
    segments: tuple[Segment, ...] = ()


class DamagedCache(Exception):
    """The columns kept here cannot be used."""


def manifest(folder: Path) -> Manifest | None:
    """Return what is kept here; None where nothing is that this program can read and that is as it was written."""
    try:
        return opened(folder)
    except (OSError, DamagedCache):
        return None


def opened(folder: Path) -> Manifest:
    """Return what is kept here. Raises OSError where nothing is to be used, Damaged where it is not as it was
    written.
    """
    with places.entered(folder) as inside, places.read(inside, MANIFEST) as file:
        written = file.read(LARGEST)
    try:
        record: dict[str, Any] = json.loads(written)
        if record.pop("fingerprint") != _fingerprint():
            raise Unfit("another version of the program wrote them")
        if record.pop("sha256") != _bound(record):
            raise DamagedCache(MANIFEST)
        segments = tuple(Segment(**each) for each in record.pop("segments"))
        found = Manifest(**record, segments=segments)
        if not _plain(found):
            raise DamagedCache(MANIFEST)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedCache(MANIFEST) from error
    return found


def check(folder: Path, segments: Sequence[Segment]) -> None:
    """Raise Damaged where a file is not what was written."""
    if not segments:
        return
    try:
        with places.entered(folder) as inside:
            for segment in segments:
                with places.read(inside, segment.file) as file:
                    held = os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()
                if held != (segment.bytes, segment.sha256):
                    raise DamagedCache(segment.file)
        for rows in scan(folder, segments):  # who mends the hashes need not have written Parquet
            rows.collect_schema()
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise DamagedCache(str(error)) from error


def scan(folder: Path, segments: Sequence[Segment]) -> list[pl.LazyFrame]:
    """Return the segments in order, yet to be read."""
    return [pl.scan_parquet(folder / segment.file, glob=False) for segment in segments]


def write_segment(folder: Path, frame: pl.DataFrame, named: str | None = None) -> Segment:
    """Write one more segment, which no manifest names yet. Raises OSError where it cannot be written.

    Its file is `named` so, else by its first position, and told from all others by some random letters.
    """
    name = f"{named or frame.item(0, 'position')}-{uuid.uuid4().hex[:12]}.parquet"

    def fill(file: BinaryIO) -> None:
        try:
            frame.write_parquet(file, compression="zstd", compression_level=1)
        except pl.exceptions.PolarsError as error:
            raise OSError(str(error)) from error

    with places.entered(folder, writing=True) as inside:
        places.write(inside, name, fill, aside=f"{name}.tmp")
        with places.read(inside, name) as file:
            held = os.fstat(file.fileno()).st_size
            return Segment(name, frame.height, held, hashlib.file_digest(file, "sha256").hexdigest())


def write_manifest(folder: Path, kept: Manifest) -> None:
    """Let this be what is kept, and remove what was left behind. Raises OSError."""
    record = kept._asdict() | {"segments": [segment._asdict() for segment in kept.segments]}
    record |= {"fingerprint": _fingerprint(), "sha256": _bound(record)}
    written = json.dumps(record, indent=1).encode()
    with places.entered(folder, writing=True) as inside:
        places.write(inside, MANIFEST, lambda file: file.write(written), aside=f"{uuid.uuid4().hex[:12]}.json.tmp")
        _tidy(inside, {MANIFEST, *(segment.file for segment in kept.segments)})


def _tidy(folder: int, named: set[str]) -> None:
    """Remove files of ours that nobody can be reading or writing any more."""
    for name in os.listdir(folder):
        if name not in named and _OURS.fullmatch(name):
            try:
                places.remove(folder, name, time.time() - STALE_SECONDS)
            except OSError:  # another process was faster
                continue


def _plain(found: Manifest) -> bool:
    """Whether every field is of its type, and every file named as here: who forges a hash may tell anything."""
    rows = [(found[:4], (str, int, str, str)), *((segment, (str, int, int, str)) for segment in found.segments)]
    typed = all(tuple(map(type, row)) == types for row, types in rows)
    return typed and all(_SEGMENT.fullmatch(segment.file) for segment in found.segments)


def _bound(record: Mapping[str, Any]) -> str:
    """Return the hash over ledger, size, root, peaks, and every segment with its own hash."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def _fingerprint() -> str:
    """Return what must be equal for columns to be read: the program, the format, and every column with its dtype."""
    text = json.dumps([FORMAT, program(), [[name, str(dtype)] for name, dtype in SCHEMA.items()]])
    return hashlib.sha256(text.encode()).hexdigest()
