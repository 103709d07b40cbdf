"""Which rates were asked for: the words of `--rates`."""

from __future__ import annotations

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.currency import ecb, rate_file
from bilat.projections.currency.rates import RateTable

NAMES = ("stated", "ecb-day", "ecb-year", "file:PATH")
"""What `--rates` takes. `stated` is each source's own equivalent; where it printed none, `ecb-day`."""


def table(rates: str) -> RateTable:
    """Return the table behind a name of `NAMES`. Raises BadInput for any other, and for a bad file."""
    match rates.partition(":"):
        case ("stated" | "ecb-day", "", ""):
            return RateTable(ecb.version(), ecb.day)
        case ("ecb-year", "", ""):
            return RateTable(ecb.version(), ecb.year)
        case ("file", ":", path) if path:
            return rate_file.read(path)
    remedy = did_you_mean(rates, NAMES) or f"one of {', '.join(NAMES)}"
    raise BadInput(f"unknown rates {rates[:60]!r}", remedy)
