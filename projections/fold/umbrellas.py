"""Umbrellas: what of a part's money its umbrella already holds, from the bottom up.

The twin of `pledges/umbrellas.py` and `pledges/attribution.py`, in plain Python: what changes in how money counts is
changed in both.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from bilat.projections.fold.claims import CENT
from bilat.projections.fold.mergers import depth
from bilat.projections.fold.pieces import ZERO, Lot, by_unit, divide, total

Printed = Mapping[str, tuple[Decimal, Mapping[str, Decimal]]]


def cover(standing: Mapping[str, Sequence[Lot]], parents: Mapping[str, str], printed: Printed) -> list[Lot]:
    """Return all that stands: what umbrellas cover excluded as `part-of`, the rest still standing.

    `standing` holds each pledge's pieces in fold order; `parents` the tree; `printed` what each claim said.
    """
    decided: list[Lot] = []
    below: dict[str, list[Lot]] = {}
    for stream in sorted(standing, key=lambda stream: (-depth(parents, stream), stream)):
        own = [lot for lot in standing[stream] if lot.value > 0]
        decided += [lot for lot in standing[stream] if lot.value < 0]
        parts = sorted(below.pop(stream, ()), key=lambda lot: (lot.day, lot.stream, lot.version))
        covered, exceeding = _covered(own, parts)
        decided += [lot.excluded("part-of") for lot in covered]
        counted = _sliced(own, covered, printed) + exceeding
        if stream in parents:
            below.setdefault(parents[stream], []).extend(counted)
        else:
            decided += counted
    return decided


def _covered(own: Sequence[Lot], parts: Sequence[Lot]) -> tuple[list[Lot], list[Lot]]:
    """Divide the parts' lots into what the umbrella covers and what exceeds it; both keep their order."""
    if not own:
        return [], list(parts)
    left = {unit: total(lots) for unit, lots in by_unit(own).items()}
    covered: list[Lot] = []
    exceeding: list[Lot] = []
    for lot in parts:
        inside, beyond = divide([lot], left.get(lot.unit, lot.value))
        if lot.unit in left:
            left[lot.unit] -= total(inside)
        covered += inside
        exceeding += beyond
    return covered, exceeding


def _sliced(own: Sequence[Lot], covered: Sequence[Lot], printed: Printed) -> list[Lot]:
    """Give the umbrella's money the slices of what it covers, oldest first; the remainder keeps its own."""
    umbrella_balances = by_unit(own)
    sliced: list[Lot] = []
    used: dict[str, Decimal] = {}
    for lot in covered:
        before = used.get(lot.event, ZERO)
        used[lot.event] = before + lot.value
        unit, value = _equivalent(lot, before, umbrella_balances, printed)
        taken, umbrella_balances[unit] = divide(umbrella_balances[unit], value)
        sliced += [piece.sliced_as(lot) for piece in taken]
    return sliced + [piece for umbrella_balance in umbrella_balances.values() for piece in umbrella_balance]


def _equivalent(
    lot: Lot, before: Decimal, umbrella_balances: Mapping[str, Sequence[Lot]], printed: Printed
) -> tuple[str, Decimal]:
    """Return what a lot is worth in a unit of the umbrella, by the equivalent that its claim printed.

    `before` is what other lots of the claim took of it: rounded where each ends, they take together what was
    printed.
    """
    if lot.unit in umbrella_balances:
        return lot.unit, lot.value
    value, equivalents = printed[lot.event]
    for unit in sorted(umbrella_balances):
        if unit in equivalents:
            edges = (
                (equivalents[unit] * edge / value).quantize(CENT, ROUND_HALF_EVEN)
                for edge in (before, before + lot.value)
            )
            start, end = edges
            return unit, end - start
    return min(umbrella_balances), ZERO
