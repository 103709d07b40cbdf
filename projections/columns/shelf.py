"""The folder in which a columnar log is kept: segments in Parquet, and a manifest that says whose they are.

Every file is written beside its name and then renamed, and segments have names of their own. So two processes at
once never see half a file: the manifest renamed last is the one that counts.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import time
import uuid
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from bilat.projections.columns.schema import SCHEMA
from bilat.projections.stamp import program

FORMAT = 1
"""To be raised whenever `frame` makes other columns of the same lines, or the fold other accounts of them."""
LEFT = 3600
"""Seconds after which a file that no manifest names was left behind by a process that was killed."""
_MANIFEST = "manifest.json"


class Segment(NamedTuple):
    """One file: how many events it holds, and the size and CRC-32 of its bytes."""

    file: str
    events: int
    bytes: int
    crc: int


class Manifest(NamedTuple):
    """Of which ledger, and of how much of it, the segments are the columns; size, root and peaks as in its head."""

    ledger: str
    size: int = 0
    root: str = ""
    peaks: str = ""
    segments: tuple[Segment, ...] = ()


class Damaged(Exception):
    """The columns kept here cannot be used."""


def manifest(folder: Path) -> Manifest | None:
    """What is kept here; None where nothing is that this program can read."""
    try:
        told: dict[str, Any] = json.loads((folder / _MANIFEST).read_bytes())
        if told.pop("fingerprint") != _fingerprint():
            return None
        segments = tuple(Segment(**each) for each in told.pop("segments"))
        return Manifest(**told, segments=segments)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def check(folder: Path, segments: Sequence[Segment]) -> None:
    """Raise Damaged where a file is not what was written."""
    for segment in segments:
        try:
            with (folder / segment.file).open("rb") as file:
                held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                if (len(held), zlib.crc32(held)) != (segment.bytes, segment.crc):
                    raise Damaged(segment.file)
        except (OSError, ValueError) as error:
            raise Damaged(segment.file) from error


def scans(folder: Path, segments: Sequence[Segment]) -> list[pl.LazyFrame]:
    """The segments in order, yet to be read."""
    return [pl.scan_parquet(folder / segment.file) for segment in segments]


def put(folder: Path, frame: pl.DataFrame, named: str | None = None) -> Segment:
    """Write one more segment, which no manifest names yet. Raises OSError where it cannot be written.

    Its file is `named` so, else by its first position, and told from all others by some random letters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{named or frame.item(0, 'position')}-{uuid.uuid4().hex[:12]}.parquet"
    aside = folder / f"{name}.tmp"
    try:
        try:
            frame.write_parquet(aside, compression="zstd", compression_level=1)
        except pl.exceptions.PolarsError as error:
            raise OSError(str(error)) from error
        held = aside.read_bytes()
        aside.replace(folder / name)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return Segment(name, frame.height, len(held), zlib.crc32(held))


def publish(folder: Path, kept: Manifest) -> None:
    """Let this be what is kept, and remove what was left behind. Raises OSError."""
    told = kept._asdict() | {
        "fingerprint": _fingerprint(),
        "segments": [segment._asdict() for segment in kept.segments],
    }
    aside = folder / f"{uuid.uuid4().hex[:12]}.json.tmp"
    aside.write_text(json.dumps(told, indent=1), "utf-8")
    aside.replace(folder / _MANIFEST)
    _tidy(folder, {_MANIFEST, *(segment.file for segment in kept.segments)})


def _tidy(folder: Path, named: set[str]) -> None:
    """Remove files that nobody can be reading or writing any more."""
    for path in folder.iterdir():
        try:
            if path.name not in named and path.stat().st_mtime < time.time() - LEFT:
                path.unlink()
        except OSError:  # another process was faster
            continue


def _fingerprint() -> str:
    """What must be equal for columns to be read: the program, the format, and every column with its dtype."""
    told = json.dumps([FORMAT, program(), [[name, str(dtype)] for name, dtype in SCHEMA.items()]])
    return hashlib.sha256(told.encode()).hexdigest()
