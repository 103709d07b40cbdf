"""The timeline: what happened, under headings of years."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amounts
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import words

COLUMNS = (
    Column("on", cap=11),
    Column("kind", cap=12),
    Column("what", share=1),
    Column("amount", number=True),
    Column("sources", cap=8),
)
STYLES = {
    "meeting": "bold cyan",
    "statement": "blue",
    "agreement": "bold magenta",
    "pledge": "green",
    "programme": "yellow",
    "total": "yellow",
    "figure": "",
    "membership": "cyan",
}


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a timeline report."""
    numbering = Numbering(sources)
    rows, more = shown(report["rows"], limit)
    groups = [Group(year, _rows(each, numbering)) for year, each in groupby(rows, lambda row: str(row["on"])[:4])]
    return Sheet(
        words_of_boundary,
        [Grid(COLUMNS, groups, more)],
        [("Sources", numbering.legend())],
        stamp_lines(report.get("stamp")),
    )


def date(text: Any) -> Cell:
    """Return a date in full ISO form; an interval may break after its slash."""
    first, slash, last = str(text or "").partition("/")
    return Cell((first + slash, last)) if last else one(first)


def _rows(rows: Iterable[Row], numbering: Numbering) -> Sequence[Sequence[Cell]]:
    return [
        (
            date(row["on"]),
            one(words(row["kind"]), STYLES.get(row["kind"].partition("-")[0], "")),
            _what(row),
            Cell(amounts(row.get("amount"))),
            one(numbering.cite(row["sources"])),
        )
        for row in rows
    ]


def _what(row: Row) -> Cell:
    """Who, and what; where `who` is not the one who acts (those who chaired), it stands below."""
    what, who = str(row.get("what") or ""), str(row.get("who") or "")
    match row["kind"].partition("-")[0]:
        case "pledge" | "programme" | "total" | "statement" if who:
            return one(f"{who}: {what}")
        case "meeting" if who:
            return Cell((what,), (f"chaired by {who}",))
    return Cell((what,), (who,) if who else ())
