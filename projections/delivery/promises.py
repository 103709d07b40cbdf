"""The promises of a report: pledges, planned meetings, agreements reached, targets; when each falls due."""

from __future__ import annotations

import polars as pl

from bilat.events.values.dates import horizon_span
from bilat.projections.columns import first_and_last_days
from bilat.projections.delivery.moves import latest
from bilat.projections.pledges.lots import PledgeBook
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relations import in_relation

CODES = pl.List(pl.String)
PROMISES: dict[str, pl.DataType] = {
    "stream": pl.String(),
    "kind": pl.String(),
    "unit": pl.String(),
    "title": pl.String(),
    "donor": CODES,
    "recipient": CODES,
    "parties": CODES,
    "instrument": pl.String(),
    "flow": pl.String(),
    "topics": CODES,
    "stage": pl.String(),
    "part_of": pl.String(),
    "into": pl.String(),
    "day": pl.Date(),
    "on": pl.String(),
    "due": pl.Date(),
    "due_event": pl.String(),
}
"""A row a promise. `kind` is pledge, meeting, agreement or target; `unit` is that of a target, else null. `day` is the
first day on which it was made, `due` the last on which it can be kept in time, null where nobody told, `due_event`
what tells it."""


def promises(kept: PledgeBook, moves: pl.DataFrame, boundary: Boundary) -> pl.DataFrame:
    """Return the promises of a boundary: `PROMISES`, by day, then stream, kind and unit.

    Pledges that are shared or passed on (`new_money` false) are no promises of it. `moves` are those of its pledges and
    programmes (`moves.MOVES`).
    """
    own = kept.openings.join(kept.streams.filter(~pl.col("shared")), on="stream", how="semi")
    openings = own.filter(pl.col("new_money").fill_null(True)).collect()
    acts = in_relation(kept.view, boundary).filter(pl.col("stream_type").is_in(["meeting", "agreement"]))
    found = [_pledges(openings), _targets(openings, moves), *_acts(acts.collect())]
    rows = pl.concat([pl.DataFrame(schema=PROMISES), *found], how="diagonal")
    return rows.select(PROMISES.keys()).sort("day", "stream", "kind", "unit", nulls_last=True)


def _pledges(openings: pl.DataFrame) -> pl.DataFrame:
    """Return the pledges; due on the last day of the horizon."""
    own = _described(openings.filter(stream_type="pledge")).with_columns(kind=pl.lit("pledge"))
    return own.join(_horizons(openings), on="stream", how="left", maintain_order="left")


def _targets(openings: pl.DataFrame, moves: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be reached, as last told; due on the day that the target names, else with the horizon."""
    last = latest(moves, ("targeted",))
    first = moves.filter(measure="targeted").unique(["stream", "unit"], keep="first", maintain_order=True)
    named = pl.when(pl.col("until") != pl.col("last")).then("until")  # a day of its own: not that on which it was told
    target = last.select("stream", "unit", named_due=named, named_by="event")
    target = target.join(first.select("stream", "unit", first="day"), on=["stream", "unit"])
    rows = target.join(_described(openings), on="stream").join(_horizons(openings), on="stream", how="left")
    return rows.with_columns(
        kind=pl.lit("target"),
        day="first",
        on=pl.col("first").dt.to_string("%Y-%m-%d"),
        due=pl.coalesce("named_due", "due"),
        due_event=pl.when(pl.col("named_due").is_not_null()).then("named_by").otherwise("due_event"),
    ).drop("named_due", "named_by", "first")


def _described(openings: pl.DataFrame) -> pl.DataFrame:
    names = ("stream", "title", "donor", "recipient", "flow", "stage", "part_of", "into")
    stated = pl.when(pl.col("instrument") != "unspecified").then("instrument")
    return openings.select(*names, "topics", instrument=stated, day="opened", on="opened_on")


def _horizons(openings: pl.DataFrame) -> pl.DataFrame:
    """(stream, due, due_event): the last day of each horizon that has one, told by the opening."""
    rows = openings.filter(pl.col("horizon").is_not_null()).select("stream", "horizon", "opened")
    ends = {key: horizon_span(*key)[1] for key in rows.select("horizon", "opened").unique().iter_rows()}
    due = pl.Series([ends[key] for key in rows.select("horizon", "opened").iter_rows()], dtype=pl.Date)
    return rows.select("stream", due=due, due_event=pl.col("stream") + "#1")


def _acts(view: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the meetings that were planned, due on the last day planned for, and the agreements that were reached."""
    opened = view.filter(version=1).select("stream", "parties", title=pl.coalesce("name", "title"))
    events = view.filter(~pl.col("amount_hidden")).sort(pl.col("version") != 1, "day", "version")
    first = events.unique(["stream", "kind"], keep="first", maintain_order=True)
    planned = events.filter((pl.col("kind") == "meeting-planned") & pl.col("planned_for").is_not_null())
    planned = planned.unique("stream", keep="last", maintain_order=True)
    days = planned.select("stream", due=first_and_last_days(planned["planned_for"])[1], due_event="event")
    made = [
        opened.join(first.filter(pl.col("kind") == of_kind).select("stream", "day", "on"), on="stream").with_columns(
            kind=pl.lit(kind)
        )
        for kind, of_kind in (("meeting", "meeting-planned"), ("agreement", "agreement-reached"))
    ]
    return [made[0].join(days, on="stream", how="left"), made[1]]
