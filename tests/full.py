"""Whether the tests run at full size: `BILAT_FULL=1` makes them, for minutes; by default they are quick."""

import os

FULL = bool(os.environ.get("BILAT_FULL"))


def tries(full: int) -> int:
    """How many examples a law tries: so many at full size, by default a tenth of them."""
    return full if FULL else max(5, full // 10)


def few(full: int) -> int:
    """How many examples a law tries of which each makes whole reports: so many at full size, by default very few."""
    return full if FULL else max(3, full // 20)
