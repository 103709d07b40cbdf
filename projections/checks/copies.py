"""Copies of one story that stand beside each other as if they were several."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, join_words
from bilat.projections.figures.claims import originals

KINDS = {"copies-of-one-origin": "one story is cited, or told again, by several copies of it"}
_TOLD_AGAIN = ("pledge-announced", "pledge-restated")
_REMEDY = "they are one witness: count the origin once, and look for a source of its own"


def find(record: CheckContext) -> Iterator[Finding]:
    """Look for events that cite several copies of one origin, and for retellings that rest on copies alone."""
    cited = (
        record.publications.join(originals(record.sources), on="source", how="left", maintain_order="left")
        .select("event", "source", root=pl.coalesce("original", "source"))
        .unique(maintain_order=True)
    )
    yield from _together(cited)
    yield from _one_after_another(cited, record.events)


def _together(cited: pl.DataFrame) -> Iterator[Finding]:
    found = (
        cited.group_by("event", "root", maintain_order=True)
        .agg(sources="source")
        .filter(pl.col("sources").list.len() > 1)
    )
    for event, root, sources in found.iter_rows():
        yield Finding(
            "copies-of-one-origin", (event,), f"{join_words(sources)} tell one story, that of {root}", _REMEDY
        )


def _one_after_another(cited: pl.DataFrame, events: pl.DataFrame) -> Iterator[Finding]:
    """Claims of one promise, or of one total, each resting on nothing but the same story."""
    alone = cited.group_by("event").agg(
        roots=pl.col("root").n_unique(), root=pl.col("root").first(), source=pl.col("source").first()
    )
    claim = pl.when(pl.col("kind").is_in(_TOLD_AGAIN)).then(pl.lit("promise")).otherwise("measure")
    found = (
        events.select("event", "stream", claim=claim)
        .drop_nulls("claim")
        .join(alone.filter(pl.col("roots") == 1), on="event", maintain_order="left")
        .group_by("stream", "claim", "root", maintain_order=True)
        .agg(events="event", sources=pl.col("source").unique(maintain_order=True))
        .filter(pl.col("sources").list.len() > 1)
    )
    for root, events_, sources in found.select("root", "events", "sources").iter_rows():
        yield Finding(
            "copies-of-one-origin",
            tuple(events_),
            f"{join_words(sources)} tell one story, that of {root}, as {len(events_)} claims",
            _REMEDY,
        )
