"""Findings: what does not agree, under headings of kinds."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import words

COLUMNS = (
    Column("between", cap=11),
    Column("what does not agree", share=2),
    Column("events", share=1),
)
CSV = ("kind", "relation", "events", "message", "remedy")
EVENTS = 4


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a check, a group for each kind of finding; what can be done stands once, below its findings."""
    rows, more = shown(report["rows"], limit)
    groups = [Group(words(kind), _rows(list(found))) for kind, found in groupby(rows, lambda row: row["kind"])]
    return Sheet(words_of_boundary, [Grid(COLUMNS, groups, more)], (), stamp_lines(report.get("stamp")))


def _rows(rows: Sequence[Row]) -> Sequence[Sequence[Cell]]:
    """The findings of a kind; a remedy is told under the last of those in a row that share it."""
    following = [row["remedy"] for row in rows[1:]] + [None]
    return [
        (
            one(row["relation"] or ""),
            Cell((row["message"],), () if row["remedy"] == next_ else (row["remedy"],)),
            Cell(_events(row["events"])),
        )
        for row, next_ in zip(rows, following, strict=True)
    ]


def _events(events: Sequence[str]) -> Sequence[str]:
    """The first few events; JSON and CSV have all."""
    rest = len(events) - EVENTS
    return events if rest <= 1 else [*events[:EVENTS], f"and {rest} more"]
