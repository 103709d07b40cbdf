"""The money of promises: what stands of each, and what was committed and paid of it, as it was told."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.delivery.moves import COMMITTED, PAID, SUMS, balances, latest, settled
from bilat.projections.pledges.claims import CLAIMS
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.lots import PledgeBook

ROW: dict[str, pl.DataType] = {"row": pl.UInt32()}
PROMISED = ROW | {name: dtype for name, dtype in SUMS.items() if name != "stream"}
"""What stands of a promise in one unit; `row` is the promise."""
PIECES = ROW | CLAIMS
"""A commitment or payment of a promise, or a total that says how much there was of them so far."""
CELL = ["row", "unit"]


class Amounts(NamedTuple):
    """The money of promises: `promised` (`PROMISED`), `committed` and `paid` (`PIECES`), sorted by row."""

    promised: pl.DataFrame
    committed: pl.DataFrame
    paid: pl.DataFrame


def amounts(promises: pl.DataFrame, kept: PledgeBook, moves: pl.DataFrame) -> Amounts:
    """Return the money of promises (`promises.PROMISES`, and `row`), each amount in the unit in which it was told.

    Of a pledge merged into one that counts for it nothing stands. What was reached of a target on a pledge's stream is
    the target's alone, unless the pledge itself promises in that unit.
    """
    pledges, targets = (promises.filter(kind=kind).select("row", "stream", "unit") for kind in ("pledge", "target"))
    pledges = pledges.drop("unit")
    own = pledges.join(balances(standing(kept)), on="stream")
    aims = targets.join(latest(moves, ("targeted",)), on=["stream", "unit"]).with_columns(value="amount")
    reached = targets.join(own, on=["stream", "unit"], how="anti").select("stream", "unit")

    def assigned(settled: pl.DataFrame) -> pl.DataFrame:
        plain = settled.join(reached, on=["stream", "unit"], how="anti").join(pledges, on="stream")
        both = plain, settled.join(targets, on=["stream", "unit"])
        return pl.concat([each.select(PIECES.keys()) for each in both]).sort("row", "seq")

    return Amounts(
        pl.concat([each.select(PROMISED.keys()) for each in (own, aims)]).sort(CELL),
        assigned(settled(moves, *COMMITTED)),
        assigned(settled(moves, *PAID)),
    )


def standing(kept: PledgeBook) -> pl.DataFrame:
    """Return what stands within each pledge (`balances.BALANCES`) but those merged into one that counts for them."""
    merged = kept.divided.filter(pl.col("reason") == "merged").select("stream").unique().collect()["stream"]
    here = pl.col("reason").is_null() & ~pl.col("stream").is_in(merged.implode())
    return kept.balances.filter(here).collect()


def summed(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add up pieces by promise and unit: `PROMISED`, and the last `event` of them, sorted by both."""
    return (
        pieces.group_by(CELL)
        .agg(
            *amount_sums(value="amount"),
            seq=pl.col("seq").max(),
            event=pl.col("event").sort_by("seq").last(),
        )
        .sort(CELL)
    )
