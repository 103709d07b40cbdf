"""The overview: a row a relation, or who gives to whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.render.amounts import amount, amounts
from bilat.cli.render.rates import ROUNDED
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines

MONEY = (Column("new public money", number=True), Column("mobilised", number=True))
COLUMNS = (Column("events", number=True), Column("last", number=True), *MONEY, Column("paid", number=True))
FINDINGS = Column("to check", number=True)
CELLS = (Column("donor", share=1), Column("recipient", share=1), *MONEY)


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out an overview: what all comes to, then a row each."""
    totals = report["totals"]
    asked = report["boundary"]
    notes = [("Rates", [ROUNDED])] if asked["in"] else []
    whole = Grid(MONEY, [Group("", [_money(totals)])], heading="Together")
    grids = [whole, _matrix(report["cells"], limit) if "cells" in report else _rows(report, limit)]
    return Sheet(words_of_boundary, grids, notes, stamp_lines(report["stamp"]))


def _rows(report: Mapping[str, Any], limit: int) -> Grid:
    by = report["boundary"]["by"]
    rows, more = shown(report["rows"], limit)
    columns = [Column("relation" if by == "pair" else by, share=1), *COLUMNS]
    columns += [FINDINGS] if by == "pair" else []
    return Grid(columns, [Group("", [_row(row) for row in rows])], more)


def _row(row: Row) -> Sequence[Cell]:
    cells = [
        one(row["key"]),
        one(f"{row['events']:,}"),
        one(row["last"] or ""),
        *_money(row),
        Cell(amounts(row["paid"])),
    ]
    return cells if row["findings"] is None else [*cells, one(f"{row['findings'] or ''}")]


def _matrix(cells: Sequence[Row], limit: int) -> Grid:
    rows, more = shown(cells, limit)
    return Grid(CELLS, [Group("", [(one(row["donor"]), one(row["recipient"]), *_money(row)) for row in rows])], more)


def _money(row: Row) -> Sequence[Cell]:
    return [Cell([amount(each) for each in row[line]]) for line in ("net", "mobilised")]
