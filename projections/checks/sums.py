"""Running totals against the ledger's own sums of what was committed and disbursed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words
from bilat.projections.checks.tolerance import interval
from bilat.projections.graphs import nearest, without_rings
from bilat.projections.pledges.intervals import high, low
from bilat.projections.pledges.limits import check_sums
from bilat.projections.pledges.running_totals import reported_totals

KINDS = {"total-off-ledger": "the commitments or disbursements on record do not agree with a running total"}
_KEY = ["owner", "measure", "unit"]


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare totals committed and disbursed with the sums of what is on record up to their day.

    A pledge's sums are its own, a programme's those of the pledges that are part of it. Sums above a total
    contradict it; sums below only that of a pledge which has some on record, since few programmes have all
    their parts recorded. Totals with a beginning of their own are left out.
    """
    moves = _moves(record)
    least, most = interval("amount_value", "amount_upper", "amount_bound")
    stated = reported_totals(record.money).filter(
        pl.col("measure").is_in(["committed", "disbursed"]), pl.col("since").is_null()
    )
    stocks = stated.select(
        "event",
        "measure",
        "until",
        "stream_type",
        owner="stream",
        unit="amount_unit",
        value="amount_value",
        bound="amount_bound",
        upper="amount_upper",
        least=least,
        most=most,
    ).sort("until", *_KEY)
    found = (
        stocks.join_asof(_sums(moves, "last", "certain"), on="until", by=_KEY, check_sortedness=False)
        .join_asof(_sums(moves, "day", "possible"), on="until", by=_KEY, check_sortedness=False)
        .with_columns(
            above=pl.col("certain_low") > pl.col("most"),
            below=(pl.col("possible_high") < pl.col("least")) & (pl.col("stream_type") == "pledge"),
        )
        .filter(pl.col("above").fill_null(False) | pl.col("below").fill_null(False))
    )
    events = (
        found.select("event", "until", *_KEY)
        .unique()
        .join(moves, on=_KEY)
        .filter(pl.col("day") <= pl.col("until"))
        .group_by("event")
        .agg(moves=pl.col("move").sort())
    )
    for row in found.join(events, on="event", how="left", maintain_order="left").iter_rows(named=True):
        sum_ = {"value": row["certain_low" if row["above"] else "possible_value"], "unit": row["unit"]}
        yield Finding(
            "total-off-ledger",
            (row["event"], *(row["moves"] or ())),
            f"{amount_words(row)} was told as {row['measure']} up to {row['until']}, "
            f"but what is recorded comes to {amount_words(sum_)}",
            "look for one recorded twice, or in the wrong unit" if row["above"] else "record what is missing",
        )


def _moves(record: CheckContext) -> pl.DataFrame:
    """Return what was committed and disbursed, once for its pledge and once for the programme above it."""
    money = record.money
    opened = money.filter(pl.col("version") == 1)
    edges = opened.filter(pl.col("part_of").is_not_null()).select("stream", up="part_of")
    programmes = opened.filter(stream_type="programme").select("stream")
    above = nearest(without_rings(edges), programmes)
    value, bound = pl.col("amount_value"), pl.col("amount_bound")
    moves = money.filter(pl.col("kind").is_in(["pledge-committed", "pledge-disbursed"]), value.is_not_null()).select(
        "stream",
        "day",
        "last",
        move="event",
        measure=pl.col("kind").str.strip_prefix("pledge-"),
        unit="amount_unit",
        value=value,
        low=low(value, bound),
        high=high(value, pl.col("amount_upper"), bound),
    )
    whose = pl.concat([moves.select("stream", owner="stream").unique(), above.select("stream", owner="up")])
    found = moves.join(whose, on="stream").drop("stream")
    check_sums(found, "value", "high")
    return found


def _sums(moves: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
    """Return what had moved up to each day: `NAME_low`, `NAME_value` and `NAME_high` (null from an open one on)."""
    sums = moves.sort(day, *_KEY).select(
        *_KEY,
        pl.col(day).alias("until"),
        pl.col("low").cum_sum().over(_KEY).alias(f"{name}_low"),
        pl.col("value").cum_sum().over(_KEY).alias(f"{name}_value"),
        pl.when(pl.col("high").is_null().cast(pl.Int32).cum_sum().over(_KEY) == 0)
        .then(pl.col("high").cum_sum().over(_KEY))
        .alias(f"{name}_high"),
    )
    return sums.sort("until", *_KEY, maintain_order=True)
