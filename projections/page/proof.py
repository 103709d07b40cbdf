"""The proof of a page: that its lines are in the tree of a checkpoint, in one piece for all of them.

Beside the lines stand their leaf hashes, and `rest`: the roots of the largest spans without any of the lines, from
left to right. Whoever hashes the lines comes with these to the root, and to no other.
"""

from __future__ import annotations

import base64
import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import Checkpoint, strict_base64
from bilat.events.log.transparency.merkle import leaf_hash, node_hash
from bilat.projections.page.carried import Placed

RootOf = Callable[[int, int], bytes]
"""The root of the leaves from a start to before a stop."""


class PageProof(NamedTuple):
    """What a page carries to be checked: the lines, their leaves and the rest of the tree; the checkpoint's text
    with its signatures (`note`), and the public key that the page was made with, if any."""

    note: str
    key: str | None
    lines: Sequence[Placed]
    leaves: Sequence[bytes]
    rest: Sequence[bytes]

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says. Raises BadInput where it is no checkpoint."""
        return Checkpoint.parse(self.note.partition("\n\n")[0].rstrip("\n") + "\n")

    def json(self) -> dict[str, Any]:
        """Return the proof as it stands in the page."""
        point = self.checkpoint
        return {
            "origin": point.origin,
            "size": point.size,
            "root": _base64(point.root),
            "note": self.note,
            "key": self.key,
            "lines": [[position, line.decode()] for position, line in self.lines],
            "leaves": [_base64(each) for each in self.leaves],
            "rest": [_base64(each) for each in self.rest],
        }

    @classmethod
    def of_json(cls, record: Mapping[str, Any]) -> PageProof:
        """Read back what `json` wrote. Raises BadInput for what it did not write."""
        try:
            note, key, lines = record["note"], record["key"], record["lines"]
            leaves = [strict_base64(each, "a leaf", 32) for each in record["leaves"]]
            rest = [strict_base64(each, "a hash", 32) for each in record["rest"]]
            placed = [(position, line.encode()) for position, line in lines]
            sound = all(type(each) is int for each, _ in placed) and isinstance(note, str)
            if sound and (key is None or isinstance(key, str)) and len(leaves) == len(placed):
                return cls(note, key, placed, leaves, rest)
        except (KeyError, TypeError, ValueError, AttributeError, UnicodeEncodeError):
            pass
        raise BadInput("the proof that the page carries cannot be read", "get the page again from whoever made it")


def prove(lines: Sequence[Placed], size: int, root_of: RootOf, note: str, key: str | None) -> PageProof:
    """Return the proof that the lines are in the tree of the first `size` events, whose spans `root_of` knows."""
    wanted = [position - 1 for position, _ in lines]
    rest = [root_of(*span) for span in _empty_spans(wanted, 0, size)]
    return PageProof(note, key, lines, [leaf_hash(line) for _, line in lines], rest)


def root_of_lines(proof: PageProof, size: int) -> bytes | None:
    """Return the root that the lines and the rest of the tree come to; None where they are no such tree."""
    wanted = [position - 1 for position, _ in proof.lines]
    hashes = [leaf_hash(line) for _, line in proof.lines]
    rest = iter(proof.rest)

    def root(start: int, stop: int, low: int, high: int) -> bytes:
        if low == high:
            return next(rest)
        if stop - start == 1:
            return hashes[low]
        middle, cut = _parted(wanted, start, stop, low, high)
        return node_hash(root(start, middle, low, cut), root(middle, stop, cut, high))

    ordered = all(one < two for one, two in itertools.pairwise(wanted))
    if not ordered or (wanted and not 0 <= wanted[0] <= wanted[-1] < size):
        return None
    try:
        found = root(0, size, 0, len(wanted))
    except (StopIteration, RuntimeError):
        return None
    return found if next(rest, None) is None else None


def _empty_spans(wanted: Sequence[int], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the largest spans of the tree without a wanted leaf, from left to right."""

    def down(start: int, stop: int, low: int, high: int) -> Iterator[tuple[int, int]]:
        if low == high:
            yield start, stop
        elif stop - start > 1:
            middle, cut = _parted(wanted, start, stop, low, high)
            yield from down(start, middle, low, cut)
            yield from down(middle, stop, cut, high)

    yield from down(start, stop, 0, len(wanted))


def _parted(wanted: Sequence[int], start: int, stop: int, low: int, high: int) -> tuple[int, int]:
    """Return where RFC 6962 cuts a span, and how many of the wanted leaves lie before."""
    middle = start + (1 << (stop - start - 1).bit_length() - 1)
    return middle, bisect_left(wanted, middle, low, high)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
