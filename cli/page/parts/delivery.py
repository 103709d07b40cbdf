"""What became of the promises: promised, paid and open, and the state of each."""

from __future__ import annotations

from typing import Any

from bilat.cli.page.amounts import is_money
from bilat.cli.page.charts.delivery import delivered
from bilat.cli.page.context import Context, Row, words

STATES = {
    "delivered": "delivered",
    "in-part": "delivered in part",
    "overdue": "overdue",
    "suspended": "suspended",
    "silent": "not heard of for long",
    "called-off": "called off",
    "open": "still open",
}


def delivery(context: Context) -> dict[str, Any] | None:
    """Return the bars by unit, how many promises are in which state, and the rows; None where nothing is promised."""
    report = context.reports["delivery"]
    if not report["rows"]:
        return None
    totals = {name: {each["unit"]: each for each in report["totals"][name]} for name in ("promised", "paid", "open")}
    bars = [
        {
            "unit": unit,
            "promised": context.sums.own(promised),
            "paid": context.sums.own(totals["paid"][unit]) if unit in totals["paid"] else None,
            "open": context.sums.own(totals["open"][unit]) if unit in totals["open"] else None,
            "svg": delivered(promised, totals["paid"].get(unit)),
        }
        for unit, promised in totals["promised"].items()
    ]
    return {
        "bars": sorted(bars, key=lambda each: not is_money(str(each["unit"]))),
        "states": [(name, state_of(name), count) for name, count in report["states"].items() if count],
        "as_of": report["boundary"].get("as_of"),
        "rows": [_row(context, row) for row in report["rows"]],
    }


def _row(context: Context, row: Row) -> dict[str, Any]:
    return {
        **row,
        "label": state_of(row["state"]),
        "id": context.ids.get(row["because"] or "") or context.ids.get(f"{row['stream']}#1"),
        "promised": [context.sums.own(each) for each in row["promised"]],
        "paid": [context.sums.own(each) for each in row["paid"]],
        "judged": [f"{each['assessor']}: {words(each['verdict'])}" for each in row["assessments"]],
    }


def state_of(name: str) -> str:
    """Return what a state is called."""
    return STATES.get(name) or words(name)
