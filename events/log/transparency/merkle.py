"""The Merkle tree of the log: RFC 6962, section 2.1 (SHA-256), over canonical lines in position order.

Only the peaks are kept: the roots of the perfect subtrees that a tree of `size` leaves is made of, largest first.
Each new leaf costs about two hashes, and the root is the peaks folded from the right.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962, section 2.1)."""


def leaf_hash(line: bytes) -> bytes:
    """SHA-256(0x00 || line)."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


class Tree(NamedTuple):
    """A tree as its size and peaks; a value, extended by making a new one."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def extended(self, lines: Iterable[bytes]) -> Tree:
        """Return this tree with the lines appended as leaves."""
        return self.grown(map(leaf_hash, lines))

    def grown(self, leaves: Iterable[bytes]) -> Tree:
        """Return this tree with leaves appended whose hashes are known."""
        size, peaks = self.size, list(self.peaks)
        digest = sha256
        for carried in leaves:
            size += 1
            rest = size
            while not rest & 1:
                carried = digest(b"\x01" + peaks.pop() + carried).digest()
                rest >>= 1
            peaks.append(carried)
        return Tree(size, tuple(peaks))

    @property
    def root(self) -> bytes:
        """The Merkle tree hash, 32 bytes."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root
