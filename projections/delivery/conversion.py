"""The money of promises in one currency: no rate moves what share of a promise is paid."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.currency import RateTable
from bilat.projections.currency.conversion import Converted, convert_claims
from bilat.projections.currency.scaling import products
from bilat.projections.delivery.amounts import CELL, PIECES, PROMISED, Amounts, standing
from bilat.projections.delivery.moves import latest
from bilat.projections.pledges.claims import CLAIMS
from bilat.projections.pledges.intervals import ZERO, amount_sums
from bilat.projections.pledges.lots import PledgeBook

_NUMBERS = ("amount", "low", "high")


class Rates(NamedTuple):
    """By which rates: those of `table`, or, with `stated`, what sources printed themselves before these."""

    currency: str
    table: RateTable
    stated: bool

    def claims(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Convert rows of `CLAIMS`, each by the rate of its own day."""
        return convert_claims(rows.select(CLAIMS.keys()), self.currency, self.table, stated=self.stated)


def converted(
    own: Amounts, promises: pl.DataFrame, kept: PledgeBook, money: Converted, moves: pl.DataFrame, rates: Rates
) -> Amounts:
    """Convert the money of promises: a pledge as its claims are (`money`), what was paid in its own unit likewise.

    So what is paid in full stays paid in full, whatever the rates did since. A target, and what was paid in another
    unit than was promised, is converted by itself. What has no rate keeps its unit.
    """
    promised = pl.concat([_pledged(promises, kept, money), _aimed(promises, moves, rates)])
    worth = promised.select("row", becomes="unit", unit="own", worth="value")
    factors = own.promised.filter(pl.col("value") > ZERO).select(*CELL, "value").join(worth, on=CELL)
    return Amounts(
        promised.group_by(CELL).agg(amount_sums()).select(PROMISED.keys()).sort(CELL),
        *(_in_currency(pieces, factors, rates) for pieces in own[1:]),
    )


def _pledged(promises: pl.DataFrame, kept: PledgeBook, money: Converted) -> pl.DataFrame:
    """`PROMISED`, and the unit in which it was told (`own`): what stands of pledges."""
    own = standing(kept).select("seq", own="unit").unique()
    pieces = money.standing.join(own, on="seq")
    rows = promises.filter(kind="pledge").select("row", "stream")
    return rows.join(pieces, on="stream").group_by(*CELL, "own").agg(amount_sums()).select(*PROMISED, "own")


def _aimed(promises: pl.DataFrame, moves: pl.DataFrame, rates: Rates) -> pl.DataFrame:
    """`PROMISED`, and the unit in which it was told (`own`): what targets aim at."""
    targets = latest(moves, ("targeted",))
    rows = promises.filter(kind="target").select("row", "stream", own="unit")
    aims = rates.claims(targets).join(targets.select("seq", own="unit"), on="seq")
    return rows.join(aims, on=["stream", "own"]).with_columns(value="amount").select(*PROMISED, "own")


def _in_currency(pieces: pl.DataFrame, factors: pl.DataFrame, rates: Rates) -> pl.DataFrame:
    """Convert commitments or payments: `PIECES`."""
    known = pieces.join(factors, on=CELL)
    same = pl.col("becomes") == pl.col("unit")
    like = known.filter(~same).with_columns(num=pl.col("worth").cast(pl.String), den=pl.col("value").cast(pl.String))
    scaled = like.with_columns(products(like, name, "num", "den") for name in _NUMBERS).with_columns(unit="becomes")
    rest = pieces.join(known, on=["row", "seq"], how="anti")
    others = rates.claims(rest.unique("seq").sort("seq"))
    other = rest.select("row", "seq").join(others, on="seq")
    return pl.concat([each.select(PIECES.keys()) for each in (known.filter(same), scaled, other)]).sort("row", "seq")
