"""Rows of reports as typed frames: their columns derive from the classes of `projections.rows`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, get_origin

import polars as pl

from bilat.projections.rows.amounts import StatedAmount
from bilat.projections.rows.commitments import PledgeRow
from bilat.projections.rows.delivery import DeliveryRow
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


def commitments_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the `rows` of a commitments report with the columns of `COMMITMENTS`; no rows give an empty frame."""
    return pl.DataFrame(
        [{name: _cell(row[name], COMMITMENTS[name]) for name in COMMITMENTS} for row in rows], COMMITMENTS
    )


def delivery_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the `rows` of a delivery with the columns of `DELIVERY`; no rows give an empty frame."""
    return pl.DataFrame([{name: _cell(row[name], DELIVERY[name]) for name in DELIVERY} for row in rows], DELIVERY)


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


COMMITMENTS = typed_columns(PledgeRow)
"""One row a pledge, by opening day, then stream. Dates are EDTF text as told; lists of amounts have one a unit."""


DELIVERY = typed_columns(DeliveryRow)
"""One row a promise, by the day on which it was made. Days are ISO text; lists of amounts have one a unit."""


def _cell(value: Any, dtype: pl.DataType) -> Any:
    if dtype == AMOUNT:
        return None if value is None else _amount(value)
    if dtype == pl.List(AMOUNT):
        listed = value if isinstance(value, list) else [] if value is None else [value]
        return [_amount(each) for each in listed]
    return value


def _amount(given: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: Decimal(given[name]) if given.get(name) is not None else None for name in ("value", "upper")}
    return numbers | {"unit": given["unit"], "bound": given["bound"]}
