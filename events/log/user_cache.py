"""What is kept for ledgers in the user's cache folder, a folder a ledger, and how it goes when nobody uses it.

Nothing says that a ledger is gone, but disuse does. What does not bear a name of ours stays, links are neither followed
nor removed, and a folder goes only once it is empty. What was removed too early is made anew.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path

from bilat.events.errors import StoreError

UNUSED_SECONDS = 30 * 24 * 3600
"""For so long something is kept that nobody used."""
_LEDGER = re.compile("[0-9a-f]{32}")


def folder_of(room: str, ledger: str) -> Path:
    """Return where a room of the cache keeps what it has of a ledger. Raises StoreError where its id is none."""
    from platformdirs import user_cache_path

    if not _LEDGER.fullmatch(ledger):  # it comes from a server on which others write
        raise StoreError(f"the id of the ledger is none: {ledger[:80]!r}", "run `bilat verify` on it")
    return user_cache_path("bilat") / room / ledger


def clear(root: Path, own: re.Pattern[str], *, together: bool) -> None:
    """Remove the files below the folders of `root` that nobody used for `UNUSED_SECONDS`, by their time of change.

    `own` matches the path of a file of ours within its ledger's folder. With `together` the files of a ledger go once
    none of them was used. What cannot be read or removed stays.
    """
    before = time.time() - UNUSED_SECONDS
    with suppress(OSError):
        for ledger in os.scandir(root):
            if _LEDGER.fullmatch(ledger.name) and ledger.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    clear_folder(Path(ledger.path), own, before, together=together)


def clear_folder(folder: Path, own: re.Pattern[str], before: float, *, together: bool) -> None:
    """Remove the files of one folder that were last used before a moment, and what is empty then. Raises OSError."""
    if together and any(used >= before for used in _used(folder, own)):
        return
    for at, folders, files, within in os.fwalk(folder, topdown=False, follow_symlinks=False):
        for name in files:
            found = os.stat(name, dir_fd=within, follow_symlinks=False)
            if _is_own(found, at, name, folder, own) and found.st_mtime < before:
                os.unlink(name, dir_fd=within)
        for name in folders:
            with suppress(OSError):  # it holds something else, or is a link
                os.rmdir(name, dir_fd=within)
    with suppress(OSError):
        folder.rmdir()


def _used(folder: Path, own: re.Pattern[str]) -> list[float]:
    return [
        found.st_mtime
        for at, _, files, within in os.fwalk(folder, follow_symlinks=False)
        for name in files
        if _is_own(found := os.stat(name, dir_fd=within, follow_symlinks=False), at, name, folder, own)
    ]


def _is_own(found: os.stat_result, at: str, name: str, folder: Path, own: re.Pattern[str]) -> bool:
    path = (Path(at) / name).relative_to(folder).as_posix()
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and own.fullmatch(path) is not None
