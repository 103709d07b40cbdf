"""The money of lots summed up, from columns and from the fold, in a form in which both can be compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from bilat.projections import fold
from bilat.projections.view.boundary import Boundary
from tests.histories import Line

Sums = Mapping[tuple[Any, ...], Decimal]


def by_columns(found: pl.DataFrame) -> Sums:
    """The lots that the columns have found."""
    sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    slices = ("donor", "recipient", "instrument", "flow", "topics", "stage")
    for lot in found.iter_rows(named=True):
        sums[(lot["event"], lot["treatment"], lot["reason"], lot["unit"], *map(lot.get, slices))] += lot["value"]
    return sums


def by_fold(lines: Sequence[Line], boundary: Boundary) -> Sums:
    """The lots that the fold finds."""
    sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    ends, one_way, known = boundary.ends, boundary.one_way, boundary.known_day
    for lot in fold.lots(lines, relation=ends, one_way=one_way, known_by=known, members=boundary.members):
        sides = ("+".join(sorted(set(codes))) for codes in (lot.donor, lot.recipient))
        slices = (*sides, lot.instrument, lot.flow, lot.topics, lot.stage)
        sums[(lot.event, lot.treatment, lot.reason, lot.unit, *slices)] += lot.value
    return sums
