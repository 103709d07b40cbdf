"""The tiles of a ledger's tree, kept beside it when it is sealed: proofs read a few of them, not the whole log.

They lie in `<ledger>.tiles` (of a ledger on a server in the user's cache folder), in the form of c2sp.org/tlog-tiles,
with the checkpoint that they come to. Nobody has to trust them: a proof made with them is held against the head of
the log, and where it does not fit the log is hashed instead.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from bilat.events.errors import BadInput
from bilat.events.location import POSTGRES
from bilat.events.log import user_cache
from bilat.events.log.head import Head
from bilat.events.log.transparency.checkpoint import Checkpoint, UnreadableCheckpoint, origin
from bilat.events.log.transparency.merkle import leaf_hash
from bilat.events.log.transparency.tiles import Tile, TiledTree, Tiling, partial_tiles, tree_of

CHECKPOINT = "checkpoint"
_OURS = re.compile(r"checkpoint|tile/\d+/(?:x\d{3}/)*\d{3}(?:\.p/\d+)?|(?:tile/.*/)?\.[0-9a-f]{12}\.part")


class TiledLog(Protocol):
    """What is asked of a log."""

    @property
    def location(self) -> str: ...
    @property
    def head(self) -> Head: ...
    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


def folder_of(location: str, ledger: str) -> Path:
    """Where the tiles of a ledger are kept. Raises StoreError where its id is none."""
    if location.startswith(POSTGRES):
        return user_cache.folder_of("tiles", ledger)
    return Path(f"{location}.tiles")


def keep(log: TiledLog, size: int) -> None:
    """Write the tiles of the first `size` events, as far as they are not kept; a place that takes none has none."""
    head = log.head
    folder = folder_of(log.location, head.ledger)
    _clear(log.location, folder, head.ledger)
    with contextlib.suppress(OSError):
        kept = _kept(folder, head.ledger, size)
        with contextlib.suppress(OSError, ValueError):
            if kept and _lay_out(log, folder, kept.size, size).hex() == head.root:
                return
        _lay_out(log, folder, 0, size)


def _clear(location: str, folder: Path, ledger: str) -> None:
    """Remove the tiles of what is gone: of another ledger that lay here, of those on servers that nobody used."""
    if location.startswith(POSTGRES):
        user_cache.clear(folder.parent, _OURS, together=True)
        return
    with contextlib.suppress(OSError, BadInput, UnreadableCheckpoint, UnicodeDecodeError):
        if Checkpoint.parse((folder / CHECKPOINT).read_text()).origin != origin(ledger):
            user_cache.clear_folder(folder, _OURS, time.time(), together=False)


def _lay_out(log: TiledLog, folder: Path, kept: int, size: int) -> bytes:
    """Write what follows the tiles of the first `kept` events; return the root that all of them come to."""
    tiling = Tiling(kept, _pending(folder, kept))
    write(folder, tiling.grow(map(leaf_hash, log.lines(kept + 1, size) if kept < size else ())))
    write(folder, tiling.partial())
    root = TiledTree(lambda tile: (folder / tile.path).read_bytes(), size).root(0, size)
    _write(folder / CHECKPOINT, Checkpoint(origin(log.head.ledger), size, root).text.encode())
    for tile in {*partial_tiles(kept)}.difference(partial_tiles(size)):
        if tile:
            (folder / tile.path).unlink(missing_ok=True)
    return root


def write(folder: Path, tiles: Iterable[tuple[Tile, bytes]]) -> None:
    """Write tiles below a folder, each whole or not at all."""
    for tile, content in tiles:
        _write(folder / tile.path, content)


def tree(log: TiledLog) -> TiledTree:
    """Return the tree of a log as its head has it, of what is kept and the lines since; else of all lines."""
    head = log.head
    folder = folder_of(log.location, head.ledger)
    kept = _kept(folder, head.ledger, head.size)
    if kept:
        lines = log.lines(kept.size + 1, head.size) if kept.size < head.size else ()
        found = TiledTree(lambda tile: (folder / tile.path).read_bytes(), kept.size, lines)
        with contextlib.suppress(OSError, ValueError):
            if found.root(0, head.size).hex() == head.root:
                with contextlib.suppress(OSError):
                    os.utime(folder / CHECKPOINT)  # they are used
                return found
    return tree_of(log.lines(1, head.size))


def _kept(folder: Path, ledger: str, size: int) -> Checkpoint | None:
    """Return the checkpoint of what is kept; None where it is of another ledger, or of more than `size` events."""
    try:
        found = Checkpoint.parse((folder / CHECKPOINT).read_text())
    except (OSError, BadInput, UnreadableCheckpoint, UnicodeDecodeError):
        return None
    return found if found.origin == origin(ledger) and 0 < found.size <= size else None


def _pending(folder: Path, size: int) -> list[bytes]:
    return [(folder / tile.path).read_bytes() if tile else b"" for tile in partial_tiles(size)]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
