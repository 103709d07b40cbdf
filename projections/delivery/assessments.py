"""Assessments: what was judged of each promise, by whom, and how far the judges lie apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

import polars as pl

from bilat.events.values.decimals import WIDE, plain
from bilat.projections.columns import decimal_text
from bilat.projections.columns.json import total_records
from bilat.projections.rows.assessments import AssessmentRow
from bilat.projections.rows.fields import names
from bilat.projections.view.citations import cited, registered

ORDER = ("not-kept", "in-part", "kept")
"""The verdicts that say something of the end, from the worst to the best."""
DIGITS = Decimal("0.0001")


def verdict_text() -> pl.Expr:
    """Return the verdict in words with its score, as in `in part (0.5 of -1..1)`; null for other events."""
    score, low, high = (decimal_text(pl.col(name)) for name in ("score", "scale_low", "scale_high"))
    return pl.concat_str(
        pl.col("verdict").str.replace_all("-", " ", literal=True),
        pl.format(" ({} of {}..{})", score, low, high).fill_null(""),
    )


def assessments(view: pl.LazyFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the assessments of each stream in a view, as `AssessmentRow`s, by day, then by recording.

    What has none is not there.
    """
    rows = view.filter(pl.col("kind") == "promise-assessed").sort("day", "position").collect()
    if rows.is_empty():
        return {}
    assessed = cited(rows, registered(view)).with_columns(
        decimal_text(pl.col(name)) for name in ("score", "scale_low", "scale_high")
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for stream, row in zip(assessed["stream"], total_records(assessed, names(AssessmentRow)), strict=True):
        found[stream].append(row)
    return found


def spread(judged: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return how far the latest word of each assessor lies apart (`AssessmentSpread`); None without assessments.

    Scores are compared by where they lie on their own scale, 0 at its low end and 1 at its high end.
    """
    if not judged:
        return None
    latest = {each["assessor"]: each for each in judged}.values()
    words = {each["verdict"] for each in latest}
    scores = sorted(_share(each) for each in latest if each["score"] is not None)
    return {
        "assessors": len(latest),
        "verdicts": [*(word for word in ORDER if word in words), *sorted(words - {*ORDER})],
        "low": plain(scores[0]) if scores else None,
        "high": plain(scores[-1]) if scores else None,
    }


def _share(judged: Mapping[str, Any]) -> Decimal:
    """Return where on its scale a score lies, from 0 to 1, to four decimals."""
    score, low, high = (Decimal(judged[name]) for name in ("score", "scale_low", "scale_high"))
    with localcontext(WIDE):
        return ((score - low) / (high - low)).quantize(DIGITS)
