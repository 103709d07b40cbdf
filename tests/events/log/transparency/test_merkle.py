"""The Merkle tree of RFC 6962: known answers, and the peaks against the definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.log.head import Head
from bilat.events.log.transparency.merkle import EMPTY, Tree, leaf_hash, node_hash

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The test leaves of Certificate Transparency, and the roots of the first 0 to 8 of them."""


@pytest.mark.parametrize("size", range(9))
def test_the_known_leaves_have_the_known_roots(size: int) -> None:
    tree = Tree().extended(LEAVES[:size])
    assert tree.size == size
    assert tree.root.hex() == ROOTS[size]


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root == EMPTY == sha256(b"").digest()


def mth(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash as RFC 6962, section 2.1, defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(mth(leaves[:split]), mth(leaves[split:]))


@given(leaves=st.lists(st.binary(max_size=8), max_size=70))
def test_the_peaks_fold_to_the_root_of_the_definition(leaves: list[bytes]) -> None:
    tree = Tree().extended(leaves)
    assert tree.root == mth(leaves)
    assert len(tree.peaks) == len(leaves).bit_count()


@given(first=st.lists(st.binary(max_size=8), max_size=40), more=st.lists(st.binary(max_size=8), max_size=40))
def test_a_tree_extended_twice_is_the_tree_of_all_leaves(first: list[bytes], more: list[bytes]) -> None:
    assert Tree().extended(first).extended(more) == Tree().extended(first + more)


@given(leaves=st.lists(st.binary(max_size=8), max_size=40))
def test_a_head_gives_back_the_tree_it_was_made_of(leaves: list[bytes]) -> None:
    tree = Tree().extended(leaves)
    head = Head.of("ledger", tree, "2024-01-01T00:00:00.000000Z")
    assert Head.from_row(head.row()) == head
    assert head.tree == tree
