"""Rows of commitments and of deliveries as typed frames, for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from bilat.projections.reports.frames import AMOUNT, typed_columns
from bilat.projections.rows.commitments import PledgeRow
from bilat.projections.rows.delivery import DeliveryRow

COMMITMENTS = typed_columns(PledgeRow)
"""One row a pledge, by opening day, then stream. Dates are EDTF text as told; lists of amounts have one a unit."""


DELIVERY = typed_columns(DeliveryRow)
"""One row a promise, by the day on which it was made. Days are ISO text; lists of amounts have one a unit."""


def commitments_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the `rows` of a commitments report with the columns of `COMMITMENTS`; no rows give an empty frame."""
    return pl.DataFrame(
        [{name: _cell(row[name], COMMITMENTS[name]) for name in COMMITMENTS} for row in rows], COMMITMENTS
    )


def delivery_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the `rows` of a delivery with the columns of `DELIVERY`; no rows give an empty frame."""
    return pl.DataFrame([{name: _cell(row[name], DELIVERY[name]) for name in DELIVERY} for row in rows], DELIVERY)


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
