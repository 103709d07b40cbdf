"""What became of the promises: promised, paid and open, and the state of each. Empty where there is no such report."""

from __future__ import annotations

from typing import Any

from bilat.cli.page.amounts import is_money
from bilat.cli.page.charts.delivery import delivered
from bilat.cli.page.context import Context, words

STATES = {
    "delivered": "Delivered",
    "in-part": "Delivered in part",
    "overdue": "Overdue",
    "suspended": "Suspended",
    "silent": "Nothing heard",
    "called-off": "Called off",
    "open": "Still open",
}


def delivery(context: Context) -> dict[str, Any] | None:
    """Return the bars by unit, how many promises are in which state, and the rows; None where nothing is promised."""
    report = context.reports.get("delivery")
    if not report or not report["rows"]:
        return None
    totals = {name: {each["unit"]: each for each in report["totals"][name]} for name in ("promised", "paid", "open")}
    bars = [
        {
            "unit": unit,
            "promised": promised,
            "paid": totals["paid"].get(unit),
            "open": totals["open"].get(unit),
            "svg": delivered(promised, totals["paid"].get(unit)),
        }
        for unit, promised in totals["promised"].items()
    ]
    return {
        "bars": sorted(bars, key=lambda each: not is_money(str(each["unit"]))),
        "states": [
            (name, STATES.get(name, words(name)), count) for name, count in report["totals"]["states"].items() if count
        ],
        "as_of": report.get("as_of") or report["boundary"].get("as_of"),
        "rows": [
            row | {"label": STATES.get(row["state"], words(row["state"])), "id": _event(context, row)}
            for row in report["rows"]
        ],
    }


def _event(context: Context, row: Any) -> str | None:
    because = row.get("because")
    return context.ids.get(because) if because else None
