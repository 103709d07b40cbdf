"""The folder in which a columnar log is kept: segments in Parquet, and a manifest that says whose they are.

Every file is written beside its name and then renamed, and segments have names of their own, so that two
processes at once never see half a file: the manifest renamed last is the one that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import uuid
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from bilat.projections.columns.schema import SCHEMA
from bilat.projections.stamp import program

FORMAT = 1
"""Raised whenever `frame` makes other columns of the same lines."""
LEFT = 3600
"""Seconds after which a file that no manifest names was left behind by a process that ended."""


class Segment(NamedTuple):
    """One file of the columnar log: how many events it holds, how many bytes, and their CRC-32."""

    file: str
    rows: int
    bytes: int
    crc: int


class Manifest(NamedTuple):
    """Of which ledger, and of how much of it, the segments are the columns; `peaks` as the log's head has them."""

    ledger: str
    size: int
    root: str
    peaks: str
    segments: tuple[Segment, ...]


class Damaged(Exception):  # noqa: N818  # it says what is found
    """The columns kept here cannot be used."""


def fingerprint() -> str:
    """What must be equal for columns to be read: the program, the format and every column with its dtype."""
    told = json.dumps([FORMAT, program(), [[name, str(dtype)] for name, dtype in SCHEMA.items()]])
    return hashlib.sha256(told.encode()).hexdigest()


def manifest(folder: Path) -> Manifest | None:
    """What is kept here; None where nothing is that this program can read."""
    try:
        told: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        if told["fingerprint"] != fingerprint():
            return None
        segments = tuple(Segment(*map(kind, each)) for each in told["segments"] for kind in ())  # type: ignore[misc]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Manifest(told["ledger"], told["size"], told["root"], told["peaks"], segments)
