"""Commitments: a row a pledge, parts under their umbrellas, then what it all comes to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilat.cli.render.amounts import amounts
from bilat.cli.render.rates import ROUNDED, converted, rates_grid
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.totals import excluded_grid, running_grid, totals_grid
from bilat.cli.render.values import direction, words

COLUMNS = (
    Column("opened", cap=11),
    Column("pledge", share=1),
    Column("stage", cap=10),
    Column("amount", number=True),
    Column("counted", cap=13),
)
STAGES = {"cancelled": "red", "suspended": "yellow", "merged": "dim", "completed": "green"}


def sheet(report: Mapping[str, Any], words_of_boundary: str, sources: Mapping[str, str], limit: int) -> Sheet:
    """Lay out a commitments report. Slices, and what `--show` asks for, stand in place of the pledges."""
    ordered = list(_family_order(report["rows"]))
    rows, more = shown([row for row, _ in ordered], limit)
    more = report["pledges"] - len(rows) if "pledges" in report else more
    depths = [depth for _, depth in ordered]
    pledges = Grid(COLUMNS, [Group("", [_row(row, depth) for row, depth in zip(rows, depths, strict=False)])], more)
    totals = report["totals"]
    asked = report.get("boundary", {})
    if asked.get("show") == "rates":
        stamp = stamp_lines(report.get("stamp"))
        return Sheet(words_of_boundary, [rates_grid(report["rates"], limit)], stamp=stamp)
    if (slices := report.get("slices")) is None:
        grids = [pledges, running_grid(report.get("running_totals", ()), limit), excluded_grid(totals, limit)]
    else:
        grids = [totals_grid(each["totals"], str(each["key"]) or "not told") for each in slices]
    grids.append(totals_grid(totals, "Totals"))
    shown_grids = [grid for grid in grids if grid is pledges or any(group.rows for group in grid.groups)]
    notes = [("Rates", [ROUNDED])] if asked.get("in") else []
    return Sheet(words_of_boundary, shown_grids, notes, stamp_lines(report.get("stamp")))


def _family_order(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Yield every row with its depth, parts right after their umbrella, the given order kept otherwise."""
    known = {row["pledge"] for row in rows}
    parts: dict[str | None, list[Row]] = {}
    for row in rows:
        umbrella = row["part_of"] if row["part_of"] in known and row["part_of"] != row["pledge"] else None
        parts.setdefault(umbrella, []).append(row)
    seen: set[str] = set()

    def family(umbrella: str | None, depth: int) -> Iterator[tuple[Row, int]]:
        for row in parts.get(umbrella, ()):
            if row["pledge"] not in seen:
                seen.add(row["pledge"])
                yield row, depth
                yield from family(row["pledge"], depth + 1)

    yield from family(None, 0)
    yield from ((row, 0) for row in rows if row["pledge"] not in seen)  # those on a ring of umbrellas


def _row(row: Row, depth: int) -> Sequence[Cell]:
    indent = f"{'  ' * depth}└ " if depth else ""
    current = amounts(row["current"]) or amounts(row["announced"])
    return (
        date(row["opened_on"]),
        Cell((f"{indent}{row['title'] or row['pledge']}",), _notes(row, current)),
        one(words(row["stage"]), STAGES.get(row["stage"], "")),
        Cell(current or ("not told",), converted(row.get("converted"))),
        one("yes", "green") if row["counted"] else one(words(row["reason"] or "no"), "yellow"),
    )


def _notes(row: Row, current: Sequence[str]) -> list[str]:
    kind = ", ".join(words(row[name]) for name in ("instrument", "flow") if row.get(name))
    notes = [f"{direction(row, 'donor', 'recipient')}: {kind}", row["pledge"]]
    announced = amounts(row["announced"])
    if announced != list(current):
        notes += [f"announced {text}" for text in announced]
    notes += [f"committed {text}" for text in amounts(row["committed"])]
    notes += [f"disbursed {text}" for text in amounts(row["disbursed"])]
    if row.get("remainder"):
        notes += [f"not in its parts {text}" for text in amounts(row["remainder"])]
    if row["restated"]:
        notes.append(f"restated {row['restated']} time{'s' if row['restated'] != 1 else ''}")
    return notes
