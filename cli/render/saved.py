"""Whether a saved report still holds, in words."""

import json
from typing import TYPE_CHECKING, Any

from bilat.cli.render.inert import inert

if TYPE_CHECKING:
    from bilat.projections.reports.saved import ReportComparison

WIDEST = 60


def as_text(verdict: "ReportComparison", limit: int) -> str:
    """Lines of text: the verdict, the reasons, and every place that differs."""
    of = f"{verdict.name} at {verdict.stamp['events']} events"
    lines = [f"{of}: {'does not hold' if verdict.reasons else 'equal'}", *verdict.reasons]
    shown = verdict.differences[:limit] if limit else verdict.differences
    for each in shown:
        lines += [f"{each.where}", f"  saved {_short(each.saved)}", f"  now   {_short(each.now)}"]
    if len(verdict.differences) > len(shown):
        lines.append(f"{len(verdict.differences) - len(shown)} more (--limit 0 shows all)")
    lines += verdict.remarks
    return "\n".join(map(inert, lines))


def _short(value: Any) -> str:
    """Return a value in one line, cut where it is long."""
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}..."
