"""Drawing histories: by hypothesis, or from a seed."""

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

from tests.histories.materials import UNITS
from tests.histories.writer import Draft, HistoryWriter

RELATION = ("ASEAN", "JP")
"""The relation that most of a history belongs to."""


@st.composite
def histories(draw: st.DrawFn, max_size: int = 30, units: Sequence[str] = UNITS, plain: bool = False) -> list[Draft]:
    """Draw a history of `max_size` steps at most, in these units; see `HistoryWriter` for `plain`."""
    seed, size = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, max_size))
    return history(seed, size, units=units, plain=plain)


def history(seed: int, size: int, *, units: Sequence[str] = UNITS, plain: bool = False) -> list[Draft]:
    """Write the history of this seed: parties, sources and a meeting, then `size` steps of all kinds."""
    writer = HistoryWriter(Random(seed), units, plain)
    writer.introduce()
    steps: tuple[tuple[Callable[[], None], int], ...] = (
        (writer.pledge, 5),
        (writer.follow, 10),
        (writer.mend, 3),
        (writer.merge, 1),
        (writer.tell, 2),
    )
    for _ in range(size):
        writer.rng.choices([step for step, _ in steps], [weight for _, weight in steps])[0]()
    return writer.drafts
