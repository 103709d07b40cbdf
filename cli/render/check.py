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
EVENTS = 6


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a check, a group for each kind of finding; what can be done stands once, below its findings."""
    rows, more = shown(report["rows"], limit)
    groups = [Group(words(kind), _rows(list(found))) for kind, found in groupby(rows, lambda row: row["kind"])]
    grid = Grid(COLUMNS, groups, more, empty="nothing found")
    return Sheet(words_of_boundary, [grid], (), stamp_lines(report.get("stamp")))


def _rows(rows: Sequence[Row]) -> Sequence[Sequence[Cell]]:
    """Return the findings of a kind; a remedy is told under the last of those in a row that share it."""
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
    """Return the first few events, those of one stream in a line: `pledge/x#1 #4`; JSON and CSV have all."""
    lines = [
        stream + " ".join(f"#{event.rpartition('#')[2]}" for event in each)
        for stream, each in groupby(events[:EVENTS], lambda event: event.rpartition("#")[0])
    ]
    rest = len(events) - EVENTS
    return [*lines, f"and {rest} more"] if rest > 0 else lines
