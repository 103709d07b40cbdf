"""Counting: the lots that the totals of a relation are made of, as a boundary asks for them."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.boundary import Boundary
from bilat.projections.clocks import view
from bilat.projections.columns import Frame
from bilat.projections.conversion import Converted
from bilat.projections.currency import in_currency
from bilat.projections.lots import ORDER, Ledger, ledger
from bilat.projections.totals import filtered, inside


class Counted(NamedTuple):
    """What totals are made of, as `commitments` adds it up.

    `view` is what the clocks let be seen, `kept` the money of the relation before any window, `lots` what lies
    in the window and passes the filters, converted where the boundary asks for a currency (`money`), by the
    rates of `version`.
    """

    view: pl.LazyFrame
    kept: Ledger
    lots: pl.DataFrame
    money: Converted | None
    version: str | None


def counted(frame: Frame, boundary: Boundary) -> Counted:
    """Count the money of a columnar log. Raises BadInput as `commitments.report` does."""
    seen = view(frame, boundary)
    kept = ledger(seen, boundary)
    asked = in_currency(seen, kept, boundary)
    lots = asked.money.lots.lazy() if asked else kept.lots
    here = filtered(lots.filter(inside(boundary)), boundary.filters).sort(ORDER).collect()
    return Counted(seen, kept, here, asked and asked.money, asked and asked.version)
