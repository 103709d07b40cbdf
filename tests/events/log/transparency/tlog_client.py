"""A client of a tiled log, written from the text of c2sp.org/tlog-tiles and RFC 6962 alone: nothing of the program."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path


class Client:
    """Reads a log from a folder as it would from an address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = (folder / "checkpoint").read_text()
        self.origin, size, root = text.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root)

    def resource(self, kind: str, number: int, width: int) -> bytes:
        """Fetch `tile/<kind>/<N>[.p/<W>]`, N in groups of three digits of which all but the last begin with x."""
        digits = str(number)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join(["x" + each for each in groups[:-1]] + groups[-1:])
        return (self.folder / f"tile/{kind}/{name}{'' if width == 256 else f'.p/{width}'}").read_bytes()

    def node(self, height: int, number: int) -> bytes:
        """The hash of the perfect subtree `number` of 2**height leaves, of the tile on whose row or above it lies."""
        level = height // 8
        row = self.size >> (8 * level)
        count = 1 << (height % 8)
        first = number * count
        tile = first // 256
        content = self.resource(str(level), tile, min(256, row - tile * 256))
        assert len(content) == 32 * min(256, row - tile * 256)
        hashes = [content[at : at + 32] for at in range(0, len(content), 32)][first % 256 : first % 256 + count]
        while len(hashes) > 1:
            hashes = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    def tree_hash(self, start: int, stop: int) -> bytes:
        """MTH(D[start:stop]) of RFC 6962, section 2.1, for the spans that a tree is cut into."""
        width = stop - start
        height = (width - 1).bit_length()
        if width == 1 << height and start % width == 0:
            return self.node(height, start // width)
        k = 1 << (height - 1)
        return hashlib.sha256(b"\1" + self.tree_hash(start, start + k) + self.tree_hash(start + k, stop)).digest()

    def inclusion(self, index: int, size: int, start: int = 0) -> list[bytes]:
        """PATH(m, D[n]) of RFC 6962, section 2.1.1."""
        if size == 1:
            return []
        k = 1 << (size - 1).bit_length() - 1
        if index < k:
            return [*self.inclusion(index, k, start), self.tree_hash(start + k, start + size)]
        return [*self.inclusion(index - k, size - k, start + k), self.tree_hash(start, start + k)]

    def consistency(self, first: int, size: int) -> list[bytes]:
        """PROOF(m, D[n]) of RFC 6962, section 2.1.2."""
        return self._subproof(first, size, 0, whole=True)

    def _subproof(self, first: int, size: int, start: int, *, whole: bool) -> list[bytes]:
        if first == size:
            return [] if whole else [self.tree_hash(start, start + size)]
        k = 1 << (size - 1).bit_length() - 1
        if first <= k:
            return [*self._subproof(first, k, start, whole=whole), self.tree_hash(start + k, start + size)]
        return [*self._subproof(first - k, size - k, start + k, whole=False), self.tree_hash(start, start + k)]

    def entries(self) -> Iterator[bytes]:
        """Every entry, from the bundles: each after its length, two bytes, big-endian."""
        for number in range(-(-self.size // 256)):
            content = self.resource("entries", number, min(256, self.size - number * 256))
            while content:
                length = int.from_bytes(content[:2], "big")
                yield content[2 : 2 + length]
                content = content[2 + length :]
