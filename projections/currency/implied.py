"""Implied rates: what the record's own sums say that one currency is worth in another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from bilat.events.values.decimals import plain
from bilat.events.values.tables import CURRENCIES, WITHDRAWN
from bilat.projections.columns import amount_text
from bilat.projections.currency import ecb
from bilat.projections.currency.rates import EXACT, printed
from bilat.projections.pledges.attribution import each_equivalent
from bilat.projections.rows.commitments import ImpliedRateRow
from bilat.projections.rows.fields import names
from bilat.projections.view.citations import CITES

_SIDES = ("amount", "equivalent")
_PROMISES = ("pledge-announced", "pledge-revised", "pledge-restated")
_MONEY = [*CURRENCIES, *WITHDRAWN]
_HUNDREDTH = Decimal("0.01")


def implied(events: pl.DataFrame, openings: pl.DataFrame) -> list[dict[str, Any]]:
    """Every rate that pledges and programmes imply, by day, stream and fold order: rows of `ImpliedRateRow`.

    `events` is `identities.MONEY`, `openings` (stream, title). A rate is implied by an amount and the equivalent
    that the same event printed, and by two events (`event`, `and_event`) that tell the same promise, or the
    same total by the same measure, on the same date in two currencies. `rate` units of `currency` make one
    `per_unit_of`, the way round that is 1 or more; `ecb_day` is the ECB's rate of those days, null where it
    has none. Amounts in kind imply no rate.
    """
    money = pl.col("amount_value").is_not_null() & pl.col("amount_unit").is_in(_MONEY)
    sources = pl.col("cites").str.json_decode(CITES).list.eval(pl.element().struct.field("source"))
    frame = events.filter(money).with_columns(amount_text("amount"), sources=sources)
    pairs = pl.concat([_printed(frame), _in_two_currencies(frame)], how="diagonal_relaxed")
    titles = openings.select("stream", "title")
    rows = pairs.join(titles, on="stream", how="left").sort("day", "stream", "seq", "and_seq")
    return [row for pair in rows.to_dicts() if (row := _row(pair)) is not None]


def _printed(rows: pl.DataFrame) -> pl.DataFrame:
    """Each amount with each equivalent in money that its own event printed."""
    return (
        each_equivalent(rows)
        .filter(pl.col("equivalent").struct.field("unit").is_in(_MONEY))
        .select("seq", "stream", "event", "day", "last", "on", "amount", "equivalent", "sources")
    )


def _in_two_currencies(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of events that tell one thing on one date in two currencies, equal pairs once."""
    measure = pl.when(pl.col("kind") == "total-reported").then("measure").otherwise(pl.lit("promise"))
    same = rows.filter(pl.col("kind").is_in([*_PROMISES, "total-reported"])).with_columns(measure=measure)
    key = ["stream", "measure", "day", "last"]
    other = same.select(
        *key,
        and_seq="seq",
        and_event="event",
        equivalent="amount",
        other_unit="amount_unit",
        other_sources="sources",
    )
    pairs = same.join(other, on=key).filter(pl.col("amount_unit") != pl.col("other_unit"))
    return (
        pairs.filter(pl.col("seq") < pl.col("and_seq"))
        .sort("seq", "and_seq")
        .with_columns(pair=pl.concat_list(pl.col(side).struct.json_encode() for side in _SIDES).list.sort())
        .unique([*key, "pair"], keep="first", maintain_order=True)
        .select(
            "seq",
            "and_seq",
            "stream",
            "event",
            "and_event",
            "day",
            "last",
            "on",
            "amount",
            "equivalent",
            sources=pl.concat_list("sources", "other_sources"),
        )
    )


def _row(pair: dict[str, Any]) -> dict[str, Any] | None:
    """One implied rate, beside the ECB's; None where the two sums are of different signs, or nothing."""
    amount, equivalent = ({k: v for k, v in pair[side].items() if v is not None} for side in _SIDES)
    least, most = sorted((amount, equivalent), key=lambda each: abs(Decimal(each["value"])))
    over = Decimal(least["value"])
    if not over or (rate := EXACT.divide(Decimal(most["value"]), over)) < 0:
        return None
    first, last = pair["day"], pair["last"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    official = ecb.day(least["unit"], most["unit"], first, last)
    deviation = None
    if official is not None:
        percent = EXACT.multiply(EXACT.divide(rate, official.rate) - 1, Decimal(100))
        deviation = plain(percent.quantize(_HUNDREDTH))
    row = pair | {
        "amount": amount,
        "equivalent": equivalent,
        "and_event": pair.get("and_event"),
        "currency": most["unit"],
        "per_unit_of": least["unit"],
        "rate": plain(printed(rate)),
        "ecb_day": official and official.text,
        "ecb_date": official and official.dated,
        "deviation_percent": deviation,
        "sources": list(dict.fromkeys(pair["sources"] or ())),
    }
    return {name: row[name] for name in names(ImpliedRateRow)}
