"""Edges between streams, followed without a loop over rows: the nearest stop above, depths, and what lies in a ring."""

from __future__ import annotations

import polars as pl

EDGES = {"stream": pl.String(), "up": pl.String()}


def nearest(edges: pl.DataFrame, stops: pl.DataFrame) -> pl.DataFrame:
    """Return the nearest of `stops` (stream) strictly above each stream that has one: `EDGES`, sorted by stream.

    `edges` has no ring. Every round doubles how far each stream has climbed.
    """
    climb = edges.join(stops, on="stream", how="anti").select(at="stream", to="up")
    while not climb.is_empty():
        further = climb.join(climb.select(to="at", beyond="to"), on="to", how="left")
        if further["beyond"].null_count() == further.height:
            break
        climb = further.select("at", to=pl.coalesce("beyond", "to"))
    return (
        edges.join(climb, left_on="up", right_on="at", how="left")
        .select("stream", up=pl.coalesce("to", "up"))
        .join(stops, left_on="up", right_on="stream", how="semi")
        .sort("stream")
    )


def depths(edges: pl.DataFrame) -> pl.DataFrame:
    """How many streams stand above each end of the edges, on no ring: (stream, root String, depth Int64)."""
    tops = edges.select(stream="up").unique().join(edges, on="stream", how="anti")
    climb = edges.with_columns(depth=pl.lit(1, pl.Int64))
    while True:
        further = climb.join(climb.select(up="stream", beyond="up", more="depth"), on="up", how="left")
        if further["beyond"].null_count() == further.height:
            break
        climb = further.select(
            "stream", up=pl.coalesce("beyond", "up"), depth=pl.col("depth") + pl.col("more").fill_null(0)
        )
    return pl.concat(
        [
            tops.select("stream", root="stream", depth=pl.lit(0, pl.Int64)),
            climb.select("stream", root="up", depth="depth"),
        ]
    )


def without_rings(edges: pl.DataFrame) -> pl.DataFrame:
    """Return the edges whose streams do not lie on a ring; those that only lead into one stay."""
    climb, steps = edges.select("stream", "up"), 1
    while not climb.is_empty():
        if steps >= edges.height:  # whoever still climbs has arrived on a ring, and every place of it is taken
            return edges.join(climb, left_on="stream", right_on="up", how="anti")
        climb = climb.join(climb.select(up="stream", beyond="up"), on="up").select("stream", up="beyond")
        steps *= 2
    return edges
