"""The columns of reports as frames: they derive from the classes of `projections.rows`."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, get_origin

import polars as pl

from bilat.projections.rows.amounts import StatedAmount
from bilat.projections.rows.fields import Row, fields, is_row, item, options

DECIMAL = pl.Decimal(38, 15)
AMOUNT = pl.Struct({"value": DECIMAL, "upper": DECIMAL, "unit": pl.String, "bound": pl.String})
"""An amount in its unit; `upper` null but where the bound is `between`."""
_SCALARS: Mapping[Any, pl.DataType] = {str: pl.String(), int: pl.Int64(), bool: pl.Boolean()}


def text_columns(row: Row) -> dict[str, pl.DataType]:
    """Give the columns of a class of rows, amounts and records being structs of text. Raises for an unknown type."""
    return {field.name: _dtype(field.type, None) for field in fields(row)}


def typed_columns(row: Row) -> dict[str, pl.DataType]:
    """Give the columns of a class of rows, amounts being `AMOUNT`. Raises LookupError for a type without a column."""
    return {field.name: _dtype(field.type, AMOUNT) for field in fields(row)}


def _dtype(hint: Any, amount: pl.DataType | None) -> pl.DataType:
    """Return the column of a type; where one amount or several may stand, a list."""
    given = [each for each in options(hint) if each is not NoneType]
    lists = [item(each) for each in given if get_origin(each) is list]
    if lists:
        return pl.List(_dtype(lists[0], amount))
    (single,) = given
    if get_origin(single) is Literal:
        return pl.String()
    if is_row(single):
        if amount is not None and _is_amount(single):
            return amount
        return pl.Struct({field.name: _dtype(field.type, amount) for field in fields(single)})
    return _SCALARS[single]


def _is_amount(row: Row) -> bool:
    parts = {field.name for field in fields(row)}
    return parts >= {field.name for field in fields(StatedAmount)}
