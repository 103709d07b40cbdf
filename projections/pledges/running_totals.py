"""Running totals as stocks: what was told up to which day, and by how much that has grown since."""

from __future__ import annotations

import polars as pl

from bilat.projections.columns import first_and_last_days
from bilat.projections.pledges.intervals import DECIMAL, high, low, open_sum

POINTS: dict[str, pl.DataType] = {
    "stream": pl.String(),
    "measure": pl.String(),
    "unit": pl.String(),
    "since": pl.String(),
    "until": pl.Date(),
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
    "events": pl.List(pl.String),
}
CHANGES: dict[str, pl.DataType] = {
    "stream": pl.String(),
    "measure": pl.String(),
    "unit": pl.String(),
    "since": pl.String(),
    "after": pl.Date(),
    "until": pl.Date(),
    "low": DECIMAL,
    "high": DECIMAL,
    "bound": pl.String(),
    "events": pl.List(pl.String),
}
CHAIN = ["stream", "measure", "unit", "since"]
"""What two totals have in common that may be compared."""


def reported_totals(events: pl.DataFrame) -> pl.DataFrame:
    """Return the `total-reported` events of `identities.MONEY` that state an amount, with the day they count up to.

    Adds `until` Date (the last day of `as_of`, else of `on`). Order and columns are those of `events`.
    """
    rows = events.filter((pl.col("kind") == "total-reported") & pl.col("amount_value").is_not_null())
    return rows.with_columns(until=pl.coalesce(first_and_last_days(rows["as_of"])[1], "last"))


def points(events: pl.DataFrame) -> pl.DataFrame:
    """Return what each running total may have come to on each day it was told for: `POINTS`, sorted by its first five.

    Where several tell of one day, the point reaches from the least to the most that any of them allows;
    `high` is null where one of them is open.
    """
    value, upper, bound = pl.col("amount_value"), pl.col("amount_upper"), pl.col("amount_bound")
    return (
        reported_totals(events)
        .with_columns(unit="amount_unit", low=low(value, bound), high=high(value, upper, bound))
        .sort("seq")
        .group_by(*CHAIN, "until")
        .agg(
            pl.col("low").min(),
            pl.when(open_sum("high").is_not_null()).then(pl.col("high").max()).alias("high"),
            about=(pl.col("amount_bound") == "about").any(),
            events="event",
        )
        .sort(*CHAIN, "until")
        .select(POINTS.keys())
    )


def changes(events: pl.DataFrame) -> pl.DataFrame:
    """By how much each running total grew from one day it was told for to the next: `CHANGES`, as bounds.

    `low` and `high` are null where open: after `>=16m` and `>=23m` nothing is known, after `9.6m` and `>=16m`
    at least 6.4m, after `>=16m` and `23m` at most 7m. Only totals of the same stream, measure, unit and
    beginning are compared. `bound` is exact, about, at-least, at-most, between or unknown. A total that fell
    has a negative change.
    """
    rows = points(events)
    earlier = {name: pl.col(name).shift(1).over(CHAIN) for name in ("until", "low", "high", "about", "events")}
    least, most = pl.col("low") - earlier["high"], pl.col("high") - earlier["low"]
    about = pl.col("about") | earlier["about"]
    word = (
        pl.when(least.is_null() & most.is_null())
        .then(pl.lit("unknown"))
        .when(least.is_null())
        .then(pl.lit("at-most"))
        .when(most.is_null())
        .then(pl.lit("at-least"))
        .when(least < most)
        .then(pl.lit("between"))
        .when(about)
        .then(pl.lit("about"))
        .otherwise(pl.lit("exact"))
    )
    return (
        rows.with_columns(
            after=earlier["until"],
            low=least,
            high=most,
            bound=word,
            events=pl.concat_list(earlier["events"], "events"),
        )
        .filter(pl.col("after").is_not_null())
        .select(CHANGES.keys())
    )
