"""Claims to a figure: which are witnesses of their own, which one a policy shows, how far they lie apart.

A figure is an indicator between two sides over a period (for `UNORDERED` indicators either way round; where
one side is not told, a reporter that is a party stands for it). What claims compete on is their value; those
that tell no value compete on their change, share or rank. Claims differ by reporter and vintage. A claim
whose every source copies another is a copy: it is no witness of its own where the original, or an earlier
copy of the same original, claims the figure in the same unit.
"""

from __future__ import annotations

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import first_and_last_days
from bilat.projections.view.citations import citations
from bilat.projections.view.relations import UNORDERED

POLICIES = ("newest", "official", "highest", "lowest", "interval")
"""Which claim to a figure is shown: the newest known; the newest that an official source tells, else the
newest; the highest or the lowest in each unit; all of them, side by side. Claims that no source dates are
older than all others; those without a value are shown where none with a value stands."""

_PERIOD = ["indicator", "side", "other", "period_first", "period_last"]
FIGURE = [*_PERIOD, "measure"]
CLAIMED = [*FIGURE, "unit"]
"""What claims have in common: the figure and the unit."""

_NEWEST = ("known", "day", "position")
_NEEDED = (
    "position",
    "event",
    "stream",
    "day",
    "known",
    "cites",
    "indicator",
    "period",
    "reporter",
    "status",
    "change_percent",
    "share_percent",
    "rank",
    "value_value",
    "value_upper",
    "value_unit",
    "value_bound",
)


def check(policy: str) -> None:
    """Raise BadInput for an unknown policy."""
    if policy not in POLICIES:
        raise BadInput(f"no policy {policy!r}", did_you_mean(policy, POLICIES) or f"one of {', '.join(POLICIES)}")


def claims(figures: pl.LazyFrame, parties: pl.DataFrame, sources: pl.DataFrame, policy: str) -> pl.DataFrame:
    """Return what the `figure-reported` events claim, a row an event, in no particular order.

    `_NEEDED` columns of the view, then `from`, `to` String; what is claimed (`CLAIMED`); `number` Decimal,
    what claims compete on; `stands` (a witness of its own) and `chosen` (by the policy) Boolean;
    `spread_percent` and `growth_percent` Decimal as in `trade`. `parties` is (code, name),
    `sources` (source, published, type, origin).
    """
    return _growth(_spread(_chosen(_witnesses(_competing(figures, parties), sources), policy)))


