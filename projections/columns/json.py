"""From columns back to the text forms of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl


def decimal_text(decimal: pl.Expr) -> pl.Expr:
    """Return a decimal as text: no exponent, trailing zeros dropped; null stays null."""
    return decimal.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")


def amount_text(name: str, alias: str | None = None) -> pl.Expr:
    """Return the amount in the four columns of `name`, as a struct of texts (value, unit, bound, upper) or null."""
    parts = pl.struct(
        value=decimal_text(pl.col(f"{name}_value")),
        unit=pl.col(f"{name}_unit"),
        bound=pl.col(f"{name}_bound"),
        upper=decimal_text(pl.col(f"{name}_upper")),
    )
    return pl.when(pl.col(f"{name}_value").is_not_null()).then(parts).alias(alias or name)


def records(frame: pl.DataFrame, *amounts: str) -> list[dict[str, Any]]:
    """Return the rows of a finished table as JSON objects; `upper` only in amounts that have one."""
    record = frame.to_dicts()
    for row in record:
        for name in amounts:
            if row[name] is not None and row[name]["upper"] is None:
                del row[name]["upper"]
    return record


def total_records(
    frame: pl.DataFrame, names: Sequence[str] | None = None, more: Mapping[str, list[Any]] | None = None
) -> list[dict[str, Any]]:
    """Return the rows as JSON objects with these names, read column by column: several times faster than row by row.

    `more` are columns that are Python lists already.
    """
    names, more = names or frame.columns, more or {}
    columns = [more[name] if name in more else frame[name].to_list() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
