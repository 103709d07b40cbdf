"""Stated rates: what a claim is worth by the equivalent that this very claim printed."""

from __future__ import annotations

import polars as pl

from bilat.events.values.decimals import plain
from bilat.projections.columns import decimal_text
from bilat.projections.currency.rates import EXACT, printed
from bilat.projections.pledges.attribution import equivalents
from bilat.projections.pledges.intervals import ZERO


def by_source(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what claims (`claims.CLAIMS`, and the unit that each `becomes`) say themselves they are worth.

    One row a claim that says so: its factor (`scaling.FACTORS`), and rate, basis and layer, all text. An
    equivalent of the other sign, or of nothing, is no rate.
    """
    found = (
        equivalents(rows)
        .join(rows.select("seq", "becomes"), on="seq")
        .filter(pl.col("unit") == pl.col("becomes"))
        .filter((pl.col("stated") != ZERO) & ((pl.col("stated") > ZERO) == (pl.col("amount") > ZERO)))
    )
    rates = [
        plain(printed(EXACT.divide(worth, amount))) for worth, amount in found.select("stated", "amount").iter_rows()
    ]
    return found.select(
        "seq",
        "becomes",
        num=decimal_text(pl.col("stated")),
        den=decimal_text(pl.col("amount")),
        num_low=decimal_text(pl.col("low")),
        num_high=decimal_text(pl.col("high")),
        approximate="about",
        rate=pl.Series(rates, dtype=pl.String),
        basis=pl.lit("stated"),
        layer=pl.lit("equivalent"),
    )
