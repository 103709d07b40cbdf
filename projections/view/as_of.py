"""The clocks of the record: what the log said by then, and what the public knew by then."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.columns import AMOUNTS, Frame
from bilat.projections.once import once
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import citations, registered
from bilat.projections.view.corrections import corrected

_ALWAYS_KNOWN = (
    "party-registered",
    "membership-began",
    "membership-ended",
    "source-registered",
    "source-archived",
)
_STATED = ("equivalents", "amounts", "change_percent", "share_percent", "rank")


def as_of(frame: Frame, boundary: Boundary) -> pl.LazyFrame:
    """Return the columnar log as the boundary's clocks let it be seen, in position order.

    In this order: the recorded clock cuts the log to a prefix; corrections and retractions apply; the known
    clock hides what was published later; and, where the boundary says as of which day, what happened after it
    (by the first day of `on`; what has no day stays). Adds

    - `day` Date: the first day of `on`, null where a kind needs none
    - `known` Date: the day on which the event was publicly known (`docs/counting.md`, "Clocks"); null where
      neither a citation nor `on` has a date
    - `amount_hidden` Boolean: an opening published or made later, kept for what it says beside its amounts (these
      columns are null), because another event of its stream is seen

    Raises BadInput for a position beyond the log.
    """
    seen = _known(frame, boundary)
    return seen if boundary.as_of_day is None else _seen(seen, "day", boundary.as_of_day)


@once(lambda frame, boundary: (frame, boundary.recorded_by, boundary.known_by))
def _known(frame: Frame, boundary: Boundary) -> pl.LazyFrame:
    """Return the log as the recorded and the known clock let it be seen."""
    events = corrected(as_recorded(frame, boundary))
    published = _publication(events)
    seen = events.with_columns(
        day=pl.col("first"),
        known=pl.struct("cites", "kind", "first", "last").map_batches(
            published, return_dtype=pl.Date, is_elementwise=True
        ),
        amount_hidden=pl.lit(False),
    )
    return seen if boundary.known_day is None else _seen(seen, "known", boundary.known_day)


def as_recorded(frame: Frame, boundary: Boundary) -> pl.LazyFrame:
    """Return the prefix of the log recorded by `--recorded-by`. Raises BadInput for a position beyond the log."""
    until, rows = boundary.recorded_until, frame.lazy()
    if isinstance(until, int):
        size = rows.select(pl.col("position").max().fill_null(0)).collect().item()
        if until > size:
            raise BadInput(f"@{until} is beyond the log", f"its last position is @{size}")
        return rows.filter(pl.col("position") <= until)
    return rows if until is None else rows.filter(pl.col("recorded_at") <= until)


class _publication:  # noqa: N801  # a function with the sources it looks up, made once for a view
    """Compute `known` from the struct (cites, kind, first, last)."""

    def __init__(self, events: pl.LazyFrame) -> None:
        self.events = events

    @cached_property
    def sources(self) -> pl.DataFrame:
        return registered(self.events).select("source", "published")

    def __call__(self, values: pl.Series) -> pl.Series:
        events = values.struct.unnest()
        earliest = citations(events, self.sources).group_by("row").agg(published=pl.col("published_day").min())
        return (
            events.select("kind", "first", "last")
            .with_row_index("row")
            .join(earliest, on="row", how="left", maintain_order="left")
            .select(
                pl.when(pl.col("published").is_null())
                .then("last")
                .when(pl.col("kind") == "meeting-planned")
                .then("published")
                .otherwise(pl.max_horizontal("published", "first"))
            )
            .to_series()
        )


@once(lambda view, clock, until: (view, clock, str(until)))
def _seen(view: pl.LazyFrame, clock: str, until: date) -> pl.LazyFrame:
    """Hide what is later by a column of days (null: nothing is), keeping the openings of streams that are in view."""
    timely = (pl.col(clock) <= until).fill_null(True) | pl.col("kind").is_in(_ALWAYS_KNOWN)
    rows = view.select("position", "stream", "version", seen=timely).collect()
    if rows["seen"].all():
        return view
    in_view = rows.filter("seen")["stream"].unique().implode()
    opens = ~pl.col("seen") & (pl.col("version") == 1) & pl.col("stream").is_in(in_view)
    openings = rows.filter(opens)["position"]
    hidden = pl.col("position").is_in(openings.implode())
    kept = rows.filter("seen")["position"].append(openings)
    columns = [f"{name}_{part}" for name in AMOUNTS for part in ("value", "upper", "unit", "bound")]
    here = set(view.collect_schema().names())
    stated = (pl.when(~hidden).then(column).alias(column) for column in (*columns, *_STATED) if column in here)
    seen = pl.col("position").is_in(kept.implode())
    return view.filter(seen).with_columns(*stated, amount_hidden=pl.col("amount_hidden") | hidden)
