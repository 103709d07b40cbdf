"""Proofs about the Merkle tree: RFC 6962, section 2.1.1 (inclusion) and 2.1.2 (consistency).

A proof is a list of hashes, each the root of a contiguous span of leaves. To make one, `inclusion_spans` and
`consistency_spans` say which spans, in the order of the proof; whoever holds the lines hashes them. To check
one takes nothing but hashes. Indices and spans count from 0, `start` included, `stop` not.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from bilat.events.log.transparency.merkle import node_hash

Span = tuple[int, int]
"""The leaves from `start` to before `stop`."""
Path = Sequence[bytes]
"""The hashes of a proof, from the leaf up."""


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Return the spans whose roots prove that leaf `index` is in the tree of `size` leaves: PATH(m, D[n])."""
    assert 0 <= index < size
    spans: list[Span] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, size: int) -> list[Span]:
    """Return the spans whose roots prove that the tree of `size` begins with that of `first`: PROOF(m, D[n])."""
    assert 0 < first <= size
    spans: list[Span] = []
    start, stop, whole = 0, size, True
    while stop != first:
        middle = start + _split(stop - start)
        if first <= middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start, whole = middle, False
    if not whole:
        spans.append((start, stop))
    return spans[::-1]


def is_included(leaf: bytes, index: int, size: int, path: Path, root: bytes) -> bool:
    """Tell whether `path` proves that `leaf`, a leaf's hash, is number `index` of this tree."""
    if not 0 <= index < size or len(leaf) != sha256().digest_size:
        return False
    inner, border = _decomposed(index, size)
    if len(path) != inner + border:
        return False
    return _up_the_right(_up(leaf, index, path[:inner]), path[inner:]) == root


def is_consistent(first: int, size: int, path: Path, first_root: bytes, root: bytes) -> bool:
    """Tell whether `path` proves that the tree of `size` leaves begins with that of `first`, which is above 0."""
    if not 0 < first <= size:
        return False
    if first == size:
        return not path and first_root == root
    inner, border = _decomposed(first - 1, size)
    lowest = (first & -first).bit_length() - 1  # the first tree ends in a perfect one of 2**lowest leaves
    inner -= lowest
    if first == 1 << lowest:
        seed, rest = first_root, list(path)
    elif path:
        seed, rest = path[0], list(path[1:])
    else:
        return False
    if len(rest) != inner + border:
        return False
    index = (first - 1) >> lowest
    lefts = [hash for level, hash in enumerate(rest[:inner]) if index >> level & 1]
    return (
        _up_the_right(_up_the_right(seed, lefts), rest[inner:]) == first_root
        and _up_the_right(_up(seed, index, rest[:inner]), rest[inner:]) == root
    )


def _split(size: int) -> int:
    """Return the largest power of two below `size`: where RFC 6962 cuts a tree in two."""
    return 1 << (size - 1).bit_length() - 1


def _decomposed(index: int, size: int) -> tuple[int, int]:
    """Tell how many hashes of a path lie below the tree's right border, and how many along it."""
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def _up(seed: bytes, index: int, path: Path) -> bytes:
    for level, sibling in enumerate(path):
        seed = node_hash(sibling, seed) if index >> level & 1 else node_hash(seed, sibling)
    return seed


def _up_the_right(seed: bytes, path: Path) -> bytes:
    for sibling in path:
        seed = node_hash(sibling, seed)
    return seed