def _competing(figures: pl.LazyFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the figures with what they are claims to: `FIGURE`, the `unit` and the `number` they compete on."""
    start, end = pl.col("from").list.first(), pl.col("to").list.first()
    partner = pl.when(
        pl.col("reporter").is_in(known["code"].implode()) & (pl.col("reporter") != pl.coalesce(start, end))
    ).then("reporter")
    unordered = pl.col("indicator").is_in(UNORDERED)
    side = pl.coalesce(start, pl.when(end.is_not_null()).then(partner))
    other = pl.coalesce(end, pl.when(start.is_not_null()).then(partner))
    swapped = unordered & (other < side).fill_null(side.is_null())
    measures = {
        "value_value": "value",
        "change_percent": "change",
        "share_percent": "share",
        "rank": "rank",
    }
    claims = figures.select(
        *_NEEDED,
        side=pl.when(swapped).then(other).otherwise(side),
        other=pl.when(swapped).then(side).otherwise(other),
        measure=pl.coalesce(
            pl.when(pl.col(name).is_not_null()).then(pl.lit(measure)) for name, measure in measures.items()
        ),
        number=pl.coalesce(pl.col(name).cast(pl.Decimal(38, 15)) for name in measures),
        unit=pl.coalesce("value_unit", pl.lit("")),
        **{"from": start, "to": end},
    ).collect()
    first, last = first_and_last_days(claims["period"])
    return claims.with_columns(period_first=first, period_last=last)


def _witnesses(claims: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Add `stands` (a witness of its own, not a copy of one), `official` and `dated` (some source of it is)."""
    rows = citations(claims, sources.join(originals(sources), on="source", how="left"))
    root = pl.coalesce("original", "source")
    of_row = (
        rows.with_columns(root=root, copies=root != pl.col("source"))
        .group_by("row")
        .agg(
            pl.col("root").sort_by("copies", maintain_order=True).first(),
            copy=pl.col("copies").all(),
            official=(pl.col("type") == "official").any(),
            dated=pl.col("published_day").is_not_null().any(),
        )
    )
    witness = [*CLAIMED, "root"]
    return (
        claims.with_row_index("row")
        .join(of_row, on="row", how="left", maintain_order="left")
        .drop("row")
        .with_columns(pl.col("copy", "official", "dated").fill_null(False))
        .sort("copy", *_NEWEST)
        .with_columns(first=pl.int_range(pl.len()).over(witness) == 0)
        .with_columns(stands=~pl.col("copy") | pl.col("first") | pl.col("root").is_null())
        .drop("first")
    )


def originals(sources: pl.DataFrame) -> pl.DataFrame:
    """Return the source at the end of each chain of origins: (source, original), for sources that have one."""
    copied = sources.select("source", original="origin").drop_nulls()
    further = copied.select(original="source", next="original")
    for _ in range(copied.height):
        nearer = copied.join(further, on="original", how="left", maintain_order="left").select(
            "source", original=pl.coalesce("next", "original")
        )
        ring = nearer["original"] == nearer["source"]
        nearer = nearer.with_columns(original=pl.when(ring).then(copied["original"]).otherwise("original"))
        if nearer.equals(copied):
            break
        copied = nearer
    return copied


def _chosen(claims: pl.DataFrame, policy: str) -> pl.DataFrame:
    """Add `chosen`: the claims that the policy shows, among those that stand."""
    number, same = pl.col("number"), pl.lit(0)
    within, preferred = {
        "newest": (FIGURE, same),
        "official": (FIGURE, pl.col("official").cast(pl.Int8)),
        "highest": (CLAIMED, number),
        "lowest": (CLAIMED, -number),
        "interval": (["event"], same),
    }[policy]
    standing = claims.with_columns(preferred=preferred).sort("stands", "preferred", "dated", *_NEWEST, descending=True)
    valued = pl.col("stands") & (pl.col("measure") == "value")
    column = (pl.col("measure") == "value") | ~valued.any().over(_PERIOD)
    return standing.with_columns(chosen=pl.col("stands") & column & (pl.int_range(pl.len()).over(within) == 0))


def _spread(claims: pl.DataFrame) -> pl.DataFrame:
    """Add `spread_percent` Decimal, the same in every row of a figure and unit."""
    value = pl.col("number").filter(pl.col("stands") & (pl.col("measure") == "value"))
    lowest, highest = value.min().over(CLAIMED), value.max().over(CLAIMED)
    several = value.len().over(CLAIMED) > 1
    return claims.with_columns(low=lowest, high=highest, several=several).with_columns(
        spread_percent=pl.when("several").then(_percent(pl.col("high") - pl.col("low"), pl.col("low")))
    )


def _growth(claims: pl.DataFrame) -> pl.DataFrame:
    """Add `growth_percent` Decimal, in the chosen row."""
    first = pl.col("period_first")
    figure = ["indicator", "side", "other", "unit"]
    single = (
        claims.filter(
            pl.col("chosen") & (pl.col("measure") == "value"),
            pl.col("period_last") == first.dt.offset_by("1y").dt.offset_by("-1d"),
        )
        .filter(pl.len().over(*figure, "period_first") == 1)
        .select("event", *figure, "period_first", "number")
    )
    before = single.select(*figure, first.dt.offset_by("1y"), before="number")
    growth = single.join(before, on=[*figure, "period_first"], nulls_equal=True).select(
        "event", growth_percent=_percent(pl.col("number") - pl.col("before"), pl.col("before"))
    )
    return claims.join(growth, on="event", how="left", maintain_order="left")


def _percent(difference: pl.Expr, base: pl.Expr) -> pl.Expr:
    """Return the difference as a per cent of the base's magnitude, two decimals, half-even.

    Null where the base is 0, and where the quotient is too large for a decimal (an error in the record).
    """
    ratio = difference.cast(pl.Float64).abs() / base.cast(pl.Float64).abs()
    divisor = pl.when((base != 0) & (ratio < 1e20)).then(base.abs())
    return (difference * 100 / divisor).round(2, mode="half_to_even")
