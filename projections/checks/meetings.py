"""Meetings to which two sources give different dates."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, join_words
from bilat.projections.columns import first_and_last_days

KINDS = {"meeting-dates-differ": "two sources give a meeting different dates"}


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare the days on which a meeting was held, and a corrected day with the one first recorded.

    Dates differ where no day is common to both; the correction counts where it cites a source of its own.
    """
    held = record.events.filter(kind="meeting-held").select("stream", "event", "on", "first", "last")
    found = (
        pl.concat([held, _before_correction(record, held)])
        .group_by("stream", maintain_order=True)
        .agg(
            apart=pl.col("first").max() > pl.col("last").min(),
            events=pl.col("event").unique(maintain_order=True),
            claimed=pl.col("on").unique().sort(),
        )
        .filter("apart")
    )
    for events, value in found.select("events", "claimed").iter_rows():
        yield Finding(
            "meeting-dates-differ",
            tuple(events),
            f"the meeting is told to have been held on {join_words(value)}",
            "correct the day that is wrong; if there were two meetings, give each a stream of its own",
        )


def _before_correction(record: CheckContext, held: pl.DataFrame) -> pl.DataFrame:
    """Return the days that were recorded before a correction that rests on a source: rows as those of `held`."""
    rows = record.frame.filter(
        pl.col("kind") == "entry-corrected", pl.col("cites").is_not_null() & (pl.col("cites") != "[]")
    ).select("event", "target", corrected=pl.col("fields").str.json_path_match("$.on"))
    corrected = rows.filter(pl.col("corrected").is_not_null()).select("event", "target").collect()
    mended = corrected["target"].filter(corrected["target"].is_in(held["event"].implode()))
    first = record.frame.filter(pl.col("event").is_in(mended.implode())).select("stream", "on", target="event")
    before = first.collect().join(corrected, on="target")
    start, end = first_and_last_days(before["on"])
    return before.select("stream", "event", "on").with_columns(first=start, last=end)
