"""The tree of a log as tiles (c2sp.org/tlog-tiles): files of 256 hashes, and bundles of the entries below them.

A tile of level L holds the roots of perfect subtrees of 256**L leaves, 32 bytes each; level 0 the leaf hashes. Every
tile but the last of its level is full and never changes. A bundle holds the lines of 256 leaves, each after its length
as two bytes, the larger first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.log.transparency.merkle import EMPTY, leaf_hash, node_hash

WIDTH = 256
"""Hashes in a full tile, and lines in a full bundle."""
HEIGHT = 8
"""Levels of the tree that a tile stands for."""
HASH = 32
ENTRY_LIMIT = 0xFFFF
"""Bytes in a line that a bundle can hold."""


class Tile(NamedTuple):
    """A tile of `width` hashes; where `level` is None, a bundle of as many lines."""

    level: int | None
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's address: `tile/0/x001/067`, of a partial one `tile/0/067.p/44`."""
        groups = [f"{self.number % 1000:03}"]
        rest = self.number // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03}")
            rest //= 1000
        kind = "entries" if self.level is None else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{kind}/{'/'.join(groups)}{partial}"


class LineTooLong(BadInput):
    """A line does not fit into a bundle of entries."""

    def __init__(self, position: int, size: int) -> None:
        cause = f"the line at @{position} has {size:,} bytes, tiles hold at most {ENTRY_LIMIT:,}"
        super().__init__(cause, "hand the log out as JSON Lines: `bilat export`")


class Tiling:
    """A tree that is laid out in tiles as its leaves come. `pending` are the partial tiles that it begins with."""

    def __init__(self, size: int = 0, pending: Iterable[bytes] = ()) -> None:
        self.size = size
        self._pending = [bytearray(each) for each in pending]

    def grow(self, leaves: Iterable[bytes]) -> Iterator[tuple[Tile, bytes]]:
        """Take in leaf hashes, and yield each tile that they fill."""
        for leaf in leaves:
            self.size += 1
            level, carried = 0, leaf
            while True:
                if level == len(self._pending):
                    self._pending.append(bytearray())
                held = self._pending[level]
                held += carried
                if len(held) < WIDTH * HASH:
                    break
                filled, number = bytes(held), (self.size >> HEIGHT * (level + 1)) - 1
                yield Tile(level, number), filled
                held.clear()
                level, carried = level + 1, perfect_root(filled)

    def partial(self) -> Iterator[tuple[Tile, bytes]]:
        """Yield the last tile of each level that is not full."""
        for level, held in enumerate(self._pending):
            if held:
                yield Tile(level, self.size >> HEIGHT * (level + 1), len(held) // HASH), bytes(held)


def partial_tiles(size: int) -> list[Tile | None]:
    """Return the last tile of each level of a tree of `size` leaves; None where the level ends in a full one."""
    found: list[Tile | None] = []
    while size:
        width = size % WIDTH
        found.append(Tile(len(found), size // WIDTH, width) if width else None)
        size //= WIDTH
    return found


def bundles(lines: Iterable[bytes], first: int = 0) -> Iterator[tuple[Tile, bytes]]:
    """Yield the bundles of lines, of which the first is leaf `first`, a multiple of 256. Raises LineTooLong."""
    held, count, bundle = bytearray(), 0, first // WIDTH
    for position, line in enumerate(lines, first + 1):
        if len(line) > ENTRY_LIMIT:
            raise LineTooLong(position, len(line))
        held += len(line).to_bytes(2, "big") + line
        count += 1
        if count == WIDTH:
            yield Tile(None, bundle), bytes(held)
            held, count, bundle = bytearray(), 0, bundle + 1
    if count:
        yield Tile(None, bundle, count), bytes(held)


def perfect_root(hashes: bytes) -> bytes:
    """Return the root over joined hashes, as many as a power of two."""
    row = [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


class TiledTree:
    """The roots of a tree's spans, from the tiles of its first `tiled` leaves and the lines after these.

    `read` gives the bytes of a tile. A span costs a tile or two, not its leaves. Nothing is verified here: what is
    proved with it has to come to a root that is known otherwise.
    """

    def __init__(self, read: Callable[[Tile], bytes], tiled: int, lines: Iterable[bytes] = ()) -> None:
        self._read, self._tiled = read, tiled
        self._tail = [leaf_hash(line) for line in lines]
        self._held: dict[Tile, bytes] = {}

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._tiled + len(self._tail)

    def root(self, start: int, stop: int) -> bytes:
        """Return the RFC 6962 root of the leaves from `start` to before `stop`, a span of a proof."""
        width = stop - start
        if not width:
            return EMPTY
        if stop <= self._tiled and width & (width - 1) == 0 and start % width == 0:
            return self._perfect(start, width)
        if width == 1:
            return self._tail[start - self._tiled]
        middle = start + (1 << (width - 1).bit_length() - 1)
        return node_hash(self.root(start, middle), self.root(middle, stop))

    def _perfect(self, start: int, width: int) -> bytes:
        level, height = divmod(width.bit_length() - 1, HEIGHT)
        number = start >> HEIGHT * level
        tile = Tile(level, number // WIDTH, min(WIDTH, (self._tiled >> HEIGHT * level) - number // WIDTH * WIDTH))
        if tile not in self._held:
            self._held[tile] = self._read(tile)
        hashes, offset = self._held[tile], number % WIDTH * HASH
        if len(hashes) != tile.width * HASH:
            raise ValueError(f"{tile.path} has {len(hashes)} bytes")
        return perfect_root(hashes[offset : offset + (HASH << height)])


def tree_of(lines: Iterable[bytes]) -> TiledTree:
    """Lay a whole log out in memory: 32 bytes an event and a little more."""
    tiling, held = Tiling(), dict[Tile, bytes]()
    held.update(tiling.grow(map(leaf_hash, lines)))
    held.update(tiling.partial())
    return held_tree(held, tiling.size)


def held_tree(held: Mapping[Tile, bytes], size: int) -> TiledTree:
    """Return the tree of tiles that are at hand."""
    return TiledTree(held.__getitem__, size)
