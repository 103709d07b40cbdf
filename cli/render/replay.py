"""Replay: a row an event, with the totals that it moved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilat.cli.render.amounts import amount, number, with_unit
from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, shown, stamp_lines
from bilat.cli.render.totals import totals_grid
from bilat.cli.render.values import words
from bilat.cli.render.wording import all_said, count, reason

COLUMNS = (
    Column("at", number=True),
    Column("event", share=2),
    Column("what it did", share=3),
    Column("net, nominal", number=True),
)
FROM, TO = "from", "to"
SHORT = {"headline": "all claims", "net": "new", "mobilised": "mobilised"}
ORDERS = {"recorded": "In order of recording", "on": "In order of happening, all corrections applied"}


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a replay."""
    rows, more = shown(report["rows"], edition.limit)
    more = report["events"] - len(rows) if "events" in report else more
    return Sheet(
        f"{edition.boundary} {ORDERS[report['order']]}; values are nominal.",
        [
            Grid(COLUMNS, [Group("", [_row(row, edition.names) for row in rows])], more),
            totals_grid(report["totals"], "What it comes to, nominal"),
        ],
        stamp=stamp_lines(report.get("stamp")),
        answer=list(_answer(report)),
    )


def _answer(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many events there are, how many of them moved a total, and what it all comes to."""
    events = report.get("events", len(report["rows"]))
    moving = report["moving"] if "moving" in report else sum(bool(row["moved"]) for row in report["rows"])
    yield f"{count(events, 'event')}, of which {moving:,} moved a total."
    totals = report["totals"]
    yield f"New public money: {all_said(totals['net'])}. To be mobilised: {all_said(totals['mobilised'])}."


def lines(row: Row) -> Iterator[str]:
    """One event, for reading along."""
    on = f"{row['on']}  " if row["on"] else ""
    yield f"@{row['position']}  {on}{words(row['kind'])}  {row['event']}"
    for value in row["effect"].split("; "):
        yield f"    {value}"


def _row(row: Row, names: Names) -> Sequence[Cell]:
    title = names.title(row["event"])
    called = [] if title == row["event"] else [title]
    return (
        Cell((f"@{row['position']}",)),
        Cell((f"{row['on'] or ''} {words(row['kind'])}".strip(),), below=(*called, row["event"])),
        Cell([_move(move) for move in row["moved"]] or (row["effect"],), style="" if row["moved"] else "dim"),
        Cell(_net(row)),
    )


def _move(move: Row) -> str:
    """Return a total that moved, from what to what: `new: USD 0 → 1.2bn`, `told again: JPY 0 → 330bn`."""
    total = SHORT[move["total"]] if move["reason"] is None else reason(move["reason"])
    return f"{total}: {with_unit(f'{number(move[FROM])} → {number(move[TO])}', move['unit'])}"


def _net(row: Row) -> list[str]:
    """Return the net totals of the units that the event moved."""
    units = {move["unit"] for move in row["moved"]}
    return [amount(each) for each in row["net"] if each["unit"] in units]
