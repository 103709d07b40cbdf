"""What one stream comes to: its identity as corrected and, for a pledge, its money."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.projections.columns import Frame
from bilat.projections.pledges.lots import pledge_book
from bilat.projections.reports.pledge_rows import promises
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary

IDENTITY = ("title", "name", "donor", "recipient", "parties")
MONEY = ("stage", "announced", "current", "committed", "disbursed", "counted", "reason", "restated")


def state(frame: Frame, stream: str) -> dict[str, Any]:
    """Return what the opening of `stream` says, of `IDENTITY`, and of `MONEY` what the whole ledger makes of a pledge.

    `{"retracted": True}` for a stream that is void. What is not told, empty or 0 is left out. `frame` is the
    columnar log: a pledge's umbrella and merger may lie on any other stream.
    """
    live = as_of(frame.filter(pl.col("stream") == stream), Boundary()).collect()
    if live.is_empty():
        return {"retracted": True}
    opening = live.filter(pl.col("version") == 1).select(IDENTITY).to_dicts()[0]
    record = {name: value for name, value in opening.items() if value}
    return record | (_money(frame, stream) if stream.startswith("pledge/") else {})


def _money(frame: Frame, stream: str) -> dict[str, Any]:
    kept = pledge_book(as_of(frame, Boundary()), Boundary())
    shown = kept.openings.filter(pl.col("stream") == stream).select("stream").collect()
    (row,) = promises(kept, shown, Boundary())
    return {name: row[name] for name in MONEY if row.get(name) not in (None, [], {}, 0)}
