"""A report laid out, before it is a table on a terminal or in a Markdown page."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar


class Cell(NamedTuple):
    """What stands in one place of a table: lines of text, then finer lines of notes below them."""

    lines: Sequence[str] = ()
    notes: Sequence[str] = ()
    style: str = ""


class Column(NamedTuple):
    """One column: at most `cap` wide, or else a `share` of the width that the others leave.

    Numbers are set to the right and never broken.
    """

    header: str
    number: bool = False
    cap: int = 0
    share: int = 0


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


class Sheet(NamedTuple):
    """A whole report: what it counts, its grids, its lists of notes under headings, and the stamp."""

    boundary: str
    grids: Sequence[Grid]
    notes: Sequence[tuple[str, Sequence[str]]] = ()
    stamp: Sequence[str] = ()


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
