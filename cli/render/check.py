"""Findings: what does not agree, under headings of kinds."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import words
from bilat.cli.render.wording import count

COLUMNS = (
    Column("between", cap=11),
    Column("what does not agree", share=1),
)
EVENTS, MOST = 6, 6


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a check, a group for each kind of finding; what can be done stands once, below its findings."""
    rows, more = shown(report["rows"], edition.limit)
    groups = [
        Group(words(kind), _rows(list(found), edition.names)) for kind, found in groupby(rows, lambda row: row["kind"])
    ]
    grid = Grid(COLUMNS, groups, more, empty="nothing found")
    answer = list(_answer(report["rows"]))
    return Sheet(edition.boundary, [grid], (), stamp_lines(report.get("stamp")), answer)


def _answer(rows: Sequence[Row]) -> Iterator[str | Measure]:
    """Yield how many findings there are, and of which kinds the most."""
    kinds = Counter(str(row["kind"]) for row in rows)
    of = f" of {count(len(kinds), 'kind')}" if len(kinds) > 1 else ""
    yield f"{count(len(rows), 'finding').capitalize()}{of}."
    for kind, found in kinds.most_common(MOST) if len(kinds) > 1 else ():
        yield Measure(words(kind), f"{found:,}", str(found), style="yellow")


def _rows(rows: Sequence[Row], names: Names) -> Sequence[Sequence[Cell]]:
    """Return the findings of a kind; a remedy is told under the last of those in a row that share it."""
    following = [row["remedy"] for row in rows[1:]] + [None]
    return [
        (
            one(row["relation"] or ""),
            Cell(
                (row["message"],),
                () if row["remedy"] == next_ else (row["remedy"],),
                below=_events(row["events"], names),
            ),
        )
        for row, next_ in zip(rows, following, strict=True)
    ]


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
