"""Moves: what was committed and paid of each pledge and programme, by its events or by what was told so far."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bilat.projections.pledges.claims import CLAIMS, bounded
from bilat.projections.pledges.intervals import DECIMAL, amount_sums
from bilat.projections.pledges.running_totals import reported_totals

MOVES: dict[str, pl.DataType] = {**CLAIMS, "kind": pl.String(), "measure": pl.String(), "until": pl.Date()}
"""A row an event that commits or pays, or tells a running total; `until` is the day that a total counts up to."""
SUMS: dict[str, pl.DataType] = {
    "stream": pl.String(),
    "unit": pl.String(),
    "value": DECIMAL,
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
}
"""What a stream comes to in one unit; `high` null where open."""
COMMITTED = ("pledge-committed", ("committed",))
PAID = ("pledge-disbursed", ("disbursed", "achieved"))
"""The events that say so, and the measures of the running totals that say so."""
_BALANCE = ["stream", "unit"]


def moves(events: pl.DataFrame) -> pl.DataFrame:
    """Return the commitments, payments and running totals among events (`identities.MONEY`): `MOVES`, by `seq`."""
    stated = events.filter(pl.col("amount_value").is_not_null())
    added = stated.filter(pl.col("kind").is_in([COMMITTED[0], PAID[0]])).with_columns(until=pl.lit(None, pl.Date))
    rows = pl.concat([added, reported_totals(stated)]).with_columns(role=pl.lit("by"), years=pl.lit(None, pl.String))
    stated = rows.select("seq", "kind", "measure", "until")
    return bounded(rows).join(stated, on="seq").sort("seq").select(MOVES.keys())


def latest(moves: pl.DataFrame, measures: Sequence[str]) -> pl.DataFrame:
    """Return of each stream and unit the total that counts up to the latest day, of these the last told: `MOVES`."""
    totals = moves.filter(pl.col("measure").is_in(list(measures))).sort("until", "seq")
    return totals.unique(_BALANCE, keep="last", maintain_order=True)


def settled(moves: pl.DataFrame, kind: str, measures: Sequence[str]) -> pl.DataFrame:
    """Return what says how much was committed, or paid: the events, or the latest total where its low is larger.

    `MOVES`, by `seq`: of each stream and unit all events of the `kind`, or one total. Never both: a total says again
    what the events said.
    """
    events, total = moves.filter(pl.col("kind") == kind), latest(moves, measures)
    least = events.group_by(_BALANCE).agg(least=pl.col("low").sum())
    larger = total.join(least, on=_BALANCE, how="left").filter(
        pl.col("least").is_null() | (pl.col("low") > pl.col("least"))
    )
    return pl.concat([events.join(larger, on=_BALANCE, how="anti"), larger.select(MOVES.keys())]).sort("seq")


def sums(moves: pl.DataFrame) -> pl.DataFrame:
    """Add up moves, or claims, per stream and unit: `SUMS`, sorted by both."""
    return moves.group_by(_BALANCE).agg(amount_sums(value="amount")).sort(_BALANCE).select(SUMS.keys())


def balances(pieces: pl.DataFrame, stream: str = "stream") -> pl.DataFrame:
    """Add up pieces of money (unit, value, low, high, about) by the stream in this column: `SUMS`, sorted."""
    return sums(pieces.select("unit", "low", "high", "about", amount="value", stream=stream))
