"""Sheets as Markdown pages (GitHub's dialect), with text from the record kept inert."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bilat.cli.render.inert import inert
from bilat.cli.render.sheet import Bars, Branch, Cell, Grid, Group, Measure, Note, Section, Sheet, Trees

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
    """Render a whole report as a Markdown page: what it is about, its answer, its sections, notes and stamp."""
    parts = [f"# {md(sheet.boundary)}\n"] if sheet.boundary else []
    parts += ["".join(f"{_answer(line)}  \n" for line in sheet.answer if line)] if sheet.answer else []
    for section in sheet.sections:
        parts += [f"## {md(section.heading)}\n"] if section.heading else []
        parts += _section(section)
    for heading, lines in sheet.notes:
        if lines:
            parts += [f"## {md(heading)}\n", "".join(f"- {_note(line)}\n" for line in lines)]
    parts += ["".join(f"{md(line)}  \n" for line in sheet.stamp)] if sheet.stamp else []
    return "\n".join(parts)


def _answer(line: str | Measure) -> str:
    return f"{md(line.label)}: **{md(line.text)}**" if isinstance(line, Measure) else md(line)


def _note(note: Note) -> str:
    return md(note) if isinstance(note, str) else " ".join(md(part) for part in note if part)


def _section(section: Section) -> list[str]:
    match section:
        case Grid():
            parts = [part for group in section.groups for part in _group(section, group)] or [f"{section.empty}\n"]
            return parts + ([f"{section.more} more\n"] if section.more else [])
        case Bars():
            return ["".join(f"- {md(each.label.strip())}: {md(each.text)}\n" for each in section.measures)]
        case Trees():
            return ["".join(_bullets(branch, 0)) for branch in section.roots] or [f"{section.empty}\n"]


def _group(grid: Grid, group: Group) -> list[str]:
    headers = [column.header for column in grid.columns]
    numbers = [index for index, column in enumerate(grid.columns) if column.number]
    rows = [[_content(item) for item in row] for row in group.rows]
    table = md_table(headers, rows, numbers) if rows else f"{grid.empty}\n"
    return [f"### {md(group.heading)}\n", table] if group.heading else [table]


def _content(item: Cell) -> str:
    return "\n".join([*item.lines, *item.notes, *item.below])


def _bullets(branch: Branch, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {'<br>'.join(map(md, (branch.line, *branch.notes)))}\n"
    for each in branch.below:
        yield from _bullets(each, depth + 1)
