"""Boundaries of every size, for laws that hold whatever is asked."""

from typing import Any

from hypothesis import strategies as st

from bilat.projections.view.boundary import Boundary
from tests.histories import RELATION

WHOM: list[dict[str, Any]] = [
    {},
    {"relation": RELATION},
    {"relation": RELATION},
    {"relation": ("JP", "VN")},
    {"relation": RELATION, "party": "JP", "direction": "gives"},
    {"relation": RELATION, "party": "JP", "direction": "gets"},
    {"party": "JP"},
    {"party": "ASEAN"},
    {"party": "JP", "direction": "gives"},
    {"party": "ASEAN", "direction": "gives"},
    {"party": "ASEAN", "direction": "gets"},
    {"party": "VN", "direction": "gets"},
]
"""Whom a boundary may name: nobody, two parties, one, one way."""


def boundaries(**asked: st.SearchStrategy[Any]) -> st.SearchStrategy[Boundary]:
    """Draw a boundary of any size; `asked` draws its other fields."""
    rest = st.fixed_dictionaries(dict(asked))
    return st.builds(lambda whom, other: Boundary(**whom, **other), st.sampled_from(WHOM), rest)
