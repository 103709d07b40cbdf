"""Commitments: the pledges of a relation, their stages, and what they add up to."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.boundary import Boundary
from bilat.projections.clocks import view
from bilat.projections.columns import days
from bilat.projections.horizons import spread
from bilat.projections.lots import Ledger, ledger
from bilat.projections.promises import promises
from bilat.projections.totals import amounts, filtered, inside, key, objects, sliced, totals


def report(frame: pl.DataFrame, boundary: Boundary, stamp: dict[str, Any]) -> dict[str, Any]:
    """The commitments as report JSON (design section 7), with running totals and, where asked, slices.

    `frame` is the columnar log. Totals count the lots whose day lies in the boundary's window and whose
    attributes pass its filters; fates were decided before. Raises BadInput for an unknown dimension or way to
    spread.
    """
    if boundary.spread not in (None, "horizon"):
        raise BadInput(f"money cannot be spread over {boundary.spread!r}", "spread it over the `horizon`")
    for dimension in boundary.filters:
        key(dimension)
    kept = ledger(view(frame, boundary), boundary)
    windowed = kept.lots.filter(inside(boundary))
    lots = filtered(windowed, boundary.filters)
    told = {
        "report": "commitments",
        "boundary": boundary.json(),
        "rows": promises(kept, windowed, lots, boundary),
        "totals": totals(lots, boundary.currency),
        "running_totals": running_totals(kept, boundary),
        "stamp": stamp,
    }
    if boundary.by is not None:
        told["slices"] = slices(lots, kept, boundary)
    return told


def slices(lots: pl.DataFrame, kept: Ledger, boundary: Boundary) -> list[dict[str, Any]]:
    """The totals of every slice of the lots: `{"key", "totals"}`, by key. Their nominal values add up to the
    whole."""
    by = key(boundary.by or "year")
    if boundary.by == "year" and boundary.spread == "horizon":
        lots = spread(lots, kept.openings)
    return [{"key": name, "totals": told} for name, told in sliced(lots, by, boundary.currency).items()]


def running_totals(kept: Ledger, boundary: Boundary) -> list[dict[str, Any]]:
    """The latest total told in the window of each programme and pledge, per measure and unit: never summed.

    The latest is the one that counts up to the latest day (`as_of`, else `on`), then the last one told. By
    stream, measure, unit.
    """
    told = kept.events.filter(
        (pl.col("kind") == "total-reported") & inside(boundary) & pl.col("amount_value").is_not_null()
    )
    told = told.with_columns(until=pl.coalesce(days(told["as_of"])[1], "last"))
    latest = (
        told.sort("until", "seq")
        .unique(["stream", "measure", "amount_unit"], keep="last", maintain_order=True)
        .sort("stream", "measure", "amount_unit")
        .join(
            kept.told.select("seq", "unit", "low", "high", "about", value="amount"),
            on="seq",
            maintain_order="left",
        )
        .join(kept.openings.select("stream", called="title"), on="stream", maintain_order="left")
    )
    rows = objects(latest.select("stream", "called", "measure", "since", "as_of", "on", "event"))
    return [
        {"title": row.pop("called"), **row, "amount": amount}
        for row, amount in zip(rows, amounts(latest), strict=True)
    ]
