"""A folder that is its owner's alone: entered without following links, its files too, and closed to everybody else.

What lies in it is read by reports as if it were the log. So nothing counts that another user could have put there:
a folder or a file that belongs to another, that others may write to, or that is a link, a pipe or a device.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

ACCOUNTS = "accounts"
"""The folder within a folder: it is entered through the outer one, which is held to the same rules."""
OTHERS = stat.S_IWGRP | stat.S_IWOTH
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe would wait for its writer for ever
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Unfit(OSError):
    """What lies there is not to be used, and why."""

    def __str__(self) -> str:
        return str(self.args[0])


@contextmanager
def entered(path: Path, *, writing: bool = False) -> Iterator[int]:
    """Return a descriptor of the folder; `writing` makes it, and closes it to others. Raises Unfit, OSError."""
    opened: list[int] = []
    try:
        for step in [path.parent, path] if path.name == ACCOUNTS else [path]:
            within = opened[-1] if opened else None
            name = step.name if opened else step
            if writing:
                _make(name, within)
            try:
                opened.append(os.open(name, _FOLDER, dir_fd=within))
            except NotADirectoryError:
                raise Unfit(f"{step} is a link or no folder") from None
            _private(opened[-1], step, writing=writing)
        yield opened[-1]
    finally:
        for each in opened:
            os.close(each)


def _make(name: Path | str, within: int | None) -> None:
    try:
        if within is None:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        os.mkdir(name, 0o700, dir_fd=within)
    except FileExistsError:
        pass


def _private(folder: int, path: Path, *, writing: bool) -> None:
    found = os.fstat(folder)
    if found.st_uid != os.geteuid():
        raise Unfit(f"{path} belongs to another user")
    if writing and stat.S_IMODE(found.st_mode) != 0o700:
        os.fchmod(folder, 0o700)
    elif found.st_mode & OTHERS:
        raise Unfit(f"others may write to {path}")


@contextmanager
def read(folder: int, name: str) -> Iterator[BufferedReader]:
    """Return a file of the folder, open for reading. Raises Unfit where it is not its owner's own, OSError."""
    descriptor = os.open(name, _READ, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Unfit(f"{name} is no file")
        if found.st_uid != os.geteuid() or found.st_mode & OTHERS:
            raise Unfit(f"{name} is another user's, or others may write to it")
        yield file


def write(folder: int, name: str, fill: Callable[[BinaryIO], object], *, aside: str) -> None:
    """Write a file that only its owner reads under a name nobody uses, and rename it into place. Raises OSError."""
    descriptor = os.open(aside, _WRITE, 0o600, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o600)
            fill(file)
        os.replace(aside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside, dir_fd=folder)
        raise


def remove(folder: int, name: str, before: float) -> None:
    """Remove a file that was last written before that moment; whatever is no file stays. Raises OSError."""
    found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISREG(found.st_mode) and found.st_mtime < before:
        os.unlink(name, dir_fd=folder)
