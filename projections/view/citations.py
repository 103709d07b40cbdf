"""Which sources an event cites, those that joined later too, and when each was published."""

from __future__ import annotations

import polars as pl

from bilat.projections.columns import first_and_last_days
from bilat.projections.once import once

CITES = pl.List(pl.Struct({"source": pl.String, "published": pl.String}))


def citations(events: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """One row a citation: (row UInt32: the event's row, source String, published String, published_day Date).

    `published` is the citation's own, else its source's; `published_day` its last day. `sources` is
    (source, published), and what else it has of each source joins. In order of the events, then of their
    citations.
    """
    cited = (
        events.select("cites")
        .with_row_index("row")
        .filter(pl.col("cites").is_not_null() & (pl.col("cites") != "[]"))
        .with_columns(pl.col("cites").str.json_decode(CITES))
        .explode("cites")
        .unnest("cites")
        .join(sources, on="source", how="left", suffix="_there", maintain_order="left")
        .with_columns(published=pl.coalesce("published", "published_there"))
        .drop("published_there")
    )
    return cited.with_columns(published_day=first_and_last_days(cited["published"])[1])


def cited(events: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Add `sources` List(String), as cited, each once, and `published` String, the earliest date printed."""
    each = (
        citations(events, sources.select("source", "published"))
        .group_by("row")
        .agg(
            pl.col("source").unique(maintain_order=True).alias("sources"),
            pl.col("published").sort_by("published_day", nulls_last=True).first(),
        )
    )
    return (
        events.with_row_index("row")
        .join(each, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("sources").fill_null([]))
        .drop("row")
    )


@once(lambda view: (view,))
def registered(view: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Return the registered sources: (source, published, type, origin), one row each, sorted by source."""
    return (
        view.lazy()
        .filter(pl.col("kind") == "source-registered")
        .select(pl.col("stream").str.strip_prefix("source/").alias("source"), "published", "type", "origin")
        .unique("source", keep="first")
        .sort("source")
        .collect()
    )
