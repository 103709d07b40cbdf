"""What stands at the end of a report: lists of notes under headings, and the stamp."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bilat.cli.render.inert import cell
from bilat.cli.render.sheet import Note

MARK = 4  # what notes are set in by, at least


def print_notes(notes: Sequence[tuple[str, Sequence[Note]]], stamp: Sequence[str], to: Console) -> None:
    """Print lists of notes under headings, each note under its first word, and the stamp."""
    for heading, lines in notes:
        if lines:
            to.print()
            to.print(cell(heading, "bold"))
            _print_hanging(lines, to)
    if stamp:
        to.print()
        for line in stamp:
            to.print(cell(line, "dim"))


def note_text(note: Note) -> str:
    """Return a note in one line, with the identifier that stands behind it."""
    return note if isinstance(note, str) else " ".join(part for part in note if part)


def _print_hanging(lines: Sequence[Note], to: Console) -> None:
    """Wrap notes, each under its first word (a number in brackets, a label) rather than under the margin."""
    printed = Text()
    for line in lines:
        said, identifier = (line, "") if isinstance(line, str) else line
        mark, _, rest = said.partition(" ")
        first, text = cell(mark), cell(rest)
        if identifier:
            text.append(" " if rest else "").append_text(cell(identifier, "dim"))
        width = max(MARK, cell_len(first.plain))
        first.truncate(width, pad=True)
        for number, part in enumerate(text.wrap(to, max(1, to.width - width - 1), overflow="fold") or [Text()]):
            printed.append_text(first if not number else Text(" " * width))
            printed.append(" ").append_text(part).append("\n")
    printed.right_crop(1)
    to.print(printed, soft_wrap=True)
