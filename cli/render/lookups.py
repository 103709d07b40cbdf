"""Printing a look-up: rows under plain columns, in the four formats of the reports."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import typer

from bilat.cli.render.amounts import amount
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import direction, plain, words


class Shape(NamedTuple):
    """How a look-up reads: its CSV columns, and the columns of its tables with what stands in them."""

    csv: Sequence[str]
    columns: Sequence[tuple[Column, Callable[[Row], Cell]]]


def _of(field: str) -> Callable[[Row], Cell]:
    return lambda row: one(plain(row.get(field)))


def _called(row: Row) -> Cell:
    return one(str(row.get("title") or row["event"]))


SHAPES = {
    "parties": Shape(
        ("code", "name", "type", "parent", "fiscal_year_start", "ids"),
        (
            (Column("code"), _of("code")),
            (Column("name", share=1), _of("name")),
            (Column("type"), _of("type")),
            (Column("parent"), _of("parent")),
        ),
    ),
    "sources": Shape(
        ("code", "title", "publisher", "published", "type", "language", "url", "origin"),
        (
            (Column("published"), _of("published")),
            (Column("publisher", share=3), _of("publisher")),
            (Column("title", share=5), lambda row: Cell((plain(row.get("title")),), below=(plain(row["code"]),))),
        ),
    ),
    "find": Shape(
        ("what", "stream", "event", "on", "title", "where", "found", "score"),
        (
            (Column("what"), _of("what")),
            (Column("event", share=2), _of("event")),
            (Column("title", share=3), _of("title")),
            (Column("where"), _of("where")),
            (Column("found", share=4), _of("found")),
        ),
    ),
    "pledges": Shape(
        ("stream", "title", "donor", "recipient", "opened_on", "stage", "current", "instrument", "flow", "part_of"),
        (
            (Column("pledge", share=3), _of("stream")),
            (Column("title", share=4), _of("title")),
            (Column("between", cap=12), lambda row: one(direction(row, "donor", "recipient"))),
            (Column("opened", cap=11), lambda row: date(row.get("opened_on"))),
            (Column("stage"), _of("stage")),
            (Column("stands at", number=True), _of("current")),
        ),
    ),
    "log": Shape(
        (*("position", "recorded_at", "recorder", "kind", "event", "on", "title", "amount:amount", "cites", "note"),),
        (
            (Column("at", number=True), lambda row: one(f"@{row['position']}")),
            (Column("recorded"), lambda row: one(str(row["recorded_at"])[:10])),
            (Column("kind", cap=18, single=True), lambda row: one(words(row["kind"]))),
            (Column("what", share=1, single=True), _called),
            (Column("amount", number=True), lambda row: one(amount(row.get("amount") or row.get("value")))),
        ),
    ),
}


def lookup(
    name: str, rows: Sequence[Row], stamped: Mapping[str, Any], format: str, limit: int, *, more: int = 0
) -> None:
    """Print a look-up on standard output; `more` rows were left out before."""
    match format:
        case "json":
            from bilat.cli.render.json_text import json_text

            typer.echo(json_text({"report": name, "rows": list(rows), "stamp": stamped}))
        case "csv":
            from bilat.cli.render.csv_text import csv_text

            typer.echo(csv_text(SHAPES[name].csv, rows), nl=False)
        case "xlsx":
            from bilat.cli.render.workbook import grid, print_workbook, stamp_sheet

            print_workbook([grid(name, SHAPES[name].csv, rows), stamp_sheet({"stamp": stamped})])
        case _:
            from bilat.cli.render.output import print_sheet_as

            visible, cut = shown(rows, limit)
            sheet = _sheet(SHAPES[name], visible, stamped, more or cut)
            print_sheet_as(sheet, markdown=format == "md")


def _sheet(shape: Shape, rows: Sequence[Row], stamped: Mapping[str, Any], more: int) -> Sheet:
    columns = [column for column, _ in shape.columns]
    cells = [[content(row) for _, content in shape.columns] for row in rows]
    return Sheet("", [Grid(columns, [Group("", cells)], more)], stamp=stamp_lines(stamped))
