"""Trade and other figures: every claim, by period, the one that the policy chooses marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.edition import Edition
from bilat.cli.render.names import Names
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import words
from bilat.cli.render.wording import percent

COLUMNS = (
    Column("period", cap=11),
    Column("value", number=True),
    Column("growth", number=True),
    Column("spread", number=True),
    Column("reported by", share=1),
    Column("sources", cap=8),
)
CHOSEN = "*"
LATEST = 6
"""Figures in the answer."""


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a trade report, a group for each indicator and pair of sides."""
    names, numbering = edition.names, edition.names.numbering()
    rows, more = shown(report["rows"], edition.limit)
    groups = [
        Group(heading, _rows(each, names, numbering))
        for heading, each in groupby(rows, lambda row: _heading(row, names))
    ]
    key = [f"{CHOSEN} the claim that this report chooses among those for the same period"] if rows else []
    return Sheet(
        edition.boundary,
        [Grid(COLUMNS, groups, more)],
        [("Key", key), ("Sources", numbering.legend())],
        stamp_lines(report.get("stamp")),
        list(_answer(report["rows"], names)),
    )


def _answer(rows: Sequence[Row], names: Names) -> Iterator[str | Measure]:
    """Yield the latest figures that were chosen, each indicator and pair by itself."""
    chosen = [row for row in rows if row["chosen"] and row["value"]]
    series = [list(each) for _, each in groupby(chosen, lambda row: _heading(row, names))]
    each_shows = max(1, LATEST // len(series)) if series else 0
    for several in series[:LATEST]:
        for row in several[-each_shows:]:
            label = f"{words(row['indicator'])}, {row['period']}"
            yield Measure(label, amount(row["value"]), row["value"]["value"], scale=_heading(row, names))


def _heading(row: Row, names: Names) -> str:
    one_side, other = names.parties(row.get("from")), names.parties(row.get("to"))
    sides = f"{one_side} – {other}" if one_side and other else (one_side and f"from {one_side}") or f"to {other}"
    return f"{words(row['indicator'])}, {sides}"


def _rows(rows: Iterable[Row], names: Names, numbering: Numbering) -> Sequence[Sequence[Cell]]:
    return [
        (
            date(row["period"]),
            _value(row),
            one(percent(row["growth_percent"], signed=True)),
            one(percent(row["spread_percent"])),
            _reporter(row, names),
            one(numbering.cite(row["sources"])),
        )
        for row in rows
    ]


def _value(row: Row) -> Cell:
    mark = f"{CHOSEN} " if row["chosen"] and row["value"] else ""
    return one(f"{mark}{amount(row['value'])}", "" if row["chosen"] else "dim")


def _reporter(row: Row, names: Names) -> Cell:
    status = f" ({words(row['status'])})" if row.get("status") else ""
    items = [
        f"told {row['published']}" if row.get("published") else "undated",
        f"change {percent(row['change_percent'], signed=True)}" if row.get("change_percent") else "",
        f"share {percent(row['share_percent'])}" if row.get("share_percent") else "",
        f"place {row['place']}" if row.get("place") else "",
    ]
    notes = [", ".join(part for part in items if part), *(_mirror(row, each) for each in row.get("mirror") or ())]
    reporter = names.party(row["reporter"]) if row["reporter"] else "reporter not named"
    return Cell((f"{reporter}{status}",), notes)


def _mirror(row: Row, mirror: Mapping[str, Any]) -> str:
    """Return what the other end of the same flow tells of it."""
    mirrored_as = "imports" if row["indicator"] == "exports" else "exports"
    return f"as {mirrored_as}: {amount(mirror['value'])} ({mirror['reporter'] or mirror['event']})"
