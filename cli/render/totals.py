"""What commitments come to, a line for each unit; the way there from all claims; what was left out and why."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.edition import Edition
from bilat.cli.render.inert import inert
from bilat.cli.render.money_answer import STYLES
from bilat.cli.render.names import Names
from bilat.cli.render.nouns import plural
from bilat.cli.render.rates import converted, layers
from bilat.cli.render.sheet import Bars, Cell, Column, Grid, Group, Measure, Row, one, shown
from bilat.cli.render.timeline import date
from bilat.cli.render.values import words
from bilat.cli.render.wording import LINES, count, reason

ORDER = ("net", "mobilised", "headline")
EXCLUDED = (Column("", share=2), Column("", share=3))
COUNTED = (Column("", cap=30), Column("", share=1))
RUNNING = (
    Column("programme", share=1),
    Column("measure", cap=11),
    Column("amount", number=True),
    Column("as of", cap=11),
)
SUMS = tuple(Column(LINES[line], number=True) for line in ORDER)
COLUMNS = (Column("unit", cap=13), *SUMS)


def totals_grid(totals: Mapping[str, Any], heading: str) -> Grid:
    """Return a row per unit: new public money, what is to be mobilised, and last all claims, each with its bound."""
    return Grid(COLUMNS, [Group("", list(_unit_rows(totals)))], heading=heading)


def slices_grid(slices: Sequence[Mapping[str, Any]], by: str) -> Grid:
    """Return the totals of slices: a row per slice and unit."""
    rows = []
    for each in slices:
        key = str(each["key"] or "not stated")
        for row in _unit_rows(each["totals"]):
            rows.append((one(key), *row))
            key = ""
    return Grid((Column(by, cap=24), *COLUMNS), [Group("", rows)], heading=f"By {by}")


def _unit_rows(totals: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    units: dict[str, dict[str, Cell]] = {}
    for line in ORDER:
        for total in totals[line]:
            units.setdefault(total["unit"], {})[line] = Cell((amount(total),), layers(total))
    none = one("–")
    for unit in sorted(units, key=lambda unit: (not unit.isupper(), unit)):
        yield (one(inert(unit)), *(units[unit].get(line, none) for line in ORDER))


def way_bars(totals: Mapping[str, Any], edition: Edition, *, rounded: bool = False) -> Iterator[Bars]:
    """Yield the way from all claims added up to new public money, unit by unit.

    Units of which nothing counts have none but where everything is shown: `totals_grid` has them all.
    """
    for unit, several in groupby(totals.get("way", ()), lambda step: str(step["unit"])):
        steps = list(several)
        if len(steps) > 2 and (edition.all or any(step["line"] in ("net", "mobilised") for step in steps)):
            unit_words = inert(unit) if unit[:1].isupper() else plural(inert(unit))
            yield Bars(
                f"From all claims to new public money, {unit_words}", [_measure(step, rounded) for step in steps]
            )


def _measure(step: Row, rounded: bool) -> Measure:
    sign = {"headline": "", "net": "= "}.get(step["line"], "− ")
    label = LINES[step["line"]] if step["reason"] is None else reason(step["reason"])
    start, end = ("0", step["from"]) if step["line"] == "net" else (step["from"], step["to"])
    return Measure(f"{sign}{label}", amount(step, rounded=rounded), end, start, step["unit"], STYLES[step["line"]])


def excluded_grid(totals: Mapping[str, Any], edition: Edition) -> Grid:
    """Return what does not count: how many claims of how many streams for each reason; with `--all` each of them."""
    reasons = {
        name: {stream: [lot["amount"] for lot in each] for stream, each in groupby(lots, _stream)}
        for name, lots in _by_reason(totals["excluded"]).items()
    }
    if not edition.all:
        rows = [
            (one(reason(name)), one(count(totals.get("left_out", {}).get(name, len(streams)), _what(name))))
            for name, streams in reasons.items()
        ]
        return Grid(COUNTED, [Group("", rows)], heading="Not counted (--all lists it)")
    return _excluded_whole(totals, reasons, edition)


def _what(reason: str) -> str:
    """Return what is not counted: running totals are of programmes, which promise nothing by themselves."""
    return "programme" if reason == "running-total" else "promise"


def _excluded_whole(totals: Mapping[str, Any], reasons: Mapping[str, Mapping[str, Any]], edition: Edition) -> Grid:
    """Return under each reason a row per stream, its amounts side by side and never summed."""
    share = max(1, edition.limit // len(reasons)) if edition.limit and reasons else None
    groups = [
        Group(reason(name), [_excluded(stream, each, edition.names) for stream, each in islice(streams.items(), share)])
        for name, streams in reasons.items()
    ]
    streams = totals["left_out"].values() if "left_out" in totals else map(len, reasons.values())
    more = sum(streams) - sum(len(group.rows) for group in groups)
    return Grid(EXCLUDED, groups, more, heading="Not counted")


def _excluded(stream: str, given: Sequence[Row], names: Names) -> Sequence[Cell]:
    title = names.title(stream)
    return (Cell((title,), below=(stream,) if title != stream else ()), one(", ".join(map(amount, given))))


def _by_reason(lots: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for lot in sorted(lots, key=_stream):
        found.setdefault(lot["reason"], []).append(lot)
    return dict(sorted(found.items()))


def _stream(lot: Row) -> str:
    return str(lot["event"]).partition("#")[0]


def running_grid(running: Sequence[Row], edition: Edition) -> Grid:
    """Return the latest running total of each programme and measure: stocks, each with its day.

    With `--all` each unit has a row of its own, with the event that tells it and by how much it has grown.
    """
    if edition.all:
        visible, more = shown(running, edition.limit)
        rows = [_running_whole(row) for row in visible]
    else:
        by_measure = [list(each) for _, each in groupby(running, lambda row: (row["stream"], row["measure"]))]
        visible_measures, more = shown(by_measure, edition.limit)
        rows = [_running(several) for several in visible_measures]
    return Grid(RUNNING, [Group("", rows)], more, heading="Running totals (the latest of each, never summed)")


def _running(several: Sequence[Row]) -> Sequence[Cell]:
    """Return a row a programme and measure, its units one below the other."""
    first = several[0]
    lines = [line for row in several for line in (amount(row["amount"]), *converted(row.get("converted")))]
    days = [day for row in several for day in date(row["as_of"] or row["on"]).lines]
    return (one(first["title"] or first["stream"]), one(words(first["measure"])), Cell(lines), Cell(days))


def _running_whole(row: Row) -> Sequence[Cell]:
    return (
        Cell((row["title"] or row["stream"],), below=(*_change(row.get("change")), row["event"])),
        one(words(row["measure"])),
        Cell((amount(row["amount"]),), converted(row.get("converted"))),
        date(row["as_of"] or row["on"]),
    )


def _change(change: Mapping[str, Any] | None) -> list[str]:
    """By how much a total grew, where anything is known of it."""
    if not change or change["bound"] == "unknown":
        return []
    low, high = change["low"], change["high"]
    ends = {"value": low or high, "upper": high, "unit": change["unit"], "bound": change["bound"]}
    return [f"grew by {amount(ends)} since {change['after']}"]
