"""Payments that go beyond what was promised: too much, too late, or in other money."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.checks.tolerance import rounding
from bilat.projections.pledges.claims import movements
from bilat.projections.pledges.intervals import open_sum

KINDS = {
    "over-disbursed": "more was disbursed than committed, or than promised where nothing was committed",
    "disbursed-after-cancellation": "money was disbursed after its pledge was cancelled",
    "disbursed-in-another-unit": "money was disbursed in a unit in which it was neither promised nor committed",
}
_PROMISES = ("pledge-announced", "pledge-revised", "pledge-topped-up")


def find(record: CheckContext) -> Iterator[Finding]:
    """Hold the disbursements of each pledge against its commitments, promises and cancellation."""
    paid = record.money.filter(kind="pledge-disbursed")
    yield from _too_much(record, paid)
    yield from _too_late(record.money, paid)
    yield from _in_other_units(record.money, paid)


def _too_much(record: CheckContext, paid: pl.DataFrame) -> Iterator[Finding]:
    money = record.money
    committed = movements(money, "pledge-committed").select("stream", "unit", "moved", "high", than=pl.lit("committed"))
    stated = pl.col("amount_value").is_not_null()
    promising = money.filter(pl.col("kind").is_in(_PROMISES) & stated).select("stream").unique()
    balances = (
        record.kept.balances.filter(pl.col("reason").is_null()).collect().join(promising, on="stream", how="semi")
    )
    promised = balances.group_by("stream", "unit").agg(
        moved=pl.col("value").sum(),
        high=open_sum("high"),
        than=pl.lit("promised").first(),
    )
    limits = pl.concat([committed, promised.join(committed, on=["stream", "unit"], how="anti")])
    found = (
        movements(money, "pledge-disbursed")
        .select("stream", "unit", value="moved", least="low")
        .join(limits, on=["stream", "unit"])
        .filter(pl.col("least") > pl.col("high") + rounding(pl.col("high")))
        .sort("stream", "unit")
    )
    events = paid.filter(stated).group_by("stream", unit="amount_unit").agg(events="event")
    for row in found.join(events, on=["stream", "unit"], maintain_order="left").iter_rows(named=True):
        limit = {"value": row["moved"], "unit": row["unit"]}
        yield Finding(
            "over-disbursed",
            tuple(row["events"]),
            f"{amount_words(row)} was disbursed, but only {amount_words(limit)} {row['than']}",
            "look for a payment recorded twice, or a commitment that is missing",
        )


def _too_late(money: pl.DataFrame, paid: pl.DataFrame) -> Iterator[Finding]:
    cancelled = money.filter(kind="pledge-cancelled").unique("stream", keep="first", maintain_order=True)
    found = (
        paid.join(cancelled.select("stream", cancelled_last="last", cancelled_on="on", cancelled="event"), on="stream")
        .filter(pl.col("day") > pl.col("cancelled_last"), (pl.col("amount_value") > 0).fill_null(True))
        .sort("seq")
    )
    columns = ("cancelled", "event", "on", "cancelled_on")
    for cancellation, event, on, cancelled_on in found.select(columns).iter_rows():
        yield Finding(
            "disbursed-after-cancellation",
            (cancellation, event),
            f"money was disbursed on {on}, after the pledge was cancelled on {cancelled_on}",
            "if the pledge was taken up again, record it: bilat append pledge-revised",
        )


def _in_other_units(money: pl.DataFrame, paid: pl.DataFrame) -> Iterator[Finding]:
    kinds = [*_PROMISES, "pledge-committed"]
    units = (
        money.filter(pl.col("kind").is_in(kinds) & pl.col("amount_unit").is_not_null())
        .group_by("stream")
        .agg(units=pl.col("amount_unit").unique().sort())
    )
    found = (
        paid.filter(pl.col("amount_unit").is_not_null())
        .join(units, on="stream")
        .filter(~pl.col("units").list.contains(pl.col("amount_unit")))
        .group_by("stream", "amount_unit", maintain_order=True)
        .agg(events="event", units=pl.col("units").first())
        .sort("stream", "amount_unit")
    )
    for unit, events, units in found.select("amount_unit", "events", "units").iter_rows():
        yield Finding(
            "disbursed-in-another-unit",
            tuple(events),
            f"disbursed in {unit}, where the pledge is told in {join_words(units)}",
            "no sum can be held against the promise until it is told in one unit",
        )
