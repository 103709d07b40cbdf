"""Points: the two moments that a diff compares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.columns import Frame
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary

KNOWN = "known:"


class Point(NamedTuple):
    """A moment: how many events were recorded by then, and what of them was public (None: all of it).

    `asked` is how it was named, `known_by` the text of the date.
    """

    asked: str
    recorded: int
    known_by: str | None
    known_day: date | None

    def json(self) -> dict[str, Any]:
        """Return the point in a report."""
        return {"asked": self.asked, "recorded": self.recorded, "known_by": self.known_by}


def point(asked: str, frame: Frame, boundary: Boundary) -> Point:
    """Read `@57`, a time of recording or `known:2023-12-31`, the boundary's clocks standing where it names none.

    Raises BadInput for anything else, for a position beyond the log, and where the boundary sets the same
    clock.
    """
    if asked.startswith(KNOWN):
        if boundary.known_by is not None:
            raise BadInput(f"{asked!r} and the known clock name the same clock twice", "leave out --known-by")
        there = replace(boundary, known_by=asked.removeprefix(KNOWN))
    else:
        if boundary.recorded_by is not None:
            raise BadInput(f"{asked!r} and the recorded clock name the same clock twice", "leave out --recorded-by")
        try:
            there = replace(boundary, recorded_by=asked)
        except BadInput as error:
            raise BadInput(error.message, f"{error.remedy}; for what was public by a day, known:2023-12-31") from None
    size = as_recorded(frame, there).select(pl.len()).collect().item()
    return Point(asked, size, there.known_by, there.known_day)
