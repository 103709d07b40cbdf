"""Delivery: what became of promises, a row a pledge, planned meeting, agreement and target, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from bilat.events.errors import BadInput
from bilat.projections import currency as projections_currency
from bilat.projections.columns import Frame
from bilat.projections.delivery import moves as delivery_moves
from bilat.projections.delivery.amounts import Amounts, amounts, standing, summed
from bilat.projections.delivery.conversion import Rates, converted
from bilat.projections.delivery.families import settle
from bilat.projections.delivery.promises import promises
from bilat.projections.delivery.selection import check_dimensions, selected, slice_key
from bilat.projections.delivery.states import SILENT_DAYS, marks, states
from bilat.projections.graphs import nearest
from bilat.projections.once import once
from bilat.projections.pledges import identities
from bilat.projections.pledges.accounts import Accounts, accounts_by
from bilat.projections.pledges.intervals import ZERO
from bilat.projections.pledges.lots import PledgeBook, pledge_book
from bilat.projections.reports.currency import Money, in_currency
from bilat.projections.reports.delivery_rows import delivery_rows
from bilat.projections.reports.delivery_totals import Brought, delivery_slices, delivery_totals
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary


class Delivery(NamedTuple):
    """What became of promises: the `rows` (`promises.PROMISES`, with `row` and their states) that are asked for.

    `shown` are the amounts of all promises, `compared` those by which they are judged, `book` and `moves` the money
    behind them; `asked` is the conversion, where one is; `seen` what the clocks let be seen.
    """

    seen: pl.LazyFrame
    book: PledgeBook
    every: pl.DataFrame
    rows: pl.DataFrame
    own: Amounts
    shown: Amounts
    compared: Amounts
    moves: pl.DataFrame
    asked: Money | None


def report(
    frame: Frame, boundary: Boundary, stamp: dict[str, Any], limit: int | None = None, folded: Accounts | None = None
) -> dict[str, Any]:
    """Return the delivery of promises as report JSON (`docs/report-json.md`).

    `frame` is the columnar log, `folded` its accounts under the boundary's clocks, where they are known already. The
    boundary says as of which day; nothing that happened after it is seen. Rows are the promises made in the window that
    pass the filters; totals are what these bring to them, whatever the window. A table that shows `limit` rows gets
    no more than these, and `promises`, how many there are. Raises BadInput for a boundary without a day, an unknown
    dimension or filter, and for rates that cannot be used.
    """
    found = delivery(frame, boundary, folded_by_day(frame, boundary, folded))
    rows, asked = found.rows, found.asked
    keys = rows.select("row", "stream", "kind", "state", key=slice_key(boundary))
    brought = _brought(found.book, found.every, found.shown, asked)
    record: dict[str, Any] = {
        "report": "delivery",
        "boundary": boundary.json(),
        "rows": promise_rows(found, rows if limit is None else rows.head(limit)),
        **delivery_totals(keys, brought),
        "stamp": stamp | ({"rates": asked.version} if asked else {}),
    }
    if limit is not None:
        record["promises"] = rows.height
    if boundary.by is not None:
        record["slices"] = delivery_slices(keys, brought)
    return record


@once(lambda frame, boundary, folded=None: (frame, repr(boundary), folded))
def delivery(frame: Frame, boundary: Boundary, folded: Accounts | None = None) -> Delivery:
    """Return what became of the promises of a boundary; `folded` are the accounts as of its day (`folded_by_day`).

    Raises BadInput as `report` does.
    """
    day = _day(boundary)
    check_dimensions(boundary)
    seen = as_of(frame, boundary)
    kept = pledge_book(seen, boundary, folded)
    moves = delivery_moves.moves(identities.events(_of_book(kept)))
    every = promises(kept, moves, boundary).with_row_index("row")
    own = amounts(every, kept, moves)
    asked = in_currency(seen, kept, boundary)
    shown = own if asked is None else converted(own, every, kept, asked.money, moves, _rates(boundary))
    compared = own if asked is None else _compared(own, shown)
    silent = SILENT_DAYS if boundary.silent is None else int(boundary.silent)
    judged = states(every, marks(seen, every), compared.promised, summed(compared.paid), day, silent)
    return Delivery(seen, kept, every, selected(judged, boundary), own, shown, compared, moves, asked)


def promise_rows(found: Delivery, rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Return some of the rows of a delivery as JSON tells them (`rows.delivery.DeliveryRow`), in the order given."""
    here = rows.select("row")
    shown, compared = (
        Amounts(*(each.join(here, on="row", how="semi", maintain_order="left") for each in several))
        for several in (found.shown, found.compared)
    )
    return delivery_rows(rows, shown, compared, found.seen)


