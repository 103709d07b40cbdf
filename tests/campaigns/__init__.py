"""Campaigns: many hostile tries, seeded; all of them with `BILAT_FULL=1`, a slice by default."""

import random
from collections.abc import Iterable

from tests.full import FULL


def chosen(names: Iterable[str], some: int) -> list[str]:
    """All of them in a full run, else a few, the same ones each time."""
    every = list(names)
    return every if FULL else sorted(random.Random(16).sample(every, some), key=every.index)
