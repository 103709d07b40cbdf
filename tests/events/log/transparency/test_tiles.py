"""Tiles of a log: whoever reads them by the public format finds the tree, the lines and the proofs of the log."""

from pathlib import Path

import pytest

from bilat.events.log import kept_tiles
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.merkle import Tree, leaf_hash
from bilat.events.log.transparency.proofs import consistency_spans, inclusion_spans, is_consistent, is_included
from bilat.events.log.transparency.tiles import (
    ENTRY_LIMIT,
    LineTooLong,
    Tile,
    TiledTree,
    Tiling,
    bundles,
    held_tree,
    partial_tiles,
    tree_of,
)
from tests.events.log.transparency.tlog_client import Client
from tests.full import FULL

LINES = [b"line %d" % number for number in range(600)]
LEAVES = [*map(leaf_hash, LINES)]
ROOTS = [Tree().grown(LEAVES[:size]).root for size in range(601)]


def laid_out(folder: Path, size: int) -> Client:
    """The first lines as a client finds them."""
    tiling = Tiling()
    kept_tiles.write(folder, tiling.grow(LEAVES[:size]))
    kept_tiles.write(folder, tiling.partial())
    kept_tiles.write(folder, bundles(LINES[:size]))
    (folder / "checkpoint").write_text(Checkpoint("bilat/x", size, ROOTS[size]).text)
    return Client(folder)


@pytest.mark.parametrize("size", range(1, 601) if FULL else [1, 2, 3, 255, 256, 257, 511, 512, 513, 600])
def test_a_client_reads_tree_lines_and_proofs_from_the_tiles(tmp_path: Path, size: int) -> None:
    client = laid_out(tmp_path, size)
    assert client.tree_hash(0, size) == ROOTS[size] == client.root
    assert list(client.entries()) == LINES[:size]
    tree = tree_of(LINES[:size])
    for index in range(size) if FULL or size < 4 else {0, 1, size // 2, size - 1, min(256, size - 1)}:
        path = client.inclusion(index, size)
        assert path == [tree.root(*span) for span in inclusion_spans(index, size)]
        assert is_included(LEAVES[index], index, size, path, ROOTS[size])
        proof = client.consistency(index + 1, size)
        assert proof == [tree.root(*span) for span in consistency_spans(index + 1, size)]
        assert is_consistent(index + 1, size, proof, ROOTS[index + 1], ROOTS[size])


def test_the_tree_at_every_size_up_to_600_is_that_of_the_log() -> None:
    tiling, held = Tiling(), dict[Tile, bytes]()
    for size in range(1, 601):  # the same tiling, extended: full tiles stay, the last of each level is new
        held.update(tiling.grow(LEAVES[size - 1 : size]))
        held.update(tiling.partial())
        assert {tile for tile, _ in tiling.partial()} == {tile for tile in partial_tiles(size) if tile}
        tree = held_tree(held, size)
        assert tree.root(0, size) == ROOTS[size]
        assert tree.root(0, size // 2) == ROOTS[size // 2]


def test_names_are_those_of_the_format() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(2, 0, 44).path == "tile/2/000.p/44"
    assert Tile(None, 255_001, 1).path == "tile/entries/x255/001.p/1"


def test_lines_after_the_tiles_are_hashed() -> None:
    tiling = Tiling()
    held = dict(tiling.grow(LEAVES[:300])) | dict(tiling.partial())
    tree = TiledTree(held.__getitem__, 300, LINES[300:])
    assert tree.size == 600
    for start, stop in [(0, 600), (256, 512), (512, 600), (299, 300), (300, 301), (288, 304), (7, 7)]:
        assert tree.root(start, stop) == Tree().grown(LEAVES[start:stop]).root


def test_a_line_that_no_bundle_holds_is_refused_by_its_position() -> None:
    assert list(bundles([b"x" * ENTRY_LIMIT]))
    with pytest.raises(LineTooLong, match="@2 has 65,536 bytes"):
        list(bundles([b"x", b"x" * (ENTRY_LIMIT + 1)]))
