"""One sum that its sources convert to amounts far apart."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, apart, join_words
from bilat.projections.checks.retold import retold
from bilat.projections.checks.tolerance import distant
from bilat.projections.pledges.running_totals import reported_totals

KINDS = {"conversions-differ": "one sum is told in another unit with amounts more than 5 per cent apart"}
_AMOUNT = ("value", "unit", "bound", "upper")


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare what one sum is told to be in other units than its own.

    One sum is an event and its retellings, or the totals of one measure for one day; retellings that
    disagree in the sum's own unit are left out, since their conversions differ with it.
    """
    stocks = reported_totals(record.money).select(
        "event",
        sum=pl.format("{} {} {} {}", "stream", "measure", pl.col("since").fill_null(""), "until"),
        own=pl.lit(None, pl.String),
    )
    sums = pl.concat([stocks, _promises(record)])
    amount = {part: f"amount_{part}" for part in _AMOUNT}
    native = record.money.select("event", "seq", **amount, printed=pl.lit(False)).drop_nulls("value")
    printed = record.equivalents.select("event", "seq", *_AMOUNT, printed=pl.lit(True))
    compared = pl.concat([native, printed]).join(sums, on="event")
    found = (
        compared.filter((pl.col("unit") != pl.col("own")).fill_null(True))
        .sort("seq", "printed")
        .group_by("sum", "unit", maintain_order=True)
        .agg(
            pl.col("printed").any(),
            events=pl.col("event").unique(maintain_order=True),
            amounts=pl.struct(_AMOUNT),
            least=pl.col("value").min(),
            most=pl.col("value").max(),
        )
        .filter(pl.col("printed") | ~pl.col("sum").str.starts_with("programme"))
        .filter(distant(pl.col("least"), pl.col("most")))
    )
    for events, amounts, least, most in found.select("events", "amounts", "least", "most").iter_rows():
        yield Finding(
            "conversions-differ",
            tuple(events),
            f"one sum is told as {join_words(map(amount_words, amounts))}, {apart(least, most)} apart",
            "they were converted at different rates: compare in the sum's own unit, or with --rates ecb-day",
        )


def _promises(record: CheckContext) -> pl.DataFrame:
    """Events that were told again, and their retellings: (event, sum, own unit)."""
    again = retold(record).filter(~pl.col("amount_differs"))
    opened = again.select(event="target", sum="target", own="target_unit").unique(maintain_order=True)
    return pl.concat([opened, again.select("event", sum="target", own="target_unit")])
