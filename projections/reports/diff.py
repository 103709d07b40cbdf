"""Diff: which totals moved between two moments, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

import polars as pl

from bilat.events.values.decimals import plain
from bilat.projections.columns import Frame
from bilat.projections.currency import provenance
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.pledges.totals import totals
from bilat.projections.reports.diff_steps import PARTS, State, changes
from bilat.projections.reports.moments import Point, point
from bilat.projections.reports.money import Counted, counted
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import parties

LINES = ("headline", "net", "mobilised")
Money = Mapping[tuple[str, str, str], Decimal]
"""Stream, line and unit to the nominal value."""


def report(
    frame: Frame,
    boundary: Boundary,
    stamp: dict[str, Any],
    between: str,
    until: str | None = None,
    rates_then: str | None = None,
) -> dict[str, Any]:
    """Return what changed between two moments as report JSON; `between` and `until` are read by `moments.point`.

    Without `until` the second is now, the whole of the log.

    `between` and `and` tell the totals then, as `commitments` does. `parts` are `changes.PARTS`, each with the
    lines that it moved, per unit (`from`, `to`, `by`, nominal); for every line and unit what it was, and what
    the parts moved it by, add up to what it became. `rows` tell it by pledge, with the events `because` of
    which it moved. `rates_then` are the rates of the second moment, where they are others.
    """
    frame = frame.lazy().collect()
    asked = replace(boundary, recorded_by=None, known_by=None)
    check_filters(frame, asked)
    start, end = point(between, frame, boundary), point(until or f"@{frame.height}", frame, boundary)
    titles: dict[str, str] = {}
    moved: dict[str, dict[tuple[str, str], Decimal]] = {part: {} for part in PARTS}
    rows: list[dict[str, Any]] = []
    seen: list[tuple[State, Money]] = []
    versions: dict[str, None] = {}

    def money(state: State) -> Money:
        for known, found in seen:
            if known is state:
                return found
        seen.append((state, _money(*state, titles, versions)))
        return seen[-1][1]

    for change in changes(frame, asked, start, end, rates_then):
        before, after = (money(each) for each in (change.before, change.after))
        if change.reversed:
            before, after = after, before
        for key, old, new in _differences(before, after):
            stream, line, unit = key
            with localcontext(EXACT):
                by = new - old
                moved[change.part][line, unit] = moved[change.part].get((line, unit), ZERO) + by
            rows.append(
                {
                    "part": change.part,
                    "pledge": stream,
                    "title": titles.get(stream),
                    "line": line,
                    "unit": unit,
                    "from": plain(old),
                    "to": plain(new),
                    "by": plain(by),
                    "because": change.because(stream),
                }
            )
    ends = {
        "between": _end(frame, asked, start),
        "and": _end(frame, replace(asked, rates=rates_then) if rates_then else asked, end),
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


def _money(frame: pl.DataFrame, boundary: Boundary, titles: dict[str, str], versions: dict[str, None]) -> Money:
    """Return the totals by pledge; none before both parties are on record."""
    found = _counted(frame, boundary)
    if found is None:
        return {}
    openings, lots = found.kept.openings.select("stream", "title").collect(), found.lots
    titles.update(zip(openings["stream"], openings["title"], strict=True))
    versions.update({found.version: None} if found.version else {})
    counts = lots.filter(pl.col("treatment") != "excluded").with_columns(line="treatment")
    both = pl.concat([lots.with_columns(line=pl.lit("headline")), counts])
    summed = both.group_by("stream", "line", "unit").agg(pl.col("value").sum())
    return {(stream, line, unit): value for stream, line, unit, value in summed.iter_rows()}


def _counted(frame: pl.DataFrame, boundary: Boundary) -> Counted | None:
    registered = set(parties(as_of(frame, replace(boundary, known_by=None)))["code"])
    return counted(frame, boundary) if registered >= boundary.codes else None


def _differences(before: Money, after: Money) -> Iterator[tuple[tuple[str, str, str], Decimal, Decimal]]:
    for key in sorted({*before, *after}, key=lambda each: (each[0], LINES.index(each[1]), each[2])):
        old, new = before.get(key, ZERO), after.get(key, ZERO)
        if old != new:
            yield key, old, new


def _end(frame: pl.DataFrame, boundary: Boundary, where: Point) -> dict[str, Any]:
    prefix = frame.filter(pl.col("position") <= where.recorded)
    then = replace(boundary, known_by=where.known_by)
    found = _counted(prefix, then)
    record = {"": totals(found.lots, boundary.currency)} if found else {"": {line: [] for line in LINES}}
    if found and found.money:
        provenance.label(record, found.money, found.lots, pl.lit(""))
    rates = {"rates": boundary.rates} if boundary.rates else {}
    return where.json() | rates | {"totals": {line: record[""][line] for line in LINES}}


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
