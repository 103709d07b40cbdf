"""Drawing histories: by hypothesis, or from a seed."""

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

from tests.histories.cast import UNITS
from tests.histories.scribe import Draft, Scribe

RELATION = ("ASEAN", "JP")
"""The relation that most of a history belongs to."""


@st.composite
def histories(draw: st.DrawFn, max_size: int = 30, units: Sequence[str] = UNITS, plain: bool = False) -> list[Draft]:
    """Draw a history of `max_size` steps at most, in these units; see `Scribe` for `plain`."""
    seed, size = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, max_size))
    return history(seed, size, units=units, plain=plain)


def history(seed: int, size: int, *, units: Sequence[str] = UNITS, plain: bool = False) -> list[Draft]:
    """Write the history of this seed: parties, sources and a meeting, then `size` steps of all kinds."""
    scribe = Scribe(Random(seed), units, plain)
    scribe.introduce()
    steps: tuple[tuple[Callable[[], None], int], ...] = (
        (scribe.pledge, 5), (scribe.follow, 10), (scribe.mend, 3), (scribe.merge, 1), (scribe.tell, 2),
    )  # fmt: skip
    for _ in range(size):
        scribe.rng.choices([step for step, _ in steps], [weight for _, weight in steps])[0]()
    return scribe.drafts
