"""Running totals as steps, and trade with every claim as a point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bilat.cli.page.charts.claims import claims
from bilat.cli.page.charts.running import steps
from bilat.cli.page.charts.scales import middle
from bilat.cli.page.context import Context, grouped, words
from bilat.cli.render.amounts import amount

_DIRECTED = ("fdi", "export", "import", "aid", "oda", "remittance")


def running_totals(context: Context) -> dict[str, Any]:
    """Return the charts of totals that were told more than once, and the latest of each."""
    ties = context.ties
    latest = [
        {
            "title": row["title"] or row["stream"],
            "measure": words(row["measure"]),
            "money": ties.money(row["event"], "amount", row["amount"]),
            "on": row["as_of"] or row["on"],
            "id": context.ids.get(row["event"]),
        }
        for row in context.reports["commitments"]["running_totals"]
    ]
    return {"charts": list(_stocks(context)), "latest": latest}


def _stocks(context: Context) -> Iterator[dict[str, Any]]:
    ties, axis = context.ties, context.axis
    rows = [row for row in context.reports["timeline"]["rows"] if row["kind"] == "total-reported" and row["amount"]]
    points = [_point(context, row["event"], row) for row in rows]
    found = grouped([each for each in points if each["on"]], lambda each: each["of"])
    for (stream, measure, unit), own in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(own) < 2 or axis is None:
            continue
        opening = ties.opening(stream) or {}
        last = max(own, key=lambda point: (middle(point["on"]), point["position"]))
        yield {
            "title": opening.get("title") or stream,
            "measure": words(measure),
            "unit": unit,
            "svg": steps(own, axis),
            "latest": last["money"],
            "points": own,
        }


def _point(context: Context, event: str, row: Any) -> dict[str, Any]:
    ties, own = context.ties, context.ties.events[event]
    field = "as_of" if own.get("as_of") else "on"
    on = own.get("as_of") or row["on"]
    return {
        "of": (own["stream"], own["measure"], row["amount"]["unit"]),
        "on": on,
        "amount": row["amount"],
        "position": ties.position[event],
        "id": context.ids.get(event),
        "label": f"{on}: {amount(row['amount'])}",
        "dated": ties.text(event, field, on, "time"),
        "money": ties.money(event, "amount", row["amount"]),
    }


def trade(context: Context) -> list[dict[str, Any]]:
    """Return a chart for each figure in each unit, with its claims as rows of a table."""
    rows = [_claim(context, row) for row in context.reports["trade"]["rows"] if row["value"]]
    found = grouped(rows, lambda row: (row["indicator"], row["from"], row["to"], row["value"]["unit"]))
    return [
        {"title": _title(context, *key[:3]), "unit": key[3], "svg": claims(own), "rows": own}
        for key, own in found.items()
    ]


def _claim(context: Context, row: Any) -> dict[str, Any]:
    by = f", reported by {context.full_name(row['reporter'])}" if row["reporter"] else ""
    return {
        **row,
        "label": f"{row['period']}: {amount(row['value'])}{by}",
        "money": context.ties.money(row["event"], "value", row["value"]),
        "position": context.position(row["event"]),
        "id": context.ids.get(row["event"]),
        "publishers": [
            (context.source_ids[code], context.data["sources"][code]["publisher"] or code)
            for code in row["sources"]
            if code in context.source_ids
        ],
    }


def _title(context: Context, indicator: str, giving: str | None, taking: str | None) -> str:
    arrow = "→" if indicator.startswith(_DIRECTED) else "–"
    sides = f" {arrow} ".join(context.name(code) for code in (giving, taking) if code)
    name = words(indicator)
    return f"{name[:1].upper()}{name[1:]}, {sides}"
