"""Commitments: the pledges of a relation, their stages, and what they add up to."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections.columns import Frame, decimal_text
from bilat.projections.columns.json import total_records
from bilat.projections.currency import ecb, provenance
from bilat.projections.currency.conversion import Converted
from bilat.projections.currency.implied import implied
from bilat.projections.pledges import identities
from bilat.projections.pledges import running_totals as pledges_running_totals
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.claims import movements
from bilat.projections.pledges.horizons import spread
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.limits import check_sums
from bilat.projections.pledges.lots import LOTS, PledgeBook, pledge_book
from bilat.projections.pledges.totals import filtered, key, passing, sliced, totals
from bilat.projections.reports.currency import in_currency
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.reports.pledge_rows import first, promised, promises
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.window import in_window

MOVES = {"committed": "pledge-committed", "paid": "pledge-disbursed"}
"""What is said of what became of money, and the event that says it."""


def report(
    frame: Frame, boundary: Boundary, stamp: dict[str, Any], limit: int | None = None, folded: Accounts | None = None
) -> dict[str, Any]:
    """Return the commitments as report JSON (`docs/report-json.md`), with running totals and, where asked, slices.

    `frame` is the columnar log, `folded` its accounts under the boundary's clocks, where they are known already. A
    table that shows `limit` rows gets little more than these, and `pledges`, how many there are. Totals count the
    lots whose day lies in the boundary's window and whose attributes pass its filters; treatments were decided before,
    and conversion comes after. Raises BadInput for an unknown dimension, a filter on what is not on record, an unknown
    way to spread or thing to show, and for rates that cannot be used.
    """
    if boundary.show not in (None, "rates"):
        raise BadInput(f"commitments have no {boundary.show!r} to show", "show the `rates`")
    if boundary.spread not in (None, "horizon"):
        raise BadInput(f"money cannot be spread over {boundary.spread!r}", "spread it over the `horizon`")
    seen = as_of(frame, boundary)
    check_filters(frame, boundary)
    kept = pledge_book(seen, boundary, folded)
    asked = in_currency(seen, kept, boundary)
    money = asked and asked.money
    windowed = kept.lots.filter(in_window(boundary))
    lots = filtered(windowed, boundary.filters)
    worth = filtered(money.lots.lazy().filter(in_window(boundary)), boundary.filters) if money else lots
    if not (money or boundary.filters or boundary.by not in (None, "year")):
        worth = kept.divided.filter(in_window(boundary))  # the same, and nothing is asked of what it is for
    shown = promised(kept, lots, boundary)
    cut = limit if boundary.show is None else None
    rows = promises(kept, shown if cut is None else first(shown, cut), boundary)
    record: dict[str, Any] = {
        "report": "commitments",
        "boundary": boundary.json(),
        "rows": rows,
        "totals": _totals(worth, pl.lit(""), money, boundary, cut).get("", totals(pl.DataFrame(schema=LOTS))),
        "known": known(kept, worth),
        "running_totals": running_totals(kept, boundary),
        "stamp": stamp | ({"rates": asked.version} if asked else {}),
    }
    if cut is not None:
        record["pledges"] = shown.height
    if money:
        provenance.convert(record, money)
    if boundary.by is not None:
        record["slices"] = slices(worth, kept, money, boundary, cut)
    if boundary.show == "rates":
        record["rates"] = _rates(kept, lots, rows, boundary)
        record["stamp"] = {**stamp, "rates": asked.version if asked else ecb.version()}
    return record


def known(kept: PledgeBook, lots: pl.LazyFrame) -> dict[str, Any]:
    """Return what was committed and what was disbursed of the pledges that have counted lots: `KnownMoney`."""
    events = moved(kept, lots)
    return {name: moved_sums(events, kind) for name, kind in MOVES.items()}


def moved(kept: PledgeBook, lots: pl.LazyFrame) -> pl.DataFrame:
    """Return the commitments and disbursements (`identities.events`) of the pledges that have counted lots."""
    counted = lots.filter(pl.col("treatment") != "excluded").select("stream").unique()
    moving = pl.col("kind").is_in([*MOVES.values()]) & ~pl.col("amount_hidden")
    return identities.events(kept.view.filter(moving).join(counted, on="stream", how="semi"))


def moved_sums(events: pl.DataFrame, kind: str) -> list[dict[str, str] | None]:
    """Return what was moved by the events of a kind, an amount a unit."""
    sums = movements(events, kind)
    check_sums(sums, "moved", "high")
    return amount_cells(sums.group_by("unit").agg(amount_sums(value="moved")).sort("unit"))


def slices(
    lots: pl.LazyFrame, kept: PledgeBook, money: Converted | None, boundary: Boundary, limit: int | None = None
) -> list[dict[str, Any]]:
    """Return the totals of every slice of the lots, by key: their nominal values add up to the whole."""
    by = key(boundary.by or "year")
    if boundary.by == "year" and boundary.spread == "horizon":
        lots = spread(lots.collect(), kept.openings.collect()).lazy()
    return [{"key": name, "totals": each} for name, each in _totals(lots, by, money, boundary, limit).items()]


def _totals(
    lots: pl.LazyFrame, by: pl.Expr, money: Converted | None, boundary: Boundary, limit: int | None
) -> dict[str, dict[str, Any]]:
    """Return the totals of each slice; where money was converted, each cell says how."""
    record = sliced(lots, by, boundary.currency, limit)
    if money:
        provenance.label(record, money, lots.collect(), by)
    return record


def _rates(
    kept: PledgeBook, lots: pl.LazyFrame, rows: list[dict[str, Any]], boundary: Boundary
) -> list[dict[str, Any]]:
    """Return the rates implied in the window, by the pledges in the rows and whatever else has lots."""
    streams = {row["pledge"] for row in rows} | set(lots.select("stream").unique().collect()["stream"])
    frame = identities.events(kept.view.filter(in_window(boundary) & pl.col("stream").is_in(streams)))
    return implied(frame, kept.openings.select("stream", "title").collect())


def running_totals(kept: PledgeBook, boundary: Boundary) -> list[dict[str, Any]]:
    """Return the latest total told in the window of each programme and pledge, per measure and unit: never summed.

    The latest is the one that counts up to the latest day (`as_of`, else `on`), then the last one told. By stream,
    measure, unit, of those that pass the filters. `change` is by how much it grew since the day before that it was told
    for, as bounds (`low` and `high` null where open), and null where it was told for one day only.
    """
    reports = kept.view.filter(in_window(boundary) & (pl.col("kind") == "total-reported"))
    asked = passing(kept.openings, boundary.filters).select("stream")
    here = identities.events(reports.join(asked, on="stream", how="semi"))
    named = kept.openings.filter(pl.col("stream").is_in(here["stream"].unique().implode()))
    titles = named.select("stream", called="title").collect()
    running = kept.claims.filter(pl.col("role") == "running-total")
    latest = (
        pledges_running_totals.reported_totals(here)
        .sort("until", "seq")
        .unique(["stream", "measure", "amount_unit"], keep="last", maintain_order=True)
        .sort("stream", "measure", "amount_unit")
        .join(
            running.select("event", "unit", "low", "high", "about", value="amount").collect(),
            on="event",
            maintain_order="left",
        )
        .join(titles, on="stream", how="left", maintain_order="left")
        .join(
            pledges_running_totals.changes(here).select(*pledges_running_totals.CHAIN, "until", change=_change()),
            left_on=["stream", "measure", "amount_unit", "since", "until"],
            right_on=[*pledges_running_totals.CHAIN, "until"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
    )
    rows = total_records(latest.select("stream", "called", "measure", "since", "as_of", "on", "event", "change"))
    return [
        {"title": row.pop("called"), **row, "amount": amount}
        for row, amount in zip(rows, amount_cells(latest), strict=True)
    ]


def _change() -> pl.Expr:
    return pl.struct(
        after=pl.col("after").dt.to_string("%Y-%m-%d"),
        low=decimal_text(pl.col("low")),
        high=decimal_text(pl.col("high")),
        unit="unit",
        bound="bound",
    )
