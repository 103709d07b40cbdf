"""Layers: what a converted cell says of itself: as told, the source's own equivalent, or our conversion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.currency.conversion import Converted
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.intervals import amount_sums

Cell = dict[str, Any]
_RATE = ("rate", "basis", "date", "layer")
_DEFLATOR = "deflator"
_LINES = ("headline", "net", "mobilised")


def cells(money: Converted) -> dict[str, Cell | list[Cell]]:
    """Return what stands of each pledge, converted: a cell, or a list of them where several units stand.

    A cell is an amount with rate, basis, date and layer (`conversion.RATE_USED`), and the deflator of constant
    prices. Where claims of several rates stand, what they do not agree on is null, and `parts` are the
    cells of each rate, the oldest first.
    """
    pieces = money.standing.join(money.rate_used, on="seq", maintain_order="left")
    parts: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    by_rate = ("rate", "basis", "dated", "layer", _DEFLATOR)
    for stream, cell in _cells(_summed(pieces, "stream", "unit", *by_rate).sort("first", "rate")):
        parts[stream, cell["unit"]].append(cell)
    found: dict[str, list[Cell]] = defaultdict(list)
    whole = _summed(pieces, "stream", "unit").sort("stream", "unit")
    for stream, record in zip(whole["stream"], amount_cells(whole), strict=True):
        here = parts[stream, record["unit"]] if record else []
        found[stream].append(here[0] if len(here) == 1 else _mixed(record or {}, here))
    return {stream: record[0] if len(record) == 1 else record for stream, record in found.items()}


def claim_cells(money: Converted, events: Collection[str]) -> dict[str, Cell]:
    """Return the claims of these events, converted: a cell by event."""
    rows = money.claims.filter(pl.col("event").is_in(events))
    rows = rows.join(money.rate_used, on="seq", maintain_order="left")
    return dict(_cells(rows.with_columns(value="amount"), "event"))


def convert(report: Mapping[str, Any], money: Converted) -> None:
    """Put the converted cells into the rows of a report of commitments, and into its running totals."""
    standing = cells(money)
    record = claim_cells(money, {row["event"] for row in report["running_totals"]})
    for row in report["rows"]:
        row["converted"] = standing.get(row["pledge"])
    for row in report["running_totals"]:
        row["converted"] = record[row["event"]]


def label(slices: Mapping[str, Mapping[str, Any]], money: Converted, lots: pl.DataFrame, by: pl.Expr) -> None:
    """Let every cell of the totals of each slice say how it was converted.

    Excluded amounts get the rate, basis, date and layer of their claim; sums get `layers`: what of the value
    is of which layer, as text. `lots` are those that were added up, `by` their slice.
    """
    record = claim_cells(money, {entry["event"] for each in slices.values() for entry in each["excluded"]})
    for totals in slices.values():
        for entry in totals["excluded"]:
            own = record[entry["event"]]
            entry["amount"] |= {name: own[name] for name in (*_RATE, _DEFLATOR) if name in own}
    counted = lots.filter(pl.col("treatment") != "excluded").with_columns(line="treatment")
    sums = (
        pl.concat([lots.with_columns(line=pl.lit("headline")), counted])
        .group_by(by.alias("key"), "line", "unit", "layer")
        .agg(pl.col("value").sum())
        .sort("key", "line", "unit", "layer")
        .with_columns(decimal_text(pl.col("value")))
    )
    layers: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for key, line, unit, layer, value in sums.iter_rows():
        layers[key, line, unit][layer] = value
    for key, totals in slices.items():
        for line in _LINES:
            for entry in totals[line]:
                entry["layers"] = layers[key, line, entry["unit"]]


def _summed(pieces: pl.DataFrame, *key: str) -> pl.DataFrame:
    return pieces.group_by(key).agg(
        *amount_sums(),
        first=pl.col("seq").min(),
    )


def _cells(rows: pl.DataFrame, name: str = "stream") -> Iterator[tuple[str, Cell]]:
    """Each row's amount as a cell, with the row's name."""
    of = zip(*(rows[each].to_list() for each in ("rate", "basis", "dated", "layer", _DEFLATOR)), strict=True)
    for named, amount, (*rate, deflator) in zip(rows[name], amount_cells(rows), of, strict=True):
        cell = (amount or {}) | dict(zip(_RATE, rate, strict=True))
        yield named, cell | ({_DEFLATOR: deflator} if deflator is not None else {})


def _mixed(record: Cell, parts: Sequence[Cell]) -> Cell:
    """Return a sum of several rates: what its parts agree on, and the parts."""
    first = parts[0]
    agreed = {name: first[name] for name in _RATE if all(part[name] == first[name] for part in parts)}
    return record | dict.fromkeys(_RATE) | agreed | {"parts": list(parts)}
