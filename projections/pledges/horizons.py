"""Horizons: money told at once, divided over the span that it covers."""

from __future__ import annotations

import polars as pl

from bilat.events.values.dates import horizon_span
from bilat.projections.pledges.intervals import DECIMAL, ZERO, high_of, low_of


def spread(lots: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """Divide each lot over the years of its pledge's horizon by days, to the cent; `day` is the year's first.

    `openings` is (stream, opened, horizon). A horizon that is open or not told leaves the lot on its day. The
    pieces of a lot add up to it, and so do their lows and highs; families are no longer whole.
    """
    rows = openings.filter(pl.col("horizon").is_not_null()).select("stream", "opened", "horizon")
    spans = [horizon_span(horizon, opened) for _, opened, horizon in rows.iter_rows()]
    ends = {
        name: pl.Series([span[edge] for span in spans], dtype=pl.Date) for edge, name in enumerate(("start", "end"))
    }
    years = (
        rows.select("stream", **ends)
        .filter(pl.col("start") <= pl.col("end"))
        .with_columns(year=pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1))
        .explode("year")
        .with_columns(first=pl.date("year", 1, 1), last=pl.date("year", 12, 31))
        .with_columns(
            days=(pl.col("end") - pl.col("start")).dt.total_days() + 1,
            before=(pl.max_horizontal("first", "start") - pl.col("start")).dt.total_days(),
            after=(pl.min_horizontal("last", "end") - pl.col("start")).dt.total_days() + 1,
        )
        .select("stream", "first", "days", "before", "after")
    )
    pieces = lots.join(years, on="stream")
    begin, end = (
        pl.when(pl.col(edge) == pl.col("days"))
        .then("value")
        .otherwise((pl.col("value") * pl.col(edge) / pl.col("days")).round(2, mode="half_to_even").cast(DECIMAL))
        for edge in ("before", "after")
    )
    length = pl.col("until") - pl.col("from")
    pieces = pieces.with_columns(**{"from": begin, "until": end}).with_columns(
        day="first",
        value=length,
        at=pl.col("at") + pl.col("from"),
        stated_low=low_of(pl.col("value"), pl.col("stated_low"), pl.col("from"), length),
        stated_high=high_of(pl.col("value"), pl.col("stated_high"), pl.col("from"), length),
        low=pl.when(pl.col("low").is_not_null()).then(low_of(pl.col("value"), pl.col("low"), pl.col("from"), length)),
        high=high_of(pl.col("value"), pl.col("high"), pl.col("from"), length),
        family=pl.lit(None, pl.String),
        whole=pl.lit(None, DECIMAL),
    )
    stay = lots.join(years.select("stream").unique(), on="stream", how="anti")
    return pl.concat([stay, pieces.filter(pl.col("value") != ZERO).select(lots.columns)])
