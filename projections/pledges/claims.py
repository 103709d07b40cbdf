"""Claims: the events that state an amount, each with the part it plays in what its pledge stands at."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import polars as pl

from bilat.events.values.dates import horizon_years
from bilat.projections.pledges import intervals
from bilat.projections.pledges.intervals import DECIMAL
from bilat.projections.pledges.limits import check_sums

CLAIMS: dict[str, pl.DataType] = {
    "seq": pl.UInt32(),
    "event": pl.String(),
    "stream": pl.String(),
    "day": pl.Date(),
    "last": pl.Date(),
    "unit": pl.String(),
    "amount": DECIMAL,
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
    "role": pl.String(),
    "equivalents": pl.String(),
    "years": pl.String(),
}
RANKS = {
    "pledge-announced": 0,
    "pledge-topped-up": 0,
    "pledge-revised": 0,
    "pledge-restated": 1,
    "pledge-committed": 2,
    "pledge-disbursed": 3,
}
_PER_YEAR_KINDS = ("pledge-announced", "pledge-topped-up", "pledge-revised", "pledge-restated")
_CENT = Decimal("0.01")


def claims(events: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """Return the claims of pledges and programmes: columns `CLAIMS`, in fold order (by `seq`).

    `role` says what a claim does: `to` (the pledge now stands at this amount), `by` (it grows by this
    amount), `restated`, `running-total`. Where no announcement, top-up or revision states an amount, the
    first restatement that does stands in (`to`); failing that the commitments, failing that the disbursements
    (`by`). Amounts are in their own units, those told per year times the years of the horizon. Raises
    TooLarge before any sum can overflow.
    """
    stated = per_year_amounts(events.filter(pl.col("amount_value").is_not_null()), openings)
    rows = stated.filter(pl.col("kind") != "total-reported").with_columns(
        rank=pl.col("kind").replace_strict(RANKS, return_dtype=pl.Int8)
    )
    rows = rows.with_columns(best=pl.col("rank").min().over("stream"))
    restated = rows.filter((pl.col("rank") == 1) & (pl.col("best") > 0)).sort("seq").unique("stream", keep="first")
    stands_in = pl.col("seq").is_in(restated["seq"].implode())
    own = (pl.col("rank") == pl.col("best")) & ((pl.col("rank") != 1) | stands_in)
    adds = (pl.col("rank") > 1) | (pl.col("kind") == "pledge-topped-up")
    rows = rows.filter(own | (pl.col("rank") == 1)).with_columns(
        role=pl.when(~own).then(pl.lit("restated")).when(adds).then(pl.lit("by")).otherwise(pl.lit("to"))
    )
    totals = stated.filter(kind="total-reported").with_columns(role=pl.lit("running-total"))
    found = pl.concat([bounded(rows), bounded(totals)]).sort("seq")
    check_sums(found, "amount", "high", within=["stream"])
    return found


def movements(events: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return what was committed or disbursed, by stream and unit: (stream, unit, moved, low, high, about)."""
    rows = events.filter((pl.col("kind") == kind) & pl.col("amount_value").is_not_null())
    rows = bounded(rows.with_columns(role=pl.lit("by"), years=pl.lit(None, pl.String)))
    check_sums(rows, "amount", "high", within=["stream"])
    return (
        rows.group_by("stream", "unit")
        .agg(pl.col("amount").sum().alias("moved"), *intervals.span_sums(), pl.col("about").any())
        .sort("stream", "unit")
    )


def per_year_amounts(events: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """Multiply what was told per year by the years of the horizon, to the cent; `USD/year` without a horizon.

    Adds `years` String: the number of years, "" where the horizon has no length, null where the pace is a
    total.
    """
    yearly = openings.filter(pace="per-year").select("stream", "horizon", "opened")
    if yearly.is_empty():
        return events.with_columns(years=pl.lit(None, pl.String))
    spans = yearly.select("horizon", "opened").unique()
    lengths = [str(horizon_years(horizon, opened) or "") for horizon, opened in spans.iter_rows()]
    spans = spans.with_columns(years=pl.Series(lengths, dtype=pl.String))
    yearly = yearly.join(spans, on=["horizon", "opened"], nulls_equal=True).select("stream", "years")
    paced = (
        events.join(yearly, on="stream", how="left", maintain_order="left")
        .with_columns(years=pl.when(pl.col("kind").is_in(_PER_YEAR_KINDS)).then("years"))
        .with_columns(times=pl.when(pl.col("years") != "").then("years"))
    )
    scaled = pl.col("times").is_not_null()
    return paced.with_columns(
        *(
            pl.when(scaled).then(_products(paced, name)).otherwise(name).alias(name)
            for name in ("amount_value", "amount_upper")
        ),
        amount_unit=pl.when(pl.col("years") == "").then(pl.col("amount_unit") + "/year").otherwise("amount_unit"),
        amount_bound=pl.when(scaled & (pl.col("amount_bound") == "exact"))
        .then(pl.lit("about"))
        .otherwise("amount_bound"),
    ).drop("times")


def multiplied(value: Decimal, factor: Decimal, divisor: Decimal = Decimal(1)) -> Decimal:
    """value * factor / divisor to the cent, half-even, with no digit lost before that."""
    with localcontext(prec=80):
        return (value * factor / divisor).quantize(_CENT, ROUND_HALF_EVEN)


def _products(paced: pl.DataFrame, name: str) -> pl.Series:
    """Return the amounts times the years; few distinct pairs, each multiplied once outside the columns."""
    pairs = paced.select(name, "times").unique().drop_nulls()
    found = [multiplied(value, Decimal(years)) for value, years in pairs.iter_rows()]
    products = pairs.with_columns(product=pl.Series(found, dtype=DECIMAL))
    return paced.select(name, "times").join(products, on=[name, "times"], how="left", maintain_order="left")["product"]


def bounded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return events with an amount, a `role` and `years` as claims: `CLAIMS`, low and high from their bounds."""
    value, upper, bound = pl.col("amount_value"), pl.col("amount_upper"), pl.col("amount_bound")
    return rows.select(
        pl.col("seq"),
        pl.col("event"),
        pl.col("stream"),
        pl.col("day"),
        pl.col("last"),
        unit="amount_unit",
        amount="amount_value",
        low=intervals.low(value, bound),
        high=intervals.high(value, upper, bound),
        about=bound == "about",
        role="role",
        equivalents="equivalents",
        years="years",
    )
