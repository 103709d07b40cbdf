"""Sheets on a terminal: Rich tables that keep every number whole, down to 80 columns."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bilat.cli.render.inert import cell, inert
from bilat.cli.render.sheet import Cell, Column, Grid, Sheet

GAP = 2
MARK = 4  # what notes are set in by, at least
LEAST = 12  # a flexible column is never narrower, whatever the terminal


def print_sheet(sheet: Sheet, to: Console) -> None:
    """Print a sheet: boundary, grids, notes, stamp; no line ends in blanks."""
    with to.capture() as captured:
        _print(sheet, to)
    text = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    to.file.write(text.lstrip("\n"))


def _print(sheet: Sheet, to: Console) -> None:
    if sheet.boundary:
        to.print(cell(sheet.boundary, "italic"))
    for grid in sheet.grids:
        _print_grid(grid, to)
    print_notes(sheet.notes, sheet.stamp, to)


def print_notes(notes: Sequence[tuple[str, Sequence[str]]], stamp: Sequence[str], to: Console) -> None:
    """Print what stands at the end of a report: lists of notes under headings, and the stamp."""
    for heading, lines in notes:
        if lines:
            to.print()
            to.print(cell(heading, "bold"))
            _print_hanging(lines, to)
    if stamp:
        to.print()
        for line in stamp:
            to.print(cell(line, "dim"))


def _print_grid(grid: Grid, to: Console) -> None:
    widths = _widths(grid, to.width)
    to.print()
    if grid.heading:
        to.print(cell(grid.heading, "bold"))
    if any(column.header for column in grid.columns):
        to.print(_table(grid.columns, widths, [[Cell((c.header,), style="dim") for c in grid.columns]]))
    for index, group in enumerate(grid.groups):
        if group.heading:
            if index:
                to.print()
            to.print(cell(group.heading, "bold"))
        to.print(_table(grid.columns, widths, group.rows))
    if not any(group.rows for group in grid.groups):
        to.print(grid.empty, style="dim")
    if grid.more:
        to.print(f"{grid.more} more (--limit N shows N rows, --limit 0 all)", style="dim")


def _table(columns: Sequence[Column], widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(justify="right" if column.number else "left", width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(_content, row))
    return table


def _content(item: Cell) -> Text:
    lines = [cell(line, item.style) for line in item.lines] + [cell(note, "dim") for note in item.notes]
    return Text("\n").join(lines)


def _widths(grid: Grid, available: int) -> list[int]:
    """Columns as wide as they need (up to their cap); those with a share divide what is left."""
    needed = [_needed(grid, index) for index in range(len(grid.columns))]
    shares = sum(column.share for column in grid.columns)
    fixed = sum(width for width, column in zip(needed, grid.columns, strict=True) if not column.share)
    left = available - fixed - GAP * (len(needed) - 1)
    return [
        min(width, max(LEAST, left * column.share // shares)) if column.share else width
        for width, column in zip(needed, grid.columns, strict=True)
    ]


def _needed(grid: Grid, index: int) -> int:
    column = grid.columns[index]
    texts = [column.header]
    for group in grid.groups:
        for row in group.rows:
            texts += [*row[index].lines, *row[index].notes]
    width = max(cell_len(inert(text)) for text in texts)
    return min(width, max(column.cap, cell_len(column.header))) if column.cap else width


def _print_hanging(lines: Sequence[str], to: Console) -> None:
    """Wrap notes, each under its first word (a number in brackets, a label) rather than under the margin."""
    printed = Text()
    for line in lines:
        mark, _, rest = line.partition(" ")
        first, text = cell(mark), cell(rest)
        width = max(MARK, cell_len(first.plain))
        first.truncate(width, pad=True)
        for number, part in enumerate(text.wrap(to, max(1, to.width - width - 1), overflow="fold") or [Text()]):
            printed.append_text(first if not number else Text(" " * width))
            printed.append(" ").append_text(part).append("\n")
    printed.right_crop(1)
    to.print(printed, soft_wrap=True)
