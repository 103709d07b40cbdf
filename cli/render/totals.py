"""What commitments come to, a line for each unit, and what was left out and why."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.inert import inert
from bilat.cli.render.rates import converted, layers
from bilat.cli.render.sheet import Cell, Column, Grid, Group, one, shown
from bilat.cli.render.timeline import date
from bilat.cli.render.values import words

LINES = ("headline", "net", "mobilised")
EXCLUDED = (Column("", share=2), Column("", share=3))
RUNNING = (
    Column("programme", share=1),
    Column("measure", cap=11),
    Column("amount", number=True),
    Column("as of", cap=11),
)
COLUMNS = (Column("unit", cap=13), *(Column(line, number=True) for line in LINES))


def totals_grid(totals: Mapping[str, Any], heading: str) -> Grid:
    """Return a row per unit: headline, net and mobilised, each with its bound."""
    units: dict[str, dict[str, Cell]] = {}
    for line in LINES:
        for total in totals[line]:
            units.setdefault(total["unit"], {})[line] = Cell((amount(total),), layers(total))
    none = one("–")
    rows = [(one(inert(unit)), *(each.get(line, none) for line in LINES)) for unit, each in units.items()]
    return Grid(COLUMNS, [Group("", rows)], heading=heading)


def excluded_grid(totals: Mapping[str, Any], limit: int = 0) -> Grid:
    """Return what was left out: under each reason a row per stream, its amounts side by side and never summed.

    Each reason has its share of the rows that the limit allows (0: all).
    """
    reasons: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for lot in totals["excluded"]:
        stream = lot["event"].partition("#")[0]
        reasons.setdefault(lot["reason"], {}).setdefault(stream, []).append(lot["amount"])
    share = max(1, limit // len(reasons)) if limit and reasons else None
    groups = [
        Group(
            words(reason),
            [(one(stream), one(", ".join(map(amount, each)))) for stream, each in islice(streams.items(), share)],
        )
        for reason, streams in sorted(reasons.items())
    ]
    streams = totals["left_out"].values() if "left_out" in totals else map(len, reasons.values())
    more = sum(streams) - sum(len(group.rows) for group in groups)
    return Grid(EXCLUDED, groups, more, heading="Excluded")


def _change(change: Mapping[str, Any] | None) -> list[str]:
    """By how much a total grew, where anything is known of it."""
    if not change or change["bound"] == "unknown":
        return []
    low, high = (
        change[end] and amount({"value": change[end], "unit": change["unit"], "bound": "exact"})
        for end in ("low", "high")
    )
    match change["bound"]:
        case "at-least":
            grew = f"≥ {low}"
        case "at-most":
            grew = f"≤ {high}"
        case "between":
            grew = f"{low} to {high}"
        case bound:
            grew = f"{'~' if bound == 'about' else ''}{low}"
    return [f"change {grew}", f"since {change['after']}"]


def running_grid(running: Sequence[Mapping[str, Any]], limit: int = 0) -> Grid:
    """Return the latest running total of each programme and measure: stocks, each with its day."""
    visible, more = shown(running, limit)
    rows = [
        (
            Cell((row["title"] or row["stream"],), (row["event"],)),
            one(words(row["measure"])),
            Cell((amount(row["amount"]),), [*converted(row.get("converted")), *_change(row.get("change"))]),
            date(row["as_of"] or row["on"]),
        )
        for row in visible
    ]
    return Grid(RUNNING, [Group("", rows)], more, heading="Running totals (the latest of each, never summed)")
