"""From columns back to the text forms of JSON."""

from __future__ import annotations

from typing import Any

import polars as pl


def decimal_text(decimal: pl.Expr) -> pl.Expr:
    """A decimal as text: no exponent, trailing zeros dropped; null stays null."""
    return decimal.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")


def amount_text(name: str, alias: str | None = None) -> pl.Expr:
    """The amount in the four columns of `name`, as a struct of texts (value, unit, bound, upper) or null."""
    parts = pl.struct(
        value=decimal_text(pl.col(f"{name}_value")),
        unit=pl.col(f"{name}_unit"),
        bound=pl.col(f"{name}_bound"),
        upper=decimal_text(pl.col(f"{name}_upper")),
    )
    return pl.when(pl.col(f"{name}_value").is_not_null()).then(parts).alias(alias or name)


def rows(frame: pl.DataFrame, *amounts: str) -> list[dict[str, Any]]:
    """The rows of a finished table as JSON objects; `upper` only in amounts that have one."""
    told = frame.to_dicts()
    for row in told:
        for name in amounts:
            if row[name] is not None and row[name]["upper"] is None:
                del row[name]["upper"]
    return told
