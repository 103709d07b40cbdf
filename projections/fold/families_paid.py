"""What families of pledges come to: promised, committed, paid and still open, each counted once.

The twin of `delivery/families.py`, on nominal values, from the uppermost umbrella down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from bilat.projections.fold.mergers import above
from bilat.projections.fold.pieces import ZERO, Lot
from bilat.projections.fold.promises import Promise, Sums


def totals(
    pledges: Mapping[str, Promise], lots: Iterable[Lot], parents: Mapping[str, str], standing: Collection[str]
) -> dict[str, Sums]:
    """Add up pledges, by line and unit, without zeros.

    `lots` are what counts, each its own pledge's or its `part`'s; `standing` are the pledges that may be umbrellas.
    """
    parts: dict[str | None, list[str]] = {}
    for name in pledges:
        umbrella = next((up for up in above(parents, name) if up in standing), None)
        parts.setdefault(umbrella, []).append(name)
    counted: dict[tuple[str, str], Decimal] = {}
    for lot in lots:
        cell = lot.part or lot.stream, lot.unit
        counted[cell] = counted.get(cell, ZERO) + lot.value

    def family(name: str, unit: str) -> tuple[Decimal, Decimal, Decimal]:
        """Return what is committed, paid and open in all of a family."""
        below = [family(part, unit) for part in parts.get(name, ())]
        signed, spent, still = (sum((each[line] for each in below), ZERO) for line in range(3))
        committed = max(pledges[name].committed.get(unit, ZERO), signed)
        paid = max(pledges[name].paid.get(unit, ZERO), spent)
        return committed, paid, max(still + counted.get((name, unit), ZERO) - (paid - spent), ZERO)

    units = {unit for _, unit in counted} | {
        unit for each in pledges.values() for sums in (each.committed, each.paid) for unit in sums
    }
    found: dict[str, Sums] = {line: {} for line in ("promised", "committed", "paid", "open")}
    for unit in units:
        families = [family(name, unit) for name in parts.get(None, ())]
        promised = sum((value for (_, of), value in counted.items() if of == unit), ZERO)
        sums = promised, *(sum((each[line] for each in families), ZERO) for line in range(3))
        for line, value in zip(found, sums, strict=True):
            if value:
                found[line][unit] = value
    return found
