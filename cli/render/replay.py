"""Replay: a row an event, with the totals that it moved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, shown, stamp_lines
from bilat.cli.render.totals import totals_grid
from bilat.cli.render.values import words

COLUMNS = (
    Column("at", number=True),
    Column("event", share=4),
    Column("what it did", share=5),
    Column("net, nominal", number=True),
)
ORDERS = {"recorded": "In order of recording", "on": "In order of happening, all corrections applied"}


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a replay."""
    rows, more = shown(report["rows"], limit)
    return Sheet(
        f"{words_of_boundary} {ORDERS[report['order']]}; values are nominal.",
        [
            Grid(COLUMNS, [Group("", [_row(row) for row in rows])], more),
            totals_grid(report["totals"], "What it comes to, nominal"),
        ],
        stamp=stamp_lines(report.get("stamp")),
    )


def lines(row: Row) -> Iterator[str]:
    """One event, for reading along."""
    on = f"{row['on']}  " if row["on"] else ""
    yield f"@{row['position']}  {on}{words(row['kind'])}  {row['event']}"
    for value in row["effect"].split("; "):
        yield f"    {value}"


def _row(row: Row) -> Sequence[Cell]:
    notes = [row["event"], *([str(row["on"])] if row["on"] else [])]
    return (
        Cell((f"@{row['position']}",)),
        Cell((words(row["kind"]),), notes),
        Cell(row["effect"].split("; "), style="" if row["moved"] else "dim"),
        Cell(_net(row)),
    )


def _net(row: Row) -> list[str]:
    """Return the net totals of the units that the event moved."""
    units = {move["unit"] for move in row["moved"]}
    return [amount(each) for each in row["net"] if each["unit"] in units]
