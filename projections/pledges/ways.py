"""The way from all claims added up to new money: a step a reason, each from where the one before has come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from bilat.events.values.decimals import plain

REASONS = ("running-total", "restated", "superseded", "cancelled", "merged", "not-new", "shared", "part-of")
"""Why claims do not count, in the order of the steps: stocks and what was said again come first."""
_EXACT = Context(prec=60)


def way(sums: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps of each unit (`rows.totals.WayStep`), by unit.

    `sums` are the lines of one slice as JSON has them, each with its `line`, and with a `reason` where it is of what is
    excluded. The first step is the headline, the last what is new public money; between them stands what does not
    count, by reason, and what is to be mobilised. `from` and `to` are nominal, as headline = net + mobilised + excluded
    is: they are where a bar begins and ends.
    """
    units: dict[str, list[Mapping[str, Any]]] = {}
    for each in sums:
        units.setdefault(each["unit"], []).append(each)
    return [step for unit in sorted(units) for step in _steps(sorted(units[unit], key=_rank))]


def _rank(line: Mapping[str, Any]) -> tuple[int, int, str]:
    reason = line["reason"] or ""
    known = REASONS.index(reason) if reason in REASONS else len(REASONS)
    return ("headline", "excluded", "mobilised", "net").index(line["line"]), known, reason


def _steps(lines: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    reached = Decimal(0)
    for line in lines:
        before, value = reached, Decimal(line["value"])
        reached = value if line["line"] == "headline" else _EXACT.subtract(before, value)
        yield {**line, "from": plain(before), "to": plain(reached)}
