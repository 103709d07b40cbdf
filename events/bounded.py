"""Files that are read whole: regular ones alone, and no further than to a limit, whatever their size says."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from bilat.events.errors import BadInput
from bilat.events.location import redact_location

_PIECE = 1 << 20
_PLAINLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A FIFO that nobody writes to is opened without waiting, to be refused."""


def read_file(path: str | Path, limit: int, what: str, remedy: str) -> bytes:
    """Read a file of at most `limit` bytes. Raises BadInput, naming `what` it was to be, for any other."""
    shown = redact_location(str(path))
    try:
        descriptor = os.open(path, os.O_RDONLY | _PLAINLY)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadInput(f"cannot read {what} {shown}: it is no regular file", remedy)
            return read_bounded(file, limit, f"{what} {shown}", remedy)
    except OSError as error:
        raise BadInput(f"cannot read {what} {shown}: {error.strerror}", remedy) from None
    except ValueError as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"cannot read {what}: its name is none", remedy) from None


def read_bounded(file: BinaryIO, limit: int, what: str, remedy: str) -> bytes:
    """Read an open file to its end. Raises BadInput where that comes after more than `limit` bytes."""
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise BadInput(f"{what} has more than {limit:,} bytes", remedy)
        pieces.append(piece)
    return b"".join(pieces)
