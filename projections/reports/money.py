"""Counting: the lots that the totals of a relation are made of, as a boundary asks for them."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.columns import Frame
from bilat.projections.currency.conversion import Converted
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.lots import ORDER, PledgeBook, pledge_book
from bilat.projections.pledges.totals import filtered
from bilat.projections.reports.currency import in_currency
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.window import in_window


class Counted(NamedTuple):
    """What totals are made of, as `commitments` adds it up.

    `view` is what the clocks let be seen, `kept` the money of the relation before any window, `lots` what lies
    in the window and passes the filters, converted where the boundary asks for a currency (`money`), by the
    rates of `version`.
    """

    view: pl.LazyFrame
    kept: PledgeBook
    lots: pl.DataFrame
    money: Converted | None
    version: str | None


def counted(frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> Counted:
    """Count the money of a columnar log; `folded` are its accounts under the boundary's clocks, where they are known.

    Raises BadInput as `commitments.report` does.
    """
    seen = as_of(frame, boundary)
    kept = pledge_book(seen, boundary, folded)
    asked = in_currency(seen, kept, boundary)
    lots = asked.money.lots.lazy() if asked else kept.lots
    here = filtered(lots.filter(in_window(boundary)), boundary.filters).sort(ORDER).collect()
    return Counted(seen, kept, here, asked and asked.money, asked and asked.version)
