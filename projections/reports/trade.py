"""Figures of trade, investment and travel, by period, with their sources, vintages and spread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame, amount_text, decimal_text, records
from bilat.projections.figures.claims import check, claims
from bilat.projections.figures.mirrors import mirrors
from bilat.projections.once import once
from bilat.projections.reports.frames import text_columns
from bilat.projections.rows.trade import TradeRow
from bilat.projections.view.as_of import as_of, as_recorded
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import cited, registered
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import select_events

TRADE = text_columns(TradeRow)
"""The columns of the table of figures."""


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], limit: int | None = None) -> dict[str, Any]:
    """Return the figures as report JSON (`docs/report-json.md`); the boundary names the policy that chose.

    A table that shows `limit` periods is told what the other end says (`mirror`) of the claims that
    have a line of their own.
    """
    bounded = replace(boundary, policy=boundary.policy or "newest")
    record = records(trade(frame, bounded, limit), "value")
    return {"report": "trade", "boundary": bounded.json(), "rows": record, "stamp": stamp}


def trade(frame: Frame, boundary: Boundary, limit: int | None = None) -> pl.DataFrame:
    """Every figure told between the parties: `TRADE`, by indicator, sides, period, then day and recording.

    `from_day` and `to_day` select figures by the day they were told, after the choice: no window decides
    which claim stands. `chosen` by the policy (default: newest). Per cents are text with at most two
    decimals, half-even, null where they cannot be told: `spread_percent` is (highest - lowest) / lowest over
    the witnesses of the same figure in the same unit (null for a single one), `growth_percent` the change
    from the figure chosen for the year before, for figures of whole years of which one alone is chosen.
    Both are per cents of a magnitude, so that a deficit that shrinks grows. `mirror` are the claims to the same flow
    from its other end (`mirrors`); with a `limit` those of claims with a line among the first
    so many periods.
    Raises BadInput for an unknown policy, and for an indicator that the log has never told.
    """
    found = _figures(frame, boundary)
    return _table(found, found.rows if limit is None else found.rows.filter(_lines(limit)))


def latest(frame: Frame, boundary: Boundary, periods: int) -> list[dict[str, Any]]:
    """Return of each series of figures those chosen for its last periods that have a value, the oldest first."""
    found = _figures(frame, boundary)
    chosen = found.rows.filter(pl.col("chosen") & pl.col("value_value").is_not_null()).with_row_index("place")
    series = pl.struct("indicator", "from", "to", "value_unit")
    last = chosen.with_columns(series=pl.col("place").first().over(series), left=pl.len().over(series))
    last = last.with_columns(left=pl.col("left") - pl.int_range(pl.len()).over("series"))
    rows = last.filter(pl.col("left") <= periods).sort("series", "place").drop("place", "series", "left")
    return records(_table(found._replace(rows=rows), rows), "value")


class _Figures(NamedTuple):
    """The claims to figures (`figures.claims`), those of them that are `rows` in their order, and the sources."""

    claimed: pl.DataFrame
    rows: pl.DataFrame
    sources: pl.DataFrame


def _figures(frame: Frame, boundary: Boundary) -> _Figures:
    policy = boundary.policy or "newest"
    check(policy)
    _check_indicator(as_recorded(frame, boundary), boundary)
    return _trade(as_of(frame, boundary), boundary, policy)


@once(
    lambda seen, boundary, policy: (
        seen,
        boundary.whose,
        boundary.since,
        boundary.until,
        repr(boundary.filters),
        policy,
    )
)
def _trade(seen: pl.LazyFrame, boundary: Boundary, policy: str) -> _Figures:
    """Return the figures of what the clocks let be seen."""
    whole = replace(boundary, since=None, until=None, filters={})
    figures = pl.col("kind") == "figure-reported"
    sources = registered(seen)
    claimed = claims(select_events(seen, whole).filter(figures), parties(seen), sources, policy)
    windowed = select_events(seen, boundary).filter(figures).select("event").collect()
    rows = claimed.join(windowed, on="event", how="semi").sort(
        "indicator", "side", "other", "period_first", "period_last", "day", "position", nulls_last=True
    )
    return _Figures(claimed, rows, sources)


def _lines(limit: int) -> pl.Expr:
    """Whether a row may have a line among the first so many periods: it was chosen, or is the last of its period."""
    line = pl.struct("indicator", "from", "to", "period").rle_id()
    last = (line != line.shift(-1)).fill_null(True)
    return (pl.struct("indicator", "period").rle_id() < limit) & (pl.col("chosen") | last)


def _table(found: _Figures, mirrored: pl.DataFrame) -> pl.DataFrame:
    """Return the rows as the table has them; those `mirrored` are told what the other end says."""
    rows = found.rows.join(mirrors(found.claimed, mirrored), on="event", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("mirror").fill_null([]))
    return cited(rows, found.sources).select(
        pl.col("stream").alias("series"),
        "indicator",
        "period",
        "from",
        "to",
        "reporter",
        amount_text("value"),
        decimal_text(pl.col("change_percent")),
        decimal_text(pl.col("share_percent")),
        "rank",
        pl.col("rank").alias("place"),
        "status",
        "published",
        "chosen",
        decimal_text(pl.col("spread_percent")),
        decimal_text(pl.col("growth_percent")),
        "mirror",
        "event",
        "sources",
    )


def _check_indicator(frame: pl.LazyFrame, boundary: Boundary) -> None:
    asked_for = boundary.filters.get("indicator")
    values = frame.select("indicator").drop_nulls().unique().sort("indicator").collect()["indicator"]
    if asked_for is not None and not values.is_empty() and asked_for not in values:
        remedy = did_you_mean(asked_for, values) or f"on record: {', '.join(values)}"
        raise BadInput(f"no figure tells {asked_for!r}", remedy)
