"""Units of goods that look like one: they differ by number, case or spelling, and no total adds them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import polars as pl

from bilat.events.printed.goods import singular
from bilat.events.printed.units import money_codes
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding
from bilat.projections.columns import AMOUNTS

KINDS = {"units-alike": "goods are counted in units that differ by number, case or spelling alone, or in money's words"}
COMPARED = 2_000
"""Units that are compared with one another; a ledger has dozens."""
_LONG = 5
"""Letters from which on one letter more, less, another or exchanged is taken for spelling."""


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare the units of amounts and figures with one another, and with the words of money.

    `dose` and `doses`, `test-kit` and `testkit`, `metre` and `meter` look alike; `boat` and `boats` too, `boat` and
    `goat` do not. A finding names the first event of each unit.
    """
    used = _used(record.events)
    units = [unit for unit in used if not unit.isupper()][:COMPARED]
    for unit in units:
        if codes := money_codes(unit):
            code = codes[0] if len(codes) == 1 else "the code of the currency"
            yield Finding("units-alike", used[unit], f"{unit} is money, counted as goods", f"correct it: write {code}")
    for one, other in combinations(units, 2):
        if _alike(one, other):
            yield Finding(
                "units-alike",
                (*used[one], *used[other]),
                f"{one} and {other} look like one unit, and are never added up",
                "if they are one, correct the events of the rarer: bilat correct EVENT amount='16m dose' --reason ...",
            )


def _used(events: pl.DataFrame) -> Mapping[str, tuple[str]]:
    """Return each unit with the first event that has it, in the order of the log."""
    rows = [
        events.select("position", "event", unit=f"{name}_unit").drop_nulls("unit")
        for name in AMOUNTS
        if f"{name}_unit" in events.columns
    ]
    first = pl.concat(rows).sort("position").unique("unit", keep="first", maintain_order=True)
    return {unit: (event,) for unit, event in first.select("unit", "event").iter_rows()}


def _alike(one: str, other: str) -> bool:
    first, second = (singular(unit).replace("-", "") for unit in (one, other))
    if first == second:
        return True
    if first[0] != second[0] or min(len(first), len(second)) < _LONG or abs(len(first) - len(second)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=1) <= 1
