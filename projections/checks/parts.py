"""Parts against the whole that they are recorded as parts of."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, apart
from bilat.projections.checks.tolerance import rounding
from bilat.projections.pledges.attribution import equivalents
from bilat.projections.pledges.intervals import ZERO, open_sum, span_sums
from bilat.projections.pledges.limits import check_sums

KINDS = {"parts-above-whole": "the parts of a pledge come to more than the pledge"}
_STANDS = ("part-of", "not-new", "shared")


def find(record: CheckContext) -> Iterator[Finding]:
    """Add up what stands of each pledge's direct parts and hold it against what stands of the pledge.

    In each unit of the whole; parts told in another one count as their source converted them. Whole and
    parts agree within the rounding of the whole.
    """
    kept = record.kept
    stands = pl.col("reason").is_null() | pl.col("reason").is_in(_STANDS)
    standing = (
        kept.lots.filter(stands)
        .collect()
        .group_by("stream", "seq", "event", "unit")
        .agg(pl.col("value").sum(), *span_sums("stated_"))
    )
    whole = standing.group_by("stream", "unit").agg(
        whole=pl.col("value").sum(), most=open_sum("high"), whole_events=pl.col("event").sort()
    )
    tree = kept.openings.filter(pl.col("parent").is_not_null()).select("stream", up="parent").collect()
    parts = pl.concat(
        [standing.select("stream", "event", "unit", "value", "low"), _converted(standing, kept.claims.collect())]
    ).join(tree, on="stream")
    parts = parts.join(whole.select("unit", up="stream"), on=["up", "unit"])
    check_sums(parts, "value")
    sums = (
        parts.sort("event")
        .group_by("up", "unit")
        .agg(pl.col("value", "low").sum(), parts=pl.col("stream").n_unique(), events=pl.col("event").unique().sort())
    )
    found = (
        sums.join(whole, left_on=["up", "unit"], right_on=["stream", "unit"])
        .filter(pl.col("low") > pl.col("most") + rounding(pl.col("most")))
        .sort("up", "unit")
    )
    for row in found.iter_rows(named=True):
        value, whole_ = row["value"], row["whole"]
        sum_of_parts, stated_whole = ({"value": each, "unit": row["unit"]} for each in (value, whole_))
        yield Finding(
            "parts-above-whole",
            (*row["whole_events"], *row["events"]),
            f"{row['parts']} part{'s' if row['parts'] > 1 else ''} come to {amount_words(sum_of_parts)},"
            f" {apart(value, whole_)} more than the whole of {amount_words(stated_whole)}",
            "a part may lie outside the whole (correct its part_of), or the whole was raised: pledge-revised",
        )


def _converted(standing: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Claims that stand whole, in the other units that their source converted them to."""
    whole = standing.select("stream", "seq", "event", "value").join(
        claims.select("seq", "equivalents", "years", "amount"), on="seq"
    )
    whole = whole.filter(pl.col("value") == pl.col("amount"))
    printed = equivalents(whole.select("seq", "amount", "equivalents", "years"))
    return (
        printed.filter(pl.col("stated") > ZERO)
        .join(whole.select("seq", "stream", "event"), on="seq")
        .select("stream", "event", "unit", pl.col("stated").alias("value"), "low")
    )
