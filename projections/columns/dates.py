"""First and last days of date texts, each distinct text read once."""

from __future__ import annotations

import polars as pl

from bilat.events.values.dates import Span, span


def first_and_last_days(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """First and last days (Date) of EDTF texts, row by row; null where the text is. Raises BadInput."""
    distinct = texts.drop_nulls().unique()
    spans: list[Span] = [span(text) for text in distinct]
    first, last = (pl.Series([each[edge] for each in spans], dtype=pl.Date) for edge in (0, 1))
    return tuple(  # type: ignore[return-value]  # two days, two series
        texts.replace_strict(distinct, edge, default=None, return_dtype=pl.Date) for edge in (first, last)
    )
