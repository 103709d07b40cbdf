"""The rows of a delivery: each promise with its money, its state and how it was judged."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from bilat.projections.columns.json import total_records
from bilat.projections.delivery.amounts import Amounts, summed
from bilat.projections.delivery.assessments import assessments, spread
from bilat.projections.delivery.shares import shares
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.intervals import ZERO
from bilat.projections.rows.delivery import DeliveryRow
from bilat.projections.rows.fields import names


def delivery_rows(
    promises: pl.DataFrame, shown: Amounts, compared: Amounts, view: pl.LazyFrame
) -> list[dict[str, Any]]:
    """Return promises (with `row`, and their states) as `DeliveryRow`s, in the order given.

    `shown` are their amounts, `compared` those by which shares are reckoned: before any conversion, but for what was
    paid in another unit.
    """
    paid = summed(shown.paid)
    found = shares(compared.promised, summed(compared.paid))
    rows = promises.join(found, on="row", how="left", maintain_order="left").with_columns(
        pl.col("topics").fill_null([]),
        pl.col("due", "heard").dt.to_string("%Y-%m-%d"),
        promised_on="on",
        into=pl.when(pl.col("stage") == "merged").then("into"),
    )
    judged = assessments(view.filter(pl.col("stream").is_in(promises["stream"].unique().implode())))
    verdicts = [judged.get(stream, []) if own else [] for stream, own in rows.select("stream", _own()).iter_rows()]
    money = {
        "promised": _by_row(shown.promised),
        "committed": _by_row(summed(shown.committed)),
        "paid": _by_row(paid),
        "open": _by_row(still_open(shown.promised, paid)),
    }
    columns: dict[str, list[Any]] = {
        name: [cells.get(row, []) for row in rows["row"].to_list()] for name, cells in money.items()
    }
    columns |= {"assessments": verdicts, "spread": [spread(each) for each in verdicts]}
    return total_records(rows, names(DeliveryRow), columns)


def still_open(promised: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Return what is promised and not paid, at least 0, by row and unit: (row, unit, value, low, high, about)."""
    both = promised.join(paid, on=["row", "unit"], how="left", suffix="_paid")
    known = pl.col("value_paid").is_not_null()
    less = {
        "value": pl.col("value") - pl.col("value_paid").fill_null(ZERO),
        "low": pl.when(~known | pl.col("high_paid").is_not_null())
        .then(pl.col("low") - pl.col("high_paid").fill_null(ZERO))
        .otherwise(ZERO),
        "high": pl.col("high") - pl.col("low_paid").fill_null(ZERO),
    }
    rows = both.with_columns(
        **{name: pl.when(each.is_not_null()).then(pl.max_horizontal(each, ZERO)) for name, each in less.items()},
        about=pl.col("about") | pl.col("about_paid").fill_null(False),
    )
    return rows.select("row", "unit", "value", low=pl.min_horizontal("low", "value"), high="high", about="about")


def _own() -> pl.Expr:
    """Whether what is judged on the stream is this promise: a pledge's targets leave that to the pledge."""
    return (pl.col("kind") != "target") | ~pl.col("stream").str.starts_with("pledge/")


def _by_row(sums: pl.DataFrame) -> dict[int, list[dict[str, str] | None]]:
    """Return the amounts of each promise, by unit."""
    found: dict[int, list[dict[str, str] | None]] = defaultdict(list)
    for row, amount in zip(sums["row"].to_list(), amount_cells(sums), strict=True):
        found[row].append(amount)
    return found
