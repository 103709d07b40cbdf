"""Proofs against the published cases, and made proofs against their own trees."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.log.transparency.merkle import Tree, leaf_hash
from bilat.events.log.transparency.proofs import consistency_spans, inclusion_spans, is_consistent, is_included

Case = dict[str, Any]
CASES = Path(__file__).parent / "rfc6962"


def cases(name: str) -> list[Case]:
    read: list[Case] = json.loads((CASES / name).read_text())
    return read


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def path(case: Case) -> list[bytes]:
    return [raw(each) for each in case["proof"] or ()]


def lines(size: int) -> list[bytes]:
    return [str(number).encode() for number in range(size)]


def root(start: int, stop: int) -> bytes:
    return Tree().extended(lines(stop)[start:]).root


@pytest.mark.parametrize("case", cases("inclusion.json"), ids=lambda case: case["case"])
def test_published_inclusion_cases(case: Case) -> None:
    holds = is_included(raw(case["leafHash"]), case["leafIdx"], case["treeSize"], path(case), raw(case["root"]))
    assert holds is not case["wantErr"]


@pytest.mark.parametrize("case", cases("consistency.json"), ids=lambda case: case["case"])
def test_published_consistency_cases(case: Case) -> None:
    holds = is_consistent(case["size1"], case["size2"], path(case), raw(case["root1"]), raw(case["root2"]))
    assert holds is not case["wantErr"]


def test_the_published_cases_are_all_there() -> None:
    assert len(cases("inclusion.json")) + len(cases("consistency.json")) == 196


@given(st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_a_made_inclusion_proof_holds_for_its_leaf_alone(place: tuple[int, int]) -> None:
    index, size = place
    made = [root(*span) for span in inclusion_spans(index, size)]
    leaf = leaf_hash(lines(size)[index])
    assert is_included(leaf, index, size, made, root(0, size))
    assert not is_included(leaf_hash(b"another"), index, size, made, root(0, size))
    assert not is_included(leaf, index, size, made, root(0, size + 1))
    assert size == 1 or not is_included(leaf, (index + 1) % size, size, made, root(0, size))


@given(st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(1, size), st.just(size))))
def test_a_made_consistency_proof_holds_for_its_trees_alone(sizes: tuple[int, int]) -> None:
    first, size = sizes
    made = [root(*span) for span in consistency_spans(first, size)]
    assert is_consistent(first, size, made, root(0, first), root(0, size))
    assert not is_consistent(first, size, made, root(0, first), root(0, size + 1))
    assert not is_consistent(first, size, made, root(0, first + 1), root(0, size))
    assert not is_consistent(first, size, [*made, root(0, 1)], root(0, first), root(0, size))


def test_the_spans_of_rfc_6962_section_2_1_3() -> None:
    # seven leaves: PATH(3) = [c, g, l], PATH(6) = [i, k], PROOF(3) = [c, d, g, l], PROOF(6) = [i, j, k]
    assert inclusion_spans(3, 7) == [(2, 3), (0, 2), (4, 7)]
    assert inclusion_spans(6, 7) == [(4, 6), (0, 4)]
    assert consistency_spans(3, 7) == [(2, 3), (3, 4), (0, 2), (4, 7)]
    assert consistency_spans(6, 7) == [(4, 6), (6, 7), (0, 4)]
    assert consistency_spans(4, 7) == [(4, 7)]
    assert consistency_spans(7, 7) == []
