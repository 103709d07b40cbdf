"""The folder of a site: written beside, and moved in whole at the end; what did not change is kept as it lies there."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bilat.events.errors import BadInput, StoreError

MARK = "datapackage.json"
"""The file by which a folder is known to hold a site."""


class Written(NamedTuple):
    """How many files were written, and how many were kept."""

    written: int
    kept: int


def check_folder(folder: Path) -> None:
    """Raise BadInput where the folder holds something else than a site."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder: nothing written", "name another one")
    held = [each.name for each in folder.iterdir()]
    mark = folder / MARK
    if held and not (mark.is_file() and b'"bilat-' in mark.read_bytes()[:200]):
        raise BadInput(f"{folder} holds something else than a site of bilat: nothing written", "name an empty folder")


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Write a site. Raises StoreError where there is no room: the old one is left as it was."""
    aside = folder.with_name(f".{folder.name[:60]}.{secrets.token_hex(6)}.part")
    written = kept = 0
    try:
        for path, content in files:
            target, before = aside / path, folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if before.is_file() and before.stat().st_size == len(content) and before.read_bytes() == content:
                _keep(before, target)
                kept += 1
            else:
                target.write_bytes(content)
                written += 1
        _move_in(aside, folder)
    except OSError as error:
        raise StoreError(f"cannot write {folder}: {error.strerror}", "the old site is as it was: make room") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Written(written, kept)


def _keep(before: Path, target: Path) -> None:
    try:
        os.link(before, target)
    except OSError:  # no links on this file system
        shutil.copy2(before, target)


def _move_in(aside: Path, folder: Path) -> None:
    if not folder.exists():
        aside.rename(folder)
        return
    old = folder.with_name(f".{folder.name[:60]}.{secrets.token_hex(6)}.old")
    folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        with contextlib.suppress(OSError):
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
