"""A report laid out, before it is a page on a terminal or in Markdown.

What it is about, its answer, its sections, its lists of notes, its stamp: in this order, whatever the report.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar


class Cell(NamedTuple):
    """What stands in one place of a table: lines of text, then finer lines of notes under them.

    `below` are finer words under the whole row, from this column to the right edge: what would be broken in a
    narrow column, as the stream that a title stands for.
    """

    lines: Sequence[str] = ()
    notes: Sequence[str] = ()
    style: str = ""
    below: Sequence[str] = ()


class Column(NamedTuple):
    """One column: at most `cap` wide, or else a `share` of the width that the others leave.

    Numbers are set to the right and never broken. What is `single` stands in one line, cut where it is longer. A
    `width` is that of a table that this one goes on.
    """

    header: str
    number: bool = False
    cap: int = 0
    share: int = 0
    single: bool = False
    width: int = 0


class Group(NamedTuple):
    """Rows under one heading (none, where the heading is empty)."""

    heading: str
    rows: Sequence[Sequence[Cell]]


class Grid(NamedTuple):
    """Groups of rows under the same columns; `more` is the number of rows not shown, `empty` says that none are."""

    columns: Sequence[Column]
    groups: Sequence[Group]
    more: int = 0
    heading: str = ""
    empty: str = "nothing on record"


class Measure(NamedTuple):
    """One size among others that it is compared with: its bar reaches from `start` to `end`, decimal texts.

    Bars of one `scale` (a unit) are compared. `text` says the size, with its bound; without an `end` there is no bar.
    """

    label: str
    text: str
    end: str = ""
    start: str = "0"
    scale: str = ""
    style: str = ""


class Bars(NamedTuple):
    """Sizes side by side, under a heading."""

    heading: str
    measures: Sequence[Measure]


class Branch(NamedTuple):
    """A node of a tree: its first line, finer lines below it, and the nodes under it."""

    line: str
    notes: Sequence[str] = ()
    below: Sequence["Branch"] = ()
    style: str = ""


class Trees(NamedTuple):
    """Trees side by side, under a heading; `empty` says that there are none."""

    roots: Sequence[Branch]
    heading: str = ""
    empty: str = "nothing on record"


Section = Grid | Bars | Trees
Note = str | tuple[str, str]
"""A line, or a line and the identifier that stands behind it, finer."""


class Sheet(NamedTuple):
    """A whole report: what it is about, its sections, lists of notes under headings, the stamp, and its answer.

    The answer comes first: sentences and sizes, with what it is about at most eight lines at 80 columns.
    """

    boundary: str
    sections: Sequence[Section]
    notes: Sequence[tuple[str, Sequence[Note]]] = ()
    stamp: Sequence[str] = ()
    answer: Sequence[str | Measure] = ()


Row = Mapping[str, Any]
Item = TypeVar("Item")


def one(text: str, style: str = "") -> Cell:
    """Return a cell with one line, or an empty cell."""
    return Cell((text,) if text else (), style=style)


def shown(rows: Sequence[Item], limit: int) -> tuple[Sequence[Item], int]:
    """Return the rows within the limit (0: all), and how many are left out."""
    return (rows[:limit], len(rows[limit:])) if limit else (rows, 0)


def stamp_lines(stamp: Mapping[str, Any] | None) -> list[str]:
    """Return the stamp in words: which ledger, how much of it, its root and the program."""
    if not stamp:
        return []
    rates = f", rates {stamp['rates']}" if stamp.get("rates") else ""
    return [
        f"{stamp['events']} events in ledger {stamp['ledger']}, bilat {stamp['bilat']}{rates}",
        f"root {stamp['root']}",
    ]
