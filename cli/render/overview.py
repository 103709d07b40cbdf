"""The overview: a row a relation, or who gives to whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.rates import ROUNDED
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.wording import count, shortly

MONEY = (Column("new public money", number=True), Column("mobilised", number=True))
COLUMNS = (Column("events", number=True), Column("last"), *MONEY, Column("paid", number=True))
CALLED = {"net": "new public money", "mobilised": "private and mixed money"}
SEVERAL = 3
"""So many parties are named of those that stand together; CSV and JSON have all."""
CELLS = (Column("donor", share=1), Column("recipient", share=1), *MONEY)


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out an overview: what all comes to, then a row each, or who gives to whom."""
    asked = report["boundary"]
    notes = [("Rates", [ROUNDED])] if asked["in"] else []
    grid = _matrix(report["cells"], edition) if "cells" in report else _rows(report, edition)
    return Sheet(edition.boundary, [grid], notes, stamp_lines(report["stamp"]), _answer(report))


def _answer(report: Mapping[str, Any]) -> Sequence[str]:
    """Say how many rows there are, what they come to together, and what there is to check."""
    totals, by = report["totals"], report["boundary"]["by"]
    money = [f"{', '.join(map(shortly, totals[line]))} {called}" for line, called in CALLED.items() if totals[line]]
    found = totals["findings"]
    rows = count(len(report["rows"]), "relation" if by == "pair" else by)
    checked = [f"To check: {count(found, 'finding')} (`bilat check`)."] if found else []
    return [f"{rows.capitalize()}{': ' if money else ''}{'; '.join(money)}.", *checked]


def _rows(report: Mapping[str, Any], edition: Edition) -> Grid:
    by = report["boundary"]["by"]
    rows, more = shown(report["rows"], edition.limit)
    columns = [Column("relation" if by == "pair" else by, share=1), *COLUMNS]
    return Grid(columns, [Group("", [_row(row, by, edition.names) for row in rows])], more)


def _row(row: Row, by: str, names: Names) -> Sequence[Cell]:
    """Name the parties; what can be asked for, and how much there is to check, stand below."""
    key = row["key"] if by == "year" else _parties(row["key"], names)
    below = [row["key"]] if "+" not in row["key"] and key != row["key"] else []
    below += [count(row["findings"], "finding")] if row["findings"] else []
    first = Cell((key,), below=(", ".join(below),) if below else ())
    return [
        first,
        one(f"{row['events']:,}"),
        one(row["last"] or ""),
        *_money(row),
        Cell([shortly(each) for each in row["paid"]]),
    ]


def _parties(key: str, names: Names) -> str:
    """Name the parties of a row, or of one end; of many the first few."""
    sides = [side.split("+") for side in key.split("-")]
    return " – ".join(", ".join(map(names.party, side[:SEVERAL])) + _more(side) for side in sides)


def _more(side: Sequence[str]) -> str:
    return f" and {len(side) - SEVERAL} more" if len(side) > SEVERAL else ""


def _matrix(cells: Sequence[Row], edition: Edition) -> Grid:
    rows, more = shown(cells, edition.limit)
    named = [
        (one(_parties(row["donor"], edition.names)), one(_parties(row["recipient"], edition.names)), *_money(row))
        for row in rows
    ]
    return Grid(CELLS, [Group("", named)], more)


def _money(row: Row) -> Sequence[Cell]:
    return [Cell([shortly(each) for each in row[line]]) for line in ("net", "mobilised")]
