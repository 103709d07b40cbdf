"""Diff: each total that moved, from what to what and by which parts; then the pledges, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bilat.cli.render.amounts import amount, number, with_unit
from bilat.cli.render.edition import Edition
from bilat.cli.render.rates import ROUNDED
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.values import words
from bilat.cli.render.wording import LINES as WORDED

TOTALS = (Column("", share=1), Column("nominal", number=True))
ROWS = (Column("pledge", share=1), Column("total", cap=19), Column("by", number=True))
LINES = ("headline", "net", "mobilised")
MOST = 6
"""Totals in the answer, those of new money first."""


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a diff; the edition's limit counts the rows of pledges."""
    start, end = report["between"], report["and"]
    rows_, more = shown(report["rows"], edition.limit)
    groups = list(_totals(report))
    grids = [Grid(TOTALS, groups, heading=f"From {_named(start)} to {_named(end)}")]
    parts = [(part, list(items)) for part, items in groupby(rows_, lambda row: str(row["part"]))]
    for index, (part, items) in enumerate(parts, 1):
        group = Group("", list(_rows(items, _rounded(report))))
        grids.append(Grid(ROWS, [group], more if index == len(parts) else 0, part.capitalize()))
    notes = [("Rates", [ROUNDED] if _rounded(report) else [])]
    return Sheet(edition.boundary, grids if groups else [], notes, stamp_lines(report["stamp"]), list(_answer(report)))


def _answer(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield each total that moved, from what to what."""
    start, end = report["between"], report["and"]
    moved = sorted(_moved(report), key=lambda each: (-LINES.index(each[0]), each[1]))
    if not moved:
        yield "Nothing moved: every total is the same at both moments."
    for line, unit in moved[:MOST]:
        before, after = (_total(moment["totals"].get(line, ()), unit) for moment in (start, end))
        yield f"{WORDED[line].capitalize()}: {before} → {after}."


def _moved(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(each["line"], each["unit"]) for part in report["parts"] for each in part["moved"]}


def _rounded(report: Mapping[str, Any]) -> bool:
    """Tell whether sums were converted, so that no source vouches for their cents."""
    return report["boundary"]["in"] is not None


def _named(point: Row) -> str:
    known = f", known by {point['known_by']}" if point["known_by"] else ""
    rates = f", {point['rates']} rates" if point.get("rates") else ""
    return f"@{point['recorded']}{known}{rates}"


def _totals(report: Mapping[str, Any]) -> Iterator[Group]:
    """Under each total that moved: what it was, what each part moved it by, what it became."""
    moved = _moved(report)
    rounded = _rounded(report)
    for line, unit in sorted(moved, key=lambda each: (LINES.index(each[0]), each[1])):
        steps = [
            (one(part["part"]), one(_by(each, rounded)))
            for part in report["parts"]
            for each in part["moved"]
            if (each["line"], each["unit"]) == (line, unit)
        ]
        ends = [
            (one(_named(point)), _end(point["totals"][line], unit, rounded))
            for point in (report["between"], report["and"])
        ]
        yield Group(f"{WORDED[line]}, {unit}", [ends[0], *steps, ends[1]])


def _total(totals: Sequence[Row], unit: str) -> str:
    return next((amount(total) for total in totals if total["unit"] == unit), "none")


def _end(totals: Sequence[Row], unit: str, rounded: bool) -> Cell:
    """Return the nominal value of a total, which the steps lead to; where it lies between others, these below it."""
    total = next((each for each in totals if each["unit"] == unit), None)
    if total is None or total["bound"] != "between":
        return one(_total(totals, unit))
    digits = number(total["value"], rounded=rounded)
    return Cell((with_unit(digits, unit, single=digits == "1"),), (amount(total),))


def _rows(rows: Sequence[Row], rounded: bool) -> Iterator[Sequence[Cell]]:
    """Yield a row a pledge: the totals that moved, one below the other, and the events because of which."""
    for pledge, several in groupby(rows, lambda row: row["pledge"]):
        record = list(several)
        because = [_because(each) for each in record[0]["because"]]
        yield (
            Cell((record[0]["title"] or pledge,), because, below=[pledge] if record[0]["title"] else []),
            Cell([WORDED[row["line"]] for row in record]),
            Cell([_by(row, rounded) for row in record]),
        )


def _because(event: Row) -> str:
    reason = f": {event['reason']}" if event.get("reason") else ""
    return f"@{event['position']} {words(event['kind'])}{reason}"


def _by(row: Row, rounded: bool) -> str:
    digits = number(row["by"], rounded=rounded)
    digits = digits if digits.startswith("-") else f"+{digits}"
    return with_unit(digits, row["unit"], single=digits == "+1")
