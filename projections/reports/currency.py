"""The money of a report in the currency and the prices that its boundary asks for."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections import currency as projections_currency
from bilat.projections.currency import deflators as currency_deflators
from bilat.projections.currency.conversion import Converted, convert
from bilat.projections.once import once
from bilat.projections.pledges.lots import PledgeBook
from bilat.projections.view import parties as known_parties
from bilat.projections.view.boundary import Boundary


class Money(NamedTuple):
    """Converted money, and `version`: the tables that it was converted and restated by."""

    money: Converted
    version: str


@once(
    lambda view, kept, boundary: (
        view,
        kept,
        boundary.currency,
        boundary.rates,
        boundary.prices,
        boundary.deflators,
    )
)
def in_currency(view: pl.LazyFrame, kept: PledgeBook, boundary: Boundary) -> Money | None:
    """Convert and restate the money of a ledger as the boundary asks; None where it asks for neither.

    Raises BadInput for rates, a currency or a file that cannot be used, and for prices without `--in`.
    """
    if boundary.currency is None:
        _check_nothing(boundary)
        return None
    currency, named = projections_currency.currency(boundary.currency), boundary.rates or "stated"
    table = projections_currency.table(named)
    deflators = _deflators(boundary)
    money = convert(kept, currency, table, stated=named == "stated")
    if deflators is None:
        return Money(money, table.version)
    year = int(boundary.prices or "")
    parties = known_parties.parties(view).filter(pl.col("parent").is_not_null())
    parents = dict(parties.select("code", "parent").iter_rows())
    restated = currency_deflators.constant_prices(money, kept.openings.collect(), parents, currency, year, deflators)
    return Money(restated, f"{table.version}; prices of {year} by {deflators.version}")


def _check_nothing(boundary: Boundary) -> None:
    remedy = "name it with `--in`, as in `--in USD`"
    if boundary.rates is not None:
        projections_currency.table(boundary.rates)
        raise BadInput("rates convert to a currency, and none was named", remedy)
    if boundary.prices is not None or boundary.deflators is not None:
        raise BadInput("constant prices are told in one currency, and none was named", remedy)


def _deflators(boundary: Boundary) -> currency_deflators.Deflators | None:
    if boundary.prices is None and boundary.deflators is None:
        return None
    if boundary.deflators is None:
        raise BadInput("constant prices need price indices", "name a file with `--deflators FILE`")
    if boundary.prices is None:
        raise BadInput("price indices serve the prices of a year", "name it with `--prices YEAR`")
    return currency_deflators.read(boundary.deflators, boundary.prices)