def promised_in(found: Delivery, boundary: Boundary) -> pl.DataFrame:
    """Return what stands of the promises of a delivery in the currency of another boundary: `amounts.PROMISED`."""
    money = in_currency(found.seen, found.book, boundary)
    assert money is not None  # it names a currency
    return converted(found.own, found.every, found.book, money.money, found.moves, _rates(boundary)).promised


def _day(boundary: Boundary) -> date:
    if boundary.as_of_day is None:
        raise BadInput("a delivery is told as of a day", "name it with `--as-of`, as in `--as-of 2023-12-31`")
    return boundary.as_of_day


def folded_by_day(frame: Frame, boundary: Boundary, folded: Accounts | None) -> Accounts | None:
    """Return the accounts as of the boundary's day, of those of the log without it; None where these are not known."""
    if folded is None or boundary.as_of_day is None:
        return folded
    whenever = as_of(frame, replace(boundary, as_of=None))
    return accounts_by(as_of(frame, boundary), folded, whenever.filter(pl.col("day") > boundary.as_of_day))


def _of_book(kept: PledgeBook) -> pl.LazyFrame:
    """Return the events that are seen of pledges and programmes that count here."""
    streams = kept.streams.filter(~pl.col("shared"))
    return kept.view.filter(~pl.col("amount_hidden")).join(streams, on="stream", how="semi")


def _rates(boundary: Boundary) -> Rates:
    named = boundary.rates or "stated"
    currency = projections_currency.currency(boundary.currency or "")
    return Rates(currency, projections_currency.table(named), named == "stated")


def _compared(own: Amounts, shown: Amounts) -> Amounts:
    """Return the amounts by which a promise is judged: its own, but converted ones where it was paid in other units.

    Conversion decides nothing that can be known without it.
    """
    foreign = own.paid.join(own.promised, on=["row", "unit"], how="anti").select("row").unique()
    return Amounts(
        *(
            pl.concat([one.join(foreign, on="row", how="anti"), other.join(foreign, on="row", how="semi")])
            for one, other in zip(own, shown, strict=True)
        )
    )


def _brought(kept: PledgeBook, every: pl.DataFrame, shown: Amounts, asked: Money | None) -> Brought:
    """Return what each pledge brings to the totals; one that was merged into another brings nothing."""
    lots = asked.money.lots.lazy() if asked else kept.lots
    counted = lots.filter(pl.col("treatment") != "excluded").with_columns(treatment=pl.lit("net")).collect()
    merged = kept.divided.filter(pl.col("reason") == "merged").select("stream").unique().collect()
    pledges = every.filter(kind="pledge").select("row", "stream").join(merged, on="stream", how="anti")
    stated = {
        "promised": delivery_moves.balances(counted, "attributed_to"),
        "committed": summed(shown.committed).join(pledges, on="row").select(delivery_moves.SUMS.keys()),
        "paid": summed(shown.paid).join(pledges, on="row").select(delivery_moves.SUMS.keys()),
    }
    tree = kept.openings.filter(pl.col("parent").is_not_null()).select("stream", up="parent").collect()
    umbrellas = standing(kept).filter(pl.col("value") > ZERO).select("stream").unique()
    umbrellas = umbrellas.join(pledges, on="stream", how="semi")
    edges = nearest(tree, umbrellas).join(pledges, on="stream", how="semi")
    return Brought(settle(stated, edges), counted)
