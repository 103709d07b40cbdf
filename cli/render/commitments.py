"""Commitments: what is new money and how that follows from all claims; then a row a pledge, parts under umbrellas."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilat.cli.render.amounts import amounts
from bilat.cli.render.edition import Edition
from bilat.cli.render.money_answer import answer
from bilat.cli.render.names import Names
from bilat.cli.render.rates import ROUNDED, converted, rates_grid
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Section, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.totals import excluded_grid, running_grid, slices_grid, totals_grid, way_bars
from bilat.cli.render.values import words
from bilat.cli.render.wording import form, reason, times

COLUMNS = (
    Column("opened", cap=11),
    Column("pledge", share=1),
    Column("amount", number=True),
    Column("counts as", cap=15),
)
MOBILISED = ("private", "mixed")
STAGES = {"cancelled": "red", "suspended": "yellow", "merged": "dim"}


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a commitments report. Slices, and what `--show` asks for, stand in place of the pledges."""
    stamp, asked = stamp_lines(report.get("stamp")), report.get("boundary", {})
    if asked.get("show") == "rates":
        return Sheet(edition.boundary, [rates_grid(report["rates"], edition.limit)], stamp=stamp)
    sections: list[Section] = [
        *way_bars(report["totals"], edition, rounded=bool(asked.get("in"))),
        totals_grid(report["totals"], "In every unit"),
    ]
    if (slices := report.get("slices")) is None:
        sections += [
            _pledges(report, edition),
            running_grid(report.get("running_totals", ()), edition),
            excluded_grid(report["totals"], edition),
        ]
    else:
        sections.append(slices_grid(slices, str(asked.get("by") or "")))
    notes = [("Rates", [ROUNDED])] if asked.get("in") else []
    kept = [each for each in sections if not isinstance(each, Grid) or any(group.rows for group in each.groups)]
    return Sheet(edition.boundary, kept or sections[-1:], notes, stamp, list(answer(report)))


def _pledges(report: Mapping[str, Any], edition: Edition) -> Grid:
    ordered = list(_family_order(report["rows"]))
    rows, more = shown(ordered, edition.limit)
    more = report["pledges"] - len(rows) if "pledges" in report else more
    return Grid(COLUMNS, [Group("", [_row(row, depth, edition.names) for row, depth in rows])], more, "Pledges")


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


def _row(row: Row, depth: int, names: Names) -> Sequence[Cell]:
    indent = f"{'  ' * depth}└ " if depth else ""
    current = amounts(row["current"]) or amounts(row["announced"])
    return (
        date(row["opened_on"]),
        Cell((f"{indent}{row['title'] or row['pledge']}",), below=_notes(row, current, names)),
        Cell(current or ("no amount",), converted(row.get("converted")), STAGES.get(row["stage"], "")),
        _counts_as(row),
    )


def _counts_as(row: Row) -> Cell:
    if not row["counted"]:
        return one(reason(row["reason"]) if row["reason"] else "nothing", "dim")
    return one("to be mobilised", "yellow") if row["flow"] in MOBILISED else one("new", "green")


def _notes(row: Row, current: Sequence[str], names: Names) -> list[str]:
    """Return what stands under a pledge: its form and sides, how far it has come, and what can be copied."""
    announced = amounts(row["announced"])
    notes = [form(row), names.direction(row, "donor", "recipient")]
    notes += [words(row["stage"])] if row["stage"] != "announced" else []
    notes += [f"announced {text}" for text in announced if announced != list(current)]
    notes += [f"committed {text}" for text in amounts(row["committed"])]
    notes += [f"paid {text}" for text in amounts(row["disbursed"])]
    notes += [f"{text} not in its parts" for text in amounts(row.get("remainder"))]
    notes += [f"told again {times(row['restated'])}"] if row["restated"] else []
    return [note for note in (*notes, row["pledge"] if row["title"] else "") if note]
