"""Trade and other figures: every claim, by period, the one that the policy chooses marked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amount, number
from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import parties, words

COLUMNS = (
    Column("period", cap=11),
    Column("value", number=True),
    Column("growth", number=True),
    Column("spread", number=True),
    Column("reported by", share=1),
    Column("sources", cap=8),
)
CHOSEN = "*"


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a trade report, a group for each indicator and pair of sides."""
    numbering = Numbering(sources)
    rows, more = shown(report["rows"], limit)
    groups = [Group(heading, _rows(each, numbering)) for heading, each in groupby(rows, _heading)]
    key = [f"{CHOSEN} the claim that this report chooses among those for the same period"] if rows else []
    return Sheet(
        words_of_boundary,
        [Grid(COLUMNS, groups, more)],
        [("Key", key), ("Sources", numbering.legend())],
        stamp_lines(report.get("stamp")),
    )


def _heading(row: Row) -> str:
    one_side, other = parties(row.get("from")), parties(row.get("to"))
    sides = f"{one_side} – {other}" if one_side and other else (one_side and f"from {one_side}") or f"to {other}"
    return f"{words(row['indicator'])}, {sides}"


def _rows(rows: Iterable[Row], numbering: Numbering) -> Sequence[Sequence[Cell]]:
    return [
        (
            date(row["period"]),
            _value(row),
            one(percent(row["growth_percent"], signed=True)),
            one(percent(row["spread_percent"])),
            _reporter(row),
            one(numbering.cite(row["sources"])),
        )
        for row in rows
    ]


def percent(text: str | None, *, signed: bool = False) -> str:
    """Return a per cent as printed: `+12.5 %`; nothing for none."""
    if text is None:
        return ""
    digits = number(str(text))
    return f"{'' if digits.startswith('-') or not signed else '+'}{digits} %"


def _value(row: Row) -> Cell:
    mark = f"{CHOSEN} " if row["chosen"] and row["value"] else ""
    return one(f"{mark}{amount(row['value'])}", "" if row["chosen"] else "dim")


def _reporter(row: Row) -> Cell:
    status = f" ({words(row['status'])})" if row.get("status") else ""
    items = [
        f"told {row['published']}" if row.get("published") else "undated",
        f"change {percent(row['change_percent'], signed=True)}" if row.get("change_percent") else "",
        f"share {percent(row['share_percent'])}" if row.get("share_percent") else "",
        f"place {row['place']}" if row.get("place") else "",
    ]
    notes = [", ".join(part for part in items if part), *(_mirror(row, each) for each in row.get("mirror") or ())]
    return Cell((f"{row['reporter'] or 'not told'}{status}",), notes)


def _mirror(row: Row, mirror: Mapping[str, Any]) -> str:
    """Return what the other end of the same flow tells of it."""
    mirrored_as = "imports" if row["indicator"] == "exports" else "exports"
    return f"as {mirrored_as}: {amount(mirror['value'])} ({mirror['reporter'] or mirror['event']})"
