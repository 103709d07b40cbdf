"""The rows of a commitments report as a typed frame: what `Ledger.commitments` gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

DECIMAL = pl.Decimal(38, 15)
AMOUNT = pl.Struct({"value": DECIMAL, "upper": DECIMAL, "unit": pl.String, "bound": pl.String})
"""An amount in its unit; `upper` null but where the bound is `between`."""
COMMITMENTS: dict[str, Any] = {
    "pledge": pl.String, "title": pl.String, "donor": pl.List(pl.String), "recipient": pl.List(pl.String),
    "via": pl.List(pl.String), "instrument": pl.String, "flow": pl.String, "topics": pl.List(pl.String),
    "horizon": pl.String, "opened_on": pl.String, "announced_on": pl.String, "stage": pl.String,
    "announced": AMOUNT, "current": pl.List(AMOUNT), "committed": pl.List(AMOUNT), "disbursed": pl.List(AMOUNT),
    "converted": pl.List(AMOUNT), "counted": pl.Boolean, "reason": pl.String, "restated": pl.Int64,
    "part_of": pl.String, "events": pl.List(pl.String), "sources": pl.List(pl.String),
}  # fmt: skip
"""One row a pledge, by opening day, then stream. Dates are EDTF text as told; lists of amounts have one a unit."""


def commitments_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The `rows` of a commitments report with the columns of `COMMITMENTS`; no rows give an empty frame."""
    return pl.DataFrame(
        [{name: _cell(row[name], COMMITMENTS[name]) for name in COMMITMENTS} for row in rows], COMMITMENTS
    )


def _cell(told: Any, dtype: Any) -> Any:
    if dtype == AMOUNT:
        return None if told is None else _amount(told)
    if dtype == pl.List(AMOUNT):
        listed = told if isinstance(told, list) else [] if told is None else [told]
        return [_amount(each) for each in listed]
    return told


def _amount(told: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: Decimal(told[name]) if told.get(name) is not None else None for name in ("value", "upper")}
    return numbers | {"unit": told["unit"], "bound": told["bound"]}
