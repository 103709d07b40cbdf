"""Rows under columns on a terminal, drawn line by line: columns as wide as what stands in them."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilat.cli.render.inert import cell, inert
from bilat.cli.render.sheet import Cell, Column, Grid

GAP = 2
LEAST = 12  # a flexible column is never narrower, whatever the terminal
BETWEEN = " · "
_INTERVAL = re.compile(r"(?<=\w)–(?=\d)")


def grid_lines(grid: Grid, to: Console) -> Iterator[Text]:
    """Yield the lines of a grid: its header, and the rows of each group under its heading."""
    widths = column_widths(grid, to.width)
    if sum(widths) + GAP * (len(widths) - 1) > to.width:
        grid = _with_ends_apart(grid)
        widths = column_widths(grid, to.width)
    if any(column.header for column in grid.columns):
        header = [Cell((column.header,), style="dim") for column in grid.columns]
        yield from _row_lines(header, grid.columns, widths, to)
    for index, group in enumerate(grid.groups):
        if group.heading:
            if index:
                yield Text()
            yield from cell(group.heading, "bold").wrap(to, to.width, overflow="fold")
        for row in group.rows:
            yield from _row_lines(row, grid.columns, widths, to)


def column_widths(grid: Grid, available: int) -> list[int]:
    """Return how wide each column is: as wide as it needs, up to its cap; those with a share divide what is left.

    A column with a share is as wide as its longest word where there is room: what can be copied is not broken.
    """
    needed = [column.width or _needed(grid, index) for index, column in enumerate(grid.columns)]
    flexible = [index for index, column in enumerate(grid.columns) if column.share and not column.width]
    fixed = sum(width for index, width in enumerate(needed) if index not in flexible)
    left = available - fixed - GAP * (len(needed) - 1)
    words = {index: min(needed[index], max(LEAST, _longest_word(grid, index))) for index in flexible}
    if sum(words.values()) > left:
        words = dict.fromkeys(flexible, LEAST)
    for index, width in _divided(grid, flexible, needed, words, left).items():
        needed[index] = width
    return needed


def _with_ends_apart(grid: Grid) -> Grid:
    """Return a grid that is too wide with the ends of every interval one below the other: each number stays whole."""

    def apart(item: Cell) -> Cell:
        return item._replace(lines=[end for line in item.lines for end in _INTERVAL.sub("–\n", line).split("\n")])

    groups = [
        group._replace(
            rows=[
                [apart(item) if column.number else item for item, column in zip(row, grid.columns, strict=True)]
                for row in group.rows
            ]
        )
        for group in grid.groups
    ]
    return grid._replace(groups=groups)


def _divided(
    grid: Grid, flexible: Sequence[int], needed: Sequence[int], least: dict[int, int], left: int
) -> dict[int, int]:
    """Divide what is left by shares; what one does not need is for the others."""
    widths: dict[int, int] = {}
    open_ = list(flexible)
    while open_:
        shares = sum(grid.columns[index].share for index in open_)
        fair = {index: max(least[index], left * grid.columns[index].share // shares) for index in open_}
        settled = [index for index in open_ if needed[index] <= fair[index] or fair[index] == least[index]]
        if not settled:
            widths |= fair
            break
        for index in settled:
            widths[index] = min(needed[index], fair[index])
            left -= widths[index]
            open_.remove(index)
    return widths


def _texts(grid: Grid, index: int) -> Iterator[str]:
    yield grid.columns[index].header
    for group in grid.groups:
        for row in group.rows:
            yield from row[index].lines
            yield from row[index].notes


def _needed(grid: Grid, index: int) -> int:
    column = grid.columns[index]
    width = max(cell_len(inert(text)) for text in _texts(grid, index))
    return min(width, max(column.cap, cell_len(column.header))) if column.cap else width


def _longest_word(grid: Grid, index: int) -> int:
    if grid.columns[index].single:
        return 0
    return max((cell_len(word) for text in _texts(grid, index) for word in inert(text).split()), default=0)


def _row_lines(row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], to: Console) -> Iterator[Text]:
    cells = [_wrapped(item, column, width, to) for item, column, width in zip(row, columns, widths, strict=True)]
    for parts in zip_longest(*cells):
        line = Text()
        for part, column, width in zip(parts, columns, widths, strict=True):
            text = part or Text()
            (text.pad_left if column.number else text.pad_right)(max(0, width - text.cell_len))
            line.append_text(text).append(" " * GAP)
        line.rstrip()
        yield line
    offset = 0
    for item, width in zip(row, widths, strict=True):
        if item.below:
            text = Text(BETWEEN, style="dim").join([cell(words, "dim") for words in item.below])
            for part in text.wrap(to, max(LEAST, to.width - offset), overflow="fold"):
                yield Text(" " * offset).append_text(part)
        offset += width + GAP


def _wrapped(item: Cell, column: Column, width: int, to: Console) -> list[Text]:
    texts = [cell(line, item.style) for line in item.lines] + [cell(note, "dim") for note in item.notes]
    if column.single:
        for text in texts[:1]:
            text.truncate(width, overflow="ellipsis")
        return texts[:1]
    return [part for text in texts for part in text.wrap(to, width, overflow="fold")]
