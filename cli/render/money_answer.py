"""The answer of a report of money: what is new, what is to be mobilised, what is known to have come of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from bilat.cli.render.amounts import amount
from bilat.cli.render.sheet import Measure, Row
from bilat.cli.render.wording import LINES, all_said, many

BARS = 3
"""Sizes in the answer: those of the unit in which most is told."""
STYLES = {"net": "green", "mobilised": "yellow", "paid": "cyan", "committed": "cyan", "headline": "", "excluded": "dim"}


def answer(report: Mapping[str, Any]) -> Iterator[str | Measure]:
    """Yield new public money, money to be mobilised, and how much of them is known to be committed and paid."""
    totals, known = report["totals"], report.get("known", {"committed": [], "paid": []})
    brief = many(totals["net"])
    sums = {line: totals[line] for line in ("net", "mobilised")} | {line: known[line] for line in ("committed", "paid")}
    said = {line: all_said(cells, brief=brief) for line, cells in sums.items()}
    yield f"New public money: {said['net']}."
    if totals["mobilised"]:
        yield f"Private and mixed money to be mobilised: {said['mobilised']}."
    if totals["net"] or totals["mobilised"]:
        yield f"Known to be committed: {said['committed']}; paid: {said['paid']}."
    yield from _bars(totals, known)


def _bars(totals: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Measure]:
    """Yield a bar a line in the unit that has most of them, where there are two or more to compare."""
    lines = {"net": totals["net"], "mobilised": totals["mobilised"], "paid": known["paid"]}
    units: dict[str, list[tuple[str, Row]]] = {}
    for name, sums in lines.items():
        for each in sums:
            units.setdefault(each["unit"], []).append((name, each))
    compared = max(units.values(), key=len, default=[])
    for name, each in compared[:BARS] if len(compared) > 1 else ():
        label = LINES.get(name, "known to be paid")
        yield Measure(label, amount(each), each["value"], scale=each["unit"], style=STYLES[name])
