"""The proof of a page: its lines come to the root of the log, whichever they are, and to no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.transparency.tiles import tree_of
from bilat.projections.page.proof import PageProof, prove, root_of_lines

LINES = [b"line %d" % number for number in range(1, 301)]
TREE = tree_of(LINES)


def proved(size: int, positions: list[int]) -> PageProof:
    """The proof of the lines at some positions of the first `size`."""
    lines = [(each, LINES[each - 1]) for each in positions]
    note = Checkpoint("bilat/x", size, TREE.root(0, size)).text
    return prove(lines, size, TREE.root, note, None)


@given(st.integers(1, 300), st.data())
def test_any_lines_of_any_tree_come_to_its_root(size: int, data: st.DataObject) -> None:
    positions = sorted(data.draw(st.sets(st.integers(1, size), max_size=40)))
    proof = proved(size, positions)
    assert root_of_lines(proof, size) == Tree().extended(LINES[:size]).root
    assert PageProof.of_json(proof.json()) == proof


@pytest.mark.parametrize("change", ["line", "position", "order", "one less", "one more", "hash", "twice", "zero"])
def test_what_was_changed_comes_to_no_root_or_another(change: str) -> None:
    proof = proved(300, [3, 4, 77, 300])
    (one, two, three, four), rest = proof.lines, list(proof.rest)
    match change:
        case "line":
            proof = proof._replace(lines=[one, (4, b"line 5"), three, four])
        case "position":
            proof = proof._replace(lines=[one, two, (78, three[1]), four])
        case "order":
            proof = proof._replace(lines=[two, one, three, four])
        case "one less":
            proof = proof._replace(lines=[one, two, three])
        case "one more":
            proof = proof._replace(rest=[*rest, rest[0]])
        case "hash":
            proof = proof._replace(rest=[rest[1], *rest[1:]])
        case "twice":
            proof = proof._replace(lines=[one, one, two, three, four])
        case "zero":
            proof = proof._replace(lines=[(0, b"line 0"), one, two, three, four])
    assert root_of_lines(proof, 300) != TREE.root(0, 300)


@pytest.mark.parametrize(
    "change", [{"note": 1}, {"lines": [["1", "x"]]}, {"lines": 3}, {"leaves": ["x"]}, {"rest": [None]}, {"key": 5}]
)
def test_what_is_no_proof_is_said_to_be_none(change: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        PageProof.of_json(proved(5, [2]).json() | change)
