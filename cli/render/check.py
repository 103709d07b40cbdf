"""Findings: what does not agree, under headings of kinds."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import spoken, words
from bilat.cli.render.wording import count

COLUMNS = (
    Column("between", cap=11),
    Column("what does not agree", share=1),
)
LEVELS = {"error": "red", "warning": "yellow", "note": "dim"}
"""The gravest first, and their styles."""
EVENTS, MOST = 6, 6
_PER_CENT = re.compile(r"(?<=\d) per cent")
_SIGNS = {">=": "≥ ", "<=": "≤ "}


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a check, the gravest first, a group for each kind of finding."""
    ordered = sorted(report["rows"], key=lambda row: list(LEVELS).index(row["level"]))
    rows, more = shown(ordered, edition.limit)
    groups = [
        Group(f"{level}: {words(kind)}", _rows(list(found), edition.names))
        for (level, kind), found in groupby(rows, lambda row: (row["level"], row["kind"]))
    ]
    grid = Grid(COLUMNS, groups, more, empty="nothing found")
    return Sheet(edition.boundary, [grid], (), stamp_lines(report.get("stamp")), list(_answer(ordered)))


def _answer(rows: Sequence[Row]) -> Iterator[str | Measure]:
    """Yield how many findings there are of each level, and of which kinds the most, the gravest first."""
    levels = Counter(str(row["level"]) for row in rows)
    kinds = Counter((str(row["level"]), str(row["kind"])) for row in rows)
    of = ", ".join(count(levels[each], each) for each in LEVELS if levels[each])
    yield f"{count(len(rows), 'finding').capitalize()}{f': {of}' if of else ''}."
    most = [each for each, _ in kinds.most_common(MOST)] if len(kinds) > 1 else []
    for level, kind in (each for each in kinds if each in most):
        found = kinds[level, kind]
        yield Measure(words(kind), f"{found:,}", str(found), style=LEVELS[level])


def _rows(rows: Sequence[Row], names: Names) -> Sequence[Sequence[Cell]]:
    """Return the findings of a kind, each with what can be done about it."""
    return [
        (one(row["relation"] or ""), Cell((_said(row),), (row["remedy"],), below=_events(row["events"], names)))
        for row in rows
    ]


def _said(row: Row) -> str:
    """Return what a finding says with the signs of every other report; JSON keeps the forms in which amounts are typed.

    A report that was saved has the message to the letter, so that it holds.
    """
    text = _PER_CENT.sub("%", spoken(str(row["message"])))
    for typed, printed in _SIGNS.items():
        text = text.replace(typed, printed)
    return text


def _events(events: Sequence[str], names: Names) -> Sequence[str]:
    """Return the first few events, those of one stream together: `Title pledge/x#1 #4`; JSON and CSV have all."""
    lines = [
        _titled(stream, names) + " ".join(f"#{event.rpartition('#')[2]}" for event in each)
        for stream, each in groupby(events[:EVENTS], lambda event: event.rpartition("#")[0])
    ]
    rest = len(events) - EVENTS
    return [*lines, f"and {rest} more"] if rest > 0 else lines


def _titled(stream: str, names: Names) -> str:
    title = names.title(stream)
    return stream if title == stream else f"{title}: {stream}"
