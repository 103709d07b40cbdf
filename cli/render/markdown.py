"""Rows as a Markdown table (GitHub's dialect), with text from the record kept inert."""

import re
from collections.abc import Iterable, Sequence

from bilat.cli.render.inert import inert
from bilat.cli.render.sheet import Grid, Group, Sheet

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$&]")


def md(value: object) -> str:
    """One line of text in which Markdown and HTML do nothing."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", inert(value))


def md_table(headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return a table; the columns whose index is in `numbers` are set to the right. Cells are escaped here."""
    rules = ("---:" if index in numbers else "---" for index in range(len(headers)))
    lines = [headers, rules, *([_lines(item) for item in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _lines(item: str) -> str:
    return "<br>".join(md(line.strip()) for line in item.split("\n"))


def md_sheet(sheet: Sheet) -> str:
    """Render a whole report as a Markdown page."""
    parts = [f"{md(sheet.boundary)}\n"] if sheet.boundary else []
    for grid in sheet.grids:
        parts += [f"## {md(grid.heading)}\n"] if grid.heading else []
        parts += [part for group in grid.groups for part in _group(grid, group)] or [f"{grid.empty}\n"]
        parts += [f"{grid.more} more\n"] if grid.more else []
    for heading, lines in sheet.notes:
        if lines:
            parts += [f"## {md(heading)}\n", "".join(f"- {md(line)}\n" for line in lines)]
    parts += ["".join(f"{md(line)}  \n" for line in sheet.stamp)] if sheet.stamp else []
    return "\n".join(parts)


def _group(grid: Grid, group: Group) -> list[str]:
    headers = [column.header for column in grid.columns]
    numbers = [index for index, column in enumerate(grid.columns) if column.number]
    rows = [["\n".join([*item.lines, *item.notes]) for item in row] for row in group.rows]
    table = md_table(headers, rows, numbers) if rows else f"{grid.empty}\n"
    return [f"## {md(group.heading)}\n", table] if group.heading else [table]
