"""Delivery: how many promises are in each state and what is paid of them, then a row a promise, or a slice."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bilat.cli.render.amounts import amount, amounts
from bilat.cli.render.edition import Edition
from bilat.cli.render.inert import inert
from bilat.cli.render.names import Names
from bilat.cli.render.rates import ROUNDED
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Measure, Row, Section, Sheet, one, shown, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import words
from bilat.cli.render.wording import all_said, count, form, many, percent

LINES = {"promised": "promised", "committed": "committed", "paid": "known to be paid", "open": "still open"}
COLUMNS = (
    Column("made", cap=11),
    Column("promise", share=1),
    Column("promised", number=True),
    Column("paid", number=True),
    Column("state", cap=16),
)
TOTALS = (Column("unit", cap=13), *(Column(line, number=True) for line in ("promised", "committed", "paid", "open")))
STYLES = {
    "delivered": "green",
    "overdue": "red",
    "called-off": "dim",
    "silent": "yellow",
    "suspended": "yellow",
    "in-part": "cyan",
}
BARS = {"promised": "", "paid": "green"}
KINDS = {"meeting": "meeting", "agreement": "agreement", "target": "target"}


def sheet(report: Mapping[str, Any], edition: Edition) -> Sheet:
    """Lay out a delivery. Slices stand in place of the promises."""
    report = _reckoned(report)
    sections: list[Section] = [totals_grid(report["totals"], "In every unit")]
    if (slices := report.get("slices")) is None:
        sections.append(_promises(report, edition))
    else:
        by = str(report["boundary"]["by"])
        sections += [totals_grid(each["totals"], _heading(by, each)) for each in slices]
    notes = [("Rates", [ROUNDED])] if report["boundary"].get("in") else []
    kept = [each for each in sections if not isinstance(each, Grid) or any(group.rows for group in each.groups)]
    stamp = stamp_lines(report.get("stamp"))
    return Sheet(edition.boundary, kept or sections[-1:], notes, stamp, list(answer(report)))


def answer(report: Mapping[str, Any]) -> Iterator[str | Measure]:
    """Yield how many promises are in which state, and what of the money is paid and still open."""
    totals = report["totals"]
    yield f"{counts(report['states']).capitalize()}."
    if totals["promised"]:
        promised, paid, still = (
            all_said(totals[line], brief=many(totals["promised"])) for line in ("promised", "paid", "open")
        )
        yield f"Promised: {promised}."
        yield f"Known to be paid: {paid}; still open: {still}."
    compared = {line: {each["unit"]: each for each in totals[line]} for line in BARS}
    unit = next((unit for unit in compared["paid"] if unit in compared["promised"]), None)
    for line, style in BARS.items() if unit else ():
        if unit in compared[line]:
            cell = compared[line][unit]
            yield Measure(LINES[line], amount(cell), cell["value"], scale=cell["unit"], style=style)


def counts(states: Mapping[str, int]) -> str:
    """Say how many promises there are, and in which states."""
    each = ", ".join(f"{number:,} {words(state)}" for state, number in states.items() if number)
    total = count(sum(states.values()), "promise")
    return f"{total}: {each}" if each else total


def totals_grid(totals: Mapping[str, Any], heading: str) -> Grid:
    """Return a row per unit: what is promised, committed, paid and still open."""
    cells: dict[str, dict[str, Cell]] = {}
    for line in LINES:
        for total in totals[line]:
            cells.setdefault(total["unit"], {})[line] = Cell((amount(total),))
    none = one("–")
    units = sorted(cells, key=lambda unit: (not unit.isupper(), unit))
    rows = [(one(inert(unit)), *(cells[unit].get(line, none) for line in LINES)) for unit in units]
    return Grid(TOTALS, [Group("", rows)], heading=heading, empty="no money promised")


def share(row: Row) -> str:
    """Say what share of a promise is paid, in per cent; empty where nothing is known."""
    low, high = (None if row[end] is None else _percent(row[end]) for end in ("share_low", "share_high"))
    if low is None or high is None:
        return f"≥ {low}" if low else f"≤ {high}" if high else ""
    return low if low == high else f"{low}–{high}"


def _percent(ratio: str) -> str:
    rounded = (Decimal(ratio) * 100).quantize(Decimal("0.1"))
    return percent(f"{rounded.normalize():f}")


def _heading(by: str, part: Mapping[str, Any]) -> str:
    if by == "state":
        return f"{words(part['key'])}: {count(sum(part['states'].values()), 'promise')}"
    return f"{inert(part['key']) or 'not stated'}: {counts(part['states'])}"


def _reckoned(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Mark what a currency was asked for as reckoned, so that it is rounded: no source vouches for its cents."""
    currency = report["boundary"].get("in")

    def marked(cells: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(cells)
        for line in LINES:
            found[line] = [each | {"layer": "converted"} if each["unit"] == currency else each for each in cells[line]]
        return found

    if currency is None:
        return report
    slices = [dict(each, totals=marked(each["totals"])) for each in report.get("slices", ())]
    more = {"slices": slices} if "slices" in report else {}
    return {**report, **more, "rows": [marked(row) for row in report["rows"]], "totals": marked(report["totals"])}


def _promises(report: Mapping[str, Any], edition: Edition) -> Grid:
    rows, more = shown(report["rows"], edition.limit)
    more = report["promises"] - len(rows) if "promises" in report else more
    return Grid(COLUMNS, [Group("", [_row(row, edition.names) for row in rows])], more, "Promises")


def _row(row: Row, names: Names) -> Sequence[Cell]:
    return (
        date(row["promised_on"]),
        Cell((row["title"] or row["stream"],), below=list(_notes(row, names))),
        Cell(amounts(row["promised"]) or ("–",)),
        Cell(amounts(row["paid"]) or ("–",), [share(row)] if share(row) else []),
        Cell((words(row["state"]),), style=STYLES.get(row["state"], "")),
    )


def _notes(row: Row, names: Names) -> Iterator[str]:
    """Yield what stands under a promise: what it is, when it is due, how it was judged, what can be copied."""
    yield KINDS.get(row["kind"]) or form(row) or "pledge"
    yield names.direction(row, "donor", "recipient") or names.parties(row["parties"])
    if row["into"]:
        yield f"merged into {names.title(row['into'])}"
    yield from (f"committed {text}" for text in amounts(row["committed"]))
    if row["due"]:
        yield f"due {row['due']}"
    if row["heard"]:
        yield f"last heard of {row['heard']}"
    yield from (judged(each, names) for each in row["assessments"])
    yield row["because"] or row["stream"]


def judged(assessment: Row, names: Names) -> str:
    """Say what an assessor found: `Summit Watch: in part, 0.5 of -1..1 (2025-03)`."""
    given = assessment["score"]
    score = f", {given} of {assessment['scale_low']}..{assessment['scale_high']}" if given is not None else ""
    return f"{names.party(assessment['assessor'])}: {words(assessment['verdict'])}{score} ({inert(assessment['on'])})"
