"""Events told of a day on which they cannot have been known."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding

KINDS = {
    "dated-after-publication": "an event is dated after the earliest source that tells it",
    "dated-before-known": "an event is dated before its pledge was made, or known",
}
_SET_BEFORE = ("membership-began", "membership-ended", "agreement-entered-into-force")


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare the day of each event with the publication of its sources, and of its pledge's."""
    shown = record.events.filter(~pl.col("amount_hidden"))
    yield from _after_publication(shown, record.publications)
    yield from _before_known(shown, record.publications)


def _after_publication(events: pl.DataFrame, publications: pl.DataFrame) -> Iterator[Finding]:
    """Find events dated after a source of theirs; a coarse publication date counts by its last day.

    What takes effect on a day set before is left out.
    """
    earliest = publications.drop_nulls("latest").sort("latest").unique("event", keep="first", maintain_order=True)
    found = (
        events.filter(~pl.col("kind").is_in(_SET_BEFORE))
        .select("event", "on", "first", "position")
        .join(earliest, on="event")
        .filter(pl.col("first") > pl.col("latest"))
        .sort("position")
    )
    for event, on, source, published in found.select("event", "on", "source", "published").iter_rows():
        yield Finding(
            "dated-after-publication",
            (event,),
            f"dated {on}, but {source}, which tells it, was published {published}",
            "the source tells a plan, or one of the two dates is wrong",
        )


def _before_known(events: pl.DataFrame, publications: pl.DataFrame) -> Iterator[Finding]:
    """No event of a pledge lies before its opening; none of a later day before the opening was published.

    The second only where all sources of the opening are dated, and by the first day of a coarse date.
    """
    known = publications.group_by("event").agg(
        published=pl.when(pl.col("earliest").is_not_null().all()).then(pl.col("earliest").min())
    )
    money = events.filter(pl.col("stream_type").is_in(["pledge", "programme"]))
    openings = (
        money.filter(pl.col("version") == 1)
        .select("stream", "event", opened="first", opened_last="last")
        .join(known, on="event", how="left")
        .select("stream", "opened", "opened_last", "published", opening="event")
    )
    before = pl.col("last") < pl.col("opened")
    unknown = (pl.col("first") > pl.col("opened_last")) & (pl.col("last") < pl.col("published"))
    found = (
        money.filter(pl.col("version") > 1)
        .select("event", "stream", "on", "first", "last", "position")
        .join(openings, on="stream")
        .with_columns(before=before)
        .filter(pl.col("before") | unknown)
        .sort("position")
    )
    columns = ("opening", "event", "on", "before", "opened", "published")
    for opening, event, on, before_, opened, published in found.select(columns).iter_rows():
        yield Finding(
            "dated-before-known",
            (opening, event),
            f"dated {on}, before its pledge was made on {opened}"
            if before_
            else f"dated {on}, before any source on record told of its pledge on {published}",
            "one of the two dates is wrong, or another pledge is meant"
            if before_
            else "cite an earlier source for the opening: bilat append entry-cited",
        )
