"""The pledges on record, each with its stage and what it stands at."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame
from bilat.projections.pledges.lots import pledge_book
from bilat.projections.reports.find import ranked
from bilat.projections.reports.pledge_rows import promises
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary

STAGES = ("announced", "committed", "disbursing", "suspended", "completed", "cancelled", "merged")
COLUMNS = ("stream", "title", "donor", "recipient", "opened_on", "stage", "current", "instrument", "flow", "part_of")


def pledge_list(frame: Frame, boundary: Boundary, words: str = "", stage: str | None = None) -> list[dict[str, Any]]:
    """Return the pledges as `COLUMNS`: those of the relation, of this stage, with these words; by day of opening.

    With words the best come first, typos forgiven. `current` is what the pledge stands at before umbrellas. Raises
    BadInput, with near names, for an unknown stage.
    """
    if stage is not None and stage not in STAGES:
        remedy = did_you_mean(stage, STAGES) or f"one of {', '.join(STAGES)}"
        raise BadInput(f"no stage is called {stage[:60]!r}", remedy)
    book = pledge_book(as_of(frame, boundary), boundary)
    shown = book.openings.filter(pl.col("stream_type") == "pledge").select("stream").collect()
    rows = [{**row, "stream": row["pledge"]} for row in promises(book, shown, boundary)]
    kept = [{name: row.get(name) for name in COLUMNS} for row in rows if stage in (None, row["stage"])]
    return [*ranked(kept, words)] if words.strip() else kept
