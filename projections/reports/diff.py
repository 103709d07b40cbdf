"""Diff: which totals moved between two moments, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

import polars as pl

from bilat.events.values.decimals import plain
from bilat.projections.columns import Frame
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.reports.diff_money import LINES, Counts, differences
from bilat.projections.reports.diff_steps import PARTS, Recorded, State, changes
from bilat.projections.reports.moments import Point, point
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.view.boundary import Boundary


def report(
    frame: Frame,
    boundary: Boundary,
    stamp: dict[str, Any],
    between: str,
    until: str | None = None,
    rates_then: str | None = None,
    folded: Accounts | None = None,
) -> dict[str, Any]:
    """Return what changed between two moments as report JSON; `between` and `until` are read by `moments.point`.

    Without `until` the second is now, the whole of the log.

    `between` and `and` tell the totals then, as `commitments` does. `parts` are `changes.PARTS`, each with the
    lines that it moved, per unit (`from`, `to`, `by`, nominal); for every line and unit what it was, and what
    the parts moved it by, add up to what it became. `rows` tell it by pledge, with the events `because` of
    which it moved. `rates_then` are the rates of the second moment, where they are others; `folded` are the accounts of
    the whole log, where they are kept.
    """
    log_rows = frame.lazy()
    asked = replace(boundary, recorded_by=None, known_by=None)
    check_filters(log_rows, asked)
    size = log_rows.select(pl.len()).collect().item()
    start, end = point(between, log_rows, boundary), point(until or f"@{size}", log_rows, boundary)
    log = Recorded(log_rows, asked, *sorted((start.recorded, end.recorded)))
    counts = Counts(log, folded)
    moved: dict[str, dict[tuple[str, str], Decimal]] = {part: {} for part in PARTS}
    rows: list[dict[str, Any]] = []
    versions: dict[str, None] = {}
    for change in changes(log, asked, start, end, rates_then):
        states = [counts.at(each) for each in (change.before, change.after)]
        versions.update({each.version: None for each in states if each and each.version})
        found = list(differences(*(states[::-1] if change.reversed else states)))
        titles = counts.titles(pl.Series([each.stream for each in found], dtype=pl.String))
        for each in found:
            with localcontext(EXACT):
                by = each.after - each.before
                sums = moved[change.part]
                sums[each.line, each.unit] = sums.get((each.line, each.unit), ZERO) + by
            rows.append(
                {
                    "part": change.part,
                    "pledge": each.stream,
                    "title": titles.get(each.stream),
                    "line": each.line,
                    "unit": each.unit,
                    "from": plain(each.before),
                    "to": plain(each.after),
                    "by": plain(by),
                    "because": change.because(each.stream),
                }
            )
    ends = {
        "between": _end(counts, asked, start),
        "and": _end(counts, replace(asked, rates=rates_then) if rates_then else asked, end),
    }
    parts = list(_parts(moved, ends["between"]["totals"]))
    used = {"rates": "; ".join(versions)} if versions else {}
    return {
        "report": "diff",
        "boundary": boundary.json(),
        **ends,
        "parts": parts,
        "rows": rows,
        "stamp": stamp | used,
    }


def _end(counts: Counts, boundary: Boundary, where: Point) -> dict[str, Any]:
    """Return a moment, and the totals then."""
    then = State(replace(boundary, known_by=where.known_by), where.recorded)
    rates = {"rates": boundary.rates} if boundary.rates else {}
    return where.json() | rates | {"totals": counts.totals(then)}


def _parts(
    moved: Mapping[str, Mapping[tuple[str, str], Decimal]], start: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Return the parts one after the other, each from where the one before left the totals."""
    stands = {(line, entry["unit"]): Decimal(entry["value"]) for line in LINES for entry in start[line]}
    for part in PARTS:
        items = []
        for (line, unit), by in sorted(moved[part].items(), key=lambda item: (LINES.index(item[0][0]), item[0][1])):
            if not by:
                continue
            with localcontext(EXACT):
                old = stands.get((line, unit), ZERO)
                stands[line, unit] = old + by
            new = stands[line, unit]
            items.append({"line": line, "unit": unit, "from": plain(old), "to": plain(new), "by": plain(by)})
        yield {"part": part, "moved": items}
