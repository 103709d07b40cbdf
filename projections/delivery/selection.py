"""Which promises a boundary asks for, and what they are cut by."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.delivery.states import STATES
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.window import in_window


def _joined(column: str) -> pl.Expr:
    return pl.col(column).list.unique().list.sort().list.join("+")


SLICES: Mapping[str, pl.Expr] = {
    "year": pl.col("day").dt.to_string("%Y"),
    "donor": _joined("donor"),
    "recipient": _joined("recipient"),
    "instrument": pl.col("instrument"),
    "topic": _joined("topics"),
    "state": pl.col("state"),
}
"""What promises may be cut by, and filtered on; several donors, recipients and topics are one key, joined by `+`."""
FILTERS: Mapping[str, pl.Expr] = {**SLICES, **{name: pl.col(name) for name in ("flow", "stage", "kind")}}


def check_dimensions(boundary: Boundary) -> None:
    """Raise BadInput, with near names, for an unknown slice, filter or state, and for what a delivery does not tell."""
    if boundary.by is not None:
        _check(boundary.by, SLICES, "are not cut by")
    for name in boundary.filters:
        _check(name, FILTERS, "are not filtered by")
    if "state" in boundary.filters:
        _check(boundary.filters["state"], STATES, "are in no state")
    if boundary.prices is not None or boundary.deflators is not None:
        raise BadInput("a delivery is not told in constant prices", "ask `commitments`, or leave `--prices` out")


def _check(name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        raise BadInput(f"promises {what} {name[:60]!r}", did_you_mean(name, known) or f"one of {', '.join(known)}")


def selected(promises: pl.DataFrame, boundary: Boundary) -> pl.DataFrame:
    """Return the promises made in the window that pass the filters; what does not tell what is asked passes none."""
    rows = promises.filter(in_window(boundary))
    for name, value in boundary.filters.items():
        rows = rows.filter((FILTERS[name] == value).fill_null(False))
    return rows


def slice_key(boundary: Boundary) -> pl.Expr:
    """Return the slice of a promise, empty where it is not told; the same for all where nothing is asked."""
    return pl.lit("") if boundary.by is None else SLICES[boundary.by].fill_null("")
