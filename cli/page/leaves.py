"""Leaves of an explanation and the amounts that were recorded: whole, converted, or a share of one.

The page's script multiplies and adds again what is said here. Where a leaf is none of these (money by the year, several
rates), nothing is said, and the number is the program's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bilat.cli.page.amounts import interval
from bilat.cli.page.ties import Ties

Interval = tuple[Decimal, Decimal, Decimal | None]
CENT = Decimal("0.01")
"""Within less than a cent of a conversion; shares, which are rounded each, within two cents for each of them."""


def tie(tree: Mapping[str, Any], ties: Ties) -> None:
    """Say of each leaf of a tree where its amount stands (`where`), by which `rate` it was converted, and whether it
    is a `share`.
    """
    by_event: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in tree["lines"]:
        for pledge in line["pledges"]:
            for leaf in pledge["events"]:
                leaf |= {"where": None, "rate": None, "share": False}
                by_event[leaf["event"]].append(leaf)
    for event, leaves in by_event.items():
        _tie(event, leaves, str(tree["unit"]), ties)


def _tie(event: str, leaves: Sequence[dict[str, Any]], unit: str, ties: Ties) -> None:
    stated = {key: value for key, value in (leaves[0]["told"] or {}).items() if value is not None}
    where = ties.where(event, "amount", stated) if stated else None
    if where is None:
        return
    rate, foreign = None, stated["unit"] != unit
    if foreign:
        rates = {(leaf.get("converted") or {}).get("rate") for leaf in leaves}
        rate = rates.pop() if len(rates) == 1 else None
        if rate is None:
            return
    whole = _times(interval(stated), Decimal(rate or 1))
    if len(leaves) == 1 and _near(whole, interval(leaves[0]["amount"]), CENT if foreign else None):
        leaves[0] |= {"where": where, "rate": rate}
        return
    total = sum((Decimal(leaf["amount"]["value"]) for leaf in leaves), Decimal(0))
    if abs(total - whole[0]) <= (2 * len(leaves) * CENT if foreign else 0):
        for leaf in leaves:
            leaf |= {"where": where, "rate": rate, "share": True}


def _times(given: Interval, rate: Decimal) -> Interval:
    value, low, high = given
    return value * rate, low * rate, None if high is None else high * rate


def _near(one: Interval, two: Interval, within: Decimal | None) -> bool:
    """Tell whether two intervals agree, each end less than `within` apart; without it exactly."""
    if (one[2] is None) != (two[2] is None):
        return False
    ends = [(a, b) for a, b in zip(one, two, strict=True) if a is not None and b is not None]
    return all(a == b if within is None else abs(a - b) < within for a, b in ends)
