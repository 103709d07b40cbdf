"""Outputs: a file that a user names is written beside its place and moved in whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bilat.events.errors import BadInput, StoreError
from bilat.events.location import redact_location

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins."""
COMPANIONS = ("", "-wal", "-shm", "-journal", ".columns", ".archive", ".tiles")
"""What a ledger's file and those beside it are called, after its name."""
_KEY = re.compile(rb"\s*(?:PRIVATE\+KEY\+)?[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\s*", re.ASCII)


@contextmanager
def written_beside(target: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a file to write, which takes the place of `target` where the block ends well and leaves nothing otherwise.

    What stood there is kept until then, with its permissions; `mode` sets others. A device or a pipe is written as
    it is. Raises StoreError where there is no room, BadInput where no file can be there.
    """
    try:
        if _is_special(target):
            with target.open("wb") as out:
                yield out
            return
        with _moved_in(target.resolve(), mode) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        cause = f"cannot write {redact_location(str(target))}: {error.strerror}"
        if error.errno in FULL:
            raise StoreError(cause, "make room, or name another place") from error
        raise BadInput(cause, "name another file") from error


@contextmanager
def _moved_in(target: Path, mode: int | None) -> Iterator[BinaryIO]:
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = stat.S_IMODE(target.stat().st_mode) if mode is None else mode
    aside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if mode is not None:
            aside.chmod(mode)
        aside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def _is_special(target: Path) -> bool:
    """Tell whether this is a device, a pipe, or one of the process's own streams; a folder is refused."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if str(target.absolute()).startswith(("/dev/", "/proc/")):
        return True
    return target.exists() and not target.is_file()


def refuse_target(target: Path, ledger: str) -> None:
    """Raise BadInput where writing to `target` would destroy a record or a key.

    That is the ledger, what belongs to it, any other SQLite file, and any key, by whatever name they are reached.
    """
    refuse_companion(target, ledger)
    try:
        if not target.is_file():
            return
        with target.open("rb") as file:
            begins = file.read(1_000)
    except OSError:  # writing will say why
        return
    if begins.startswith(MAGIC):
        raise BadInput(f"{target} is a SQLite file: nothing written", "name another file, or remove it first")
    if _KEY.fullmatch(begins):
        raise BadInput(f"{target} holds a key: nothing written", "name another file, or remove it first")


def refuse_companion(target: Path, ledger: str) -> None:
    """Raise BadInput where `target` is the ledger or belongs to it, also where no such file is there yet."""
    if "://" not in ledger and _belongs(target, Path(ledger)):
        raise BadInput(f"{target} belongs to the ledger {ledger}: nothing written", "name another file")


def _belongs(target: Path, ledger: Path) -> bool:
    for name in {str(ledger.absolute()), str(ledger.resolve())}:
        for companion in COMPANIONS:
            place = Path(name + companion)
            if target.resolve() == place.resolve() or place.resolve() in target.resolve().parents:
                return True
            with contextlib.suppress(OSError):
                if target.samefile(place):
                    return True
    return False
