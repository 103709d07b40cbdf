"""Lots: the pieces into which a claim is divided, and their sums.

The twin of `pledges/balances.py`, in plain Python: a change in how money counts is made in both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

EXACT = Context(prec=120)
"""Sums of 33-digit amounts lose nothing in this context; Python's own keeps 28 digits."""

STANDING = "standing"
"""The treatment of a lot that no rule has decided yet; it never leaves the fold."""

ZERO = Decimal(0)


@dataclass(frozen=True)
class Lot:
    """A piece of one claim: `value` of `unit` (nominal), told by `event` on `day`, with one treatment.

    `treatment` is net, mobilised or excluded; `reason` is set for the excluded alone. The slices (donor to
    stage) are the pledge's own, or those of the part whose money an umbrella's lot covers, which is
    then the lot's `part`. `topics` are sorted and joined by `+`.
    """

    event: str
    stream: str
    day: date
    unit: str
    value: Decimal
    treatment: str = STANDING
    reason: str | None = None
    donor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    instrument: str = "unspecified"
    flow: str | None = None
    topics: str = ""
    stage: str = ""
    part: str = ""

    @property
    def version(self) -> int:
        """The version of the claim in its stream."""
        return int(self.event.rpartition("#")[2])

    def excluded(self, reason: str) -> "Lot":
        """Return the lot, excluded for this reason."""
        return replace(self, treatment="excluded", reason=reason)

    def sliced_as(self, other: "Lot") -> "Lot":
        """Return the lot with the slices of another."""
        return replace(
            self,
            donor=other.donor,
            recipient=other.recipient,
            instrument=other.instrument,
            flow=other.flow,
            topics=other.topics,
            stage=other.stage,
            part=other.part or other.stream,
        )


class Sums(NamedTuple):
    """The totals of one unit: headline = net + mobilised + excluded, nominal."""

    headline: Decimal
    net: Decimal
    mobilised: Decimal
    excluded: Decimal


def total(pieces: Iterable[Lot]) -> Decimal:
    """Add up the values, whatever their unit."""
    return sum((piece.value for piece in pieces), ZERO)


def by_unit(pieces: Iterable[Lot]) -> dict[str, list[Lot]]:
    """Part the pieces by unit, keeping their order."""
    parted: dict[str, list[Lot]] = {}
    for piece in pieces:
        parted.setdefault(piece.unit, []).append(piece)
    return parted


def divide(pieces: Sequence[Lot], amount: Decimal) -> tuple[list[Lot], list[Lot]]:
    """Divide positive pieces, in this order, into the first `amount` of them and the rest."""
    first: list[Lot] = []
    rest: list[Lot] = []
    for piece in pieces:
        share = min(piece.value, max(amount, ZERO))
        amount -= share
        if share:
            first.append(replace(piece, value=share))
        if share != piece.value:
            rest.append(replace(piece, value=piece.value - share))
    return first, rest


def coalesce(lots: Iterable[Lot]) -> list[Lot]:
    """Add up lots that differ in nothing but value; ordered by day, stream and version."""
    sums: dict[Lot, Decimal] = {}
    for lot in sorted(lots, key=lambda lot: (lot.day, lot.stream, lot.version)):
        key = replace(lot, value=ZERO)
        sums[key] = sums.get(key, ZERO) + lot.value
    return [replace(key, value=value) for key, value in sums.items() if value]


def totals(lots: Iterable[Lot]) -> Mapping[str, Sums]:
    """Add up lots per unit, units in order; an empty mapping where there are none."""
    sums: dict[str, dict[str, Decimal]] = {}
    with localcontext(EXACT):
        for lot in lots:
            treatments = sums.setdefault(lot.unit, dict.fromkeys(("net", "mobilised", "excluded"), ZERO))
            treatments[lot.treatment] += lot.value
        return {unit: Sums(sum(treatments.values(), ZERO), **treatments) for unit, treatments in sorted(sums.items())}
