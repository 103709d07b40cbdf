"""Sheets on a terminal: the answer first, tables that keep every number whole, down to 80 columns."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from bilat.cli.render.bars import bar_lines
from bilat.cli.render.grids import grid_lines
from bilat.cli.render.inert import cell
from bilat.cli.render.notes import print_notes
from bilat.cli.render.sheet import Bars, Grid, Measure, Section, Sheet, Trees
from bilat.cli.render.trees import print_trees

ANSWER = 8
"""Lines of an answer, with what it is about."""
_MORE = "{} more (--limit N shows N rows, --limit 0 all)"


def print_sheet(sheet: Sheet, to: Console) -> None:
    """Print a sheet; no line ends in blanks."""
    to.file.write(sheet_text(sheet, to))


def sheet_text(sheet: Sheet, to: Console) -> str:
    """Return a sheet as a console prints it: what it is about, its answer, its sections, notes, stamp."""
    with to.capture() as captured:
        if sheet.boundary:
            to.print(cell(sheet.boundary, "bold"))
        _print_answer(_within(sheet, to), to)
        for section in sheet.sections:
            _print_section(section, to)
        print_notes(sheet.notes, sheet.stamp, to)
    text = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    return text.lstrip("\n")


def _within(sheet: Sheet, to: Console) -> Sequence[str | Measure]:
    """Return the answer with as many bars as have room beside its sentences; one alone compares nothing."""
    sentences = [cell(each) for each in (sheet.boundary, *sheet.answer) if isinstance(each, str) and each]
    room = ANSWER - sum(len(each.wrap(to, to.width)) for each in sentences)
    bars = [each for each in sheet.answer if isinstance(each, Measure)][: room if room > 1 else 0]
    return [each for each in sheet.answer if isinstance(each, str) or each in bars]


def _print_answer(answer: Sequence[str | Measure], to: Console) -> None:
    for sizes, several in groupby(answer, lambda each: isinstance(each, Measure)):
        if sizes:
            _print_lines(bar_lines([each for each in several if isinstance(each, Measure)], to, to.width), to)
        else:
            for each in several:
                to.print(cell(each))


def _print_section(section: Section, to: Console) -> None:
    to.print()
    if section.heading:
        to.print(cell(section.heading, "bold"))
    match section:
        case Bars():
            _print_lines(bar_lines(section.measures, to, to.width), to)
        case Trees():
            print_trees(section, to)
        case Grid():
            _print_lines(grid_lines(section, to), to)
            if not any(group.rows for group in section.groups):
                to.print(section.empty, style="dim")
            if section.more:
                to.print(_MORE.format(f"{section.more:,}"), style="dim")


def _print_lines(lines: Iterable[Text], to: Console) -> None:
    for line in lines:
        to.print(line, soft_wrap=True)
