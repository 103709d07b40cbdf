"""Growth as it was told, against the figures on record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Any

import polars as pl

from bilat.events.values.amounts import scaled
from bilat.events.values.decimals import plain
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.figures import named, standing_claims
from bilat.projections.checks.finding import Finding
from bilat.projections.checks.tolerance import last_digit, rounding, step
from bilat.projections.pledges.limits import SUM_LIMIT

KINDS = {
    "growth-not-borne-out": "a figure did not change as a source says it did",
    "growth-without-base": "a change was told, but not the figure that it changed from",
}
_FIGURE = ["indicator", "side", "other", "period_first", "period_last"]
_EXACT = Context(prec=60)


def find(record: CheckContext) -> Iterator[Finding]:
    """Hold each change told of a whole year against the values of that year and the one before.

    A claim's own value is meant where it tells one, else every value on record. The change is borne out
    where any two of them come to it, all three within rounding.
    """
    standing = standing_claims(record)
    year = pl.col("period_last") == pl.col("period_first").dt.offset_by("1y").dt.offset_by("-1d")
    yearly = standing.filter(year)
    values = yearly.filter(pl.col("value_value").is_not_null()).select(
        *_FIGURE, "unit", now="value_value", now_event="event"
    )
    before = values.select(
        "indicator",
        "side",
        "other",
        "unit",
        before="now",
        before_event="now_event",
        period_first=pl.col("period_first").dt.offset_by("1y"),
    )
    changes = yearly.filter(pl.col("change_percent").is_not_null()).drop("unit")
    rows = changes.join(values, on=_FIGURE, nulls_equal=True, maintain_order="left").filter(
        pl.col("now").is_not_null(),
        pl.col("value_value").is_null() | (pl.col("now_event") == pl.col("event")),
    )
    key = ["indicator", "side", "other", "unit", "period_first"]
    compared = rows.join(before, on=key, how="left", nulls_equal=True, maintain_order="left")
    compared = compared.with_columns(based=pl.col("before").is_not_null().any().over("event"), borne_out=_borne_out())
    open_ = compared.filter(~pl.col("borne_out").fill_null(False).any().over("event"))
    for row in open_.filter("based").drop_nulls("before").unique("event", maintain_order=True).iter_rows(named=True):
        yield _not_borne_out(row)
    for row in open_.filter(~pl.col("based")).unique("event", maintain_order=True).iter_rows(named=True):
        yield _without_base(row)


def _borne_out() -> pl.Expr:
    """Whether `before`, changed by `change_percent`, may be `now`: each within its rounding."""
    percent = pl.col("change_percent")
    slack = pl.min_horizontal(step(last_digit(percent)), pl.lit(Decimal(1))) / 2
    edges = []
    for sign in (-1, 1):
        base = pl.col("before").abs() + sign * rounding(pl.col("before"))
        small = base.cast(pl.Float64) * (percent.cast(pl.Float64).abs() + 100) < SUM_LIMIT
        grown = pl.when(small).then(base * (100 + percent + sign * slack) / 100)
        edges.append(grown + sign * rounding(pl.col("now")))
    change = pl.col("now") - pl.col("before") + pl.col("before").abs()
    return (pl.min_horizontal(edges) <= change) & (change <= pl.max_horizontal(edges))


def _not_borne_out(row: dict[str, Any]) -> Finding:
    now, before = row["now"], row["before"]
    found = f"changed by {_percent(now, before)}" if before else "came from nothing"
    return Finding(
        "growth-not-borne-out",
        tuple(dict.fromkeys((row["event"], row["now_event"], row["before_event"]))),
        f"{named(row)} is told to have changed by {plain(row['change_percent'])} per cent, but on record "
        f"{row['unit']} {scaled(now)} {found} from {row['unit']} {scaled(before)}{_implied(row)}",
        "the earlier figure may have been revised: record the revision as a claim of its own",
    )


def _without_base(row: dict[str, Any]) -> Finding:
    return Finding(
        "growth-without-base",
        tuple(dict.fromkeys((row["event"], row["now_event"]))),
        f"{named(row)} is told to have changed by {plain(row['change_percent'])} per cent, but the year before "
        f"has no figure on record{_implied(row)}",
        "record the figure of the year before",
    )


def _implied(row: dict[str, Any]) -> str:
    """Return what the year before must have been, at four digits."""
    factor = 100 + row["change_percent"]
    if factor <= 0:
        return ""
    base = Context(prec=4).divide(row["now"] * 100, factor)
    return f": it would have been about {row['unit']} {scaled(base)}"


def _percent(now: Decimal, before: Decimal) -> str:
    percent = _EXACT.divide((now - before) * 100, abs(before))
    return f"{plain(percent.quantize(Decimal('0.01'), context=_EXACT))} per cent"
