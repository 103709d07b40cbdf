"""Pieces of money in order, with sums: what the first so much of them comes to, found without walking through all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bilat.projections.fold.pieces import ZERO

BLOCK = 128
"""Pieces in a block before it is halved."""

Order = tuple[date, str, int]
"""Day, stream and version of the claim: the oldest money first."""


class Ordered(NamedTuple):
    """A piece by its place in the order; `private` says that it mobilises, `seen` that its day lies in the window."""

    order: Order
    value: Decimal
    private: bool
    seen: bool


class Split(NamedTuple):
    """What some pieces come to, of public and of private money, and what of these lies in the window."""

    public: Decimal = ZERO
    private: Decimal = ZERO
    public_seen: Decimal = ZERO
    private_seen: Decimal = ZERO

    def plus(self, other: Split) -> Split:
        """Return the sum of both."""
        return Split(self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3])

    def minus(self, other: Split) -> Split:
        """Return what is left without the other."""
        return Split(self[0] - other[0], self[1] - other[1], self[2] - other[2], self[3] - other[3])

    @property
    def value(self) -> Decimal:
        """All of it, whatever its day."""
        return self.public + self.private


NOTHING = Split()


def split_of(piece: Ordered, value: Decimal) -> Split:
    """Return what so much of a piece is."""
    shown = value if piece.seen else ZERO
    return Split(ZERO, value, ZERO, shown) if piece.private else Split(value, ZERO, shown, ZERO)


class PiecesInOrder:
    """Positive pieces in blocks, each with its sum: changes and sums cost about the root of their number."""

    def __init__(self) -> None:
        self._blocks: list[list[Ordered]] = []
        self._sums: list[Split] = []
        self.whole = NOTHING

    def add(self, piece: Ordered) -> None:
        """Put a piece in its place."""
        at = self._block(piece.order)
        if at == len(self._blocks):
            if not self._blocks:
                self._blocks.append([])
                self._sums.append(NOTHING)
            at = len(self._blocks) - 1
        block = self._blocks[at]
        insort(block, piece)
        self._change(at, split_of(piece, piece.value), 1)
        if len(block) > BLOCK:
            halves = block[: BLOCK // 2], block[BLOCK // 2 :]
            self._blocks[at : at + 1] = halves
            self._sums[at : at + 1] = map(_sum, halves)

    def remove(self, piece: Ordered) -> None:
        """Take a piece out that was put in."""
        at = self._block(piece.order)
        block = self._blocks[at]
        block.remove(piece)
        self._change(at, split_of(piece, piece.value), -1)
        if not block:
            del self._blocks[at], self._sums[at]

    def first(self, amount: Decimal) -> Split:
        """Return what the first `amount` of the pieces comes to, or all of them where they are less."""
        if amount >= self.whole.value:
            return self.whole
        public = private = public_seen = private_seen = ZERO
        for block, (part, other, part_seen, other_seen) in zip(self._blocks, self._sums, strict=True):
            whole = part + other
            if whole <= amount:
                amount -= whole
                public, private = public + part, private + other
                public_seen, private_seen = public_seen + part_seen, private_seen + other_seen
                continue
            return Split(public, private, public_seen, private_seen).plus(_first(block, amount))
        return self.whole

    def __iter__(self) -> Iterator[Ordered]:
        for block in self._blocks:
            yield from block

    def _block(self, order: Order) -> int:
        return bisect_left(self._blocks, order, key=lambda block: block[-1].order)

    def _change(self, at: int, split: Split, sign: int) -> None:
        change = Split.plus if sign > 0 else Split.minus
        self._sums[at] = change(self._sums[at], split)
        self.whole = change(self.whole, split)


def _first(block: list[Ordered], amount: Decimal) -> Split:
    """Return what the first `amount` of some pieces comes to."""
    sums = [ZERO, ZERO, ZERO, ZERO]
    for _, value, private, seen in block:
        share = min(value, amount)
        amount -= share
        sums[private] += share
        if seen:
            sums[2 + private] += share
        if not amount:
            break
    return Split(*sums)


def _sum(block: list[Ordered]) -> Split:
    return _first(block, sum((piece.value for piece in block), ZERO))
