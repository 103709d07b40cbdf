"""Replay: the history event by event, and what each one did to the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, Literal, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.events.values.dates import span
from bilat.events.values.decimals import plain
from bilat.projections.columns import Frame
from bilat.projections.fold.as_of import Line, mended
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.fold.reading import decoded
from bilat.projections.fold.steps import Part, steps
from bilat.projections.reports.effects import effect, named
from bilat.projections.reports.visibility import Sightings
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary

Order = Literal["recorded", "on"]
ORDERS = ("recorded", "on")
LINES = ("headline", "net", "mobilised")


class _Step(NamedTuple):
    position: int
    line: Line
    moved: Mapping[Part, tuple[Decimal, Decimal]]
    sums: Mapping[tuple[str, str | None, str], Decimal]


def report(
    frame: Frame, boundary: Boundary, stamp: dict[str, Any], lines: Sequence[bytes], order: str = "recorded"
) -> dict[str, Any]:
    """Return the replay as report JSON: rows `position, event, kind, effect, net` and what else is told of each.

    `frame` is the columnar log, `lines` its canonical lines: the numbers are folded from the lines alone.
    `order` is that of recording, each correction an event of its own, or `on`, that of happening, with all
    corrections applied before. A row is an event that belongs to the relation and to the window, and any that
    moved a total. `moved` tells the totals it moved (`total`, `reason` for the excluded, `unit`, `from`, `to`),
    `net` the net totals after it, `totals` what it all comes to. Values are nominal. Raises BadInput for an
    unknown order.
    """
    if order not in ORDERS:
        remedy = did_you_mean(order, ORDERS) or f"one of {', '.join(ORDERS)}"
        raise BadInput(f"a history has no order {order!r}", remedy)
    prefix = as_recorded(frame, boundary).collect()
    record = decoded(lines[: prefix.height])
    visibility = Sightings.of(prefix, boundary)
    ordered = list(enumerate(record, 1)) if order == "recorded" else _as_it_happened(record)
    rows = []
    sums: Mapping[tuple[str, str | None, str], Decimal] = {}
    for step in _steps(ordered, boundary):
        sums = step.sums
        if step.moved or visibility.shows(step.position):
            rows.append(_row(step, visibility))
    return {
        "report": "replay",
        "order": order,
        "boundary": boundary.json(),
        "rows": rows,
        "totals": _totals(sums),
        "stamp": stamp,
    }


def _as_it_happened(record: Sequence[Line]) -> list[tuple[int, Line]]:
    """Return the record as mended, by day and then position; nothing comes before its stream's opening."""
    positions = {(line["stream"], line["version"]): position for position, line in enumerate(record, 1)}
    live = mended(record)
    opened = {line["stream"]: _day(line) for line in live if line["version"] == 1}

    def when(line: Line) -> tuple[date, bool, int]:
        day = max(_day(line), opened.get(line["stream"], date.min))
        return day, line["version"] != 1, positions[line["stream"], line["version"]]

    return [(positions[line["stream"], line["version"]], line) for line in sorted(live, key=when)]


def _day(line: Line) -> date:
    return span(line["on"]).first if line.get("on") else date.min


def _steps(ordered: Sequence[tuple[int, Line]], boundary: Boundary) -> Iterator[_Step]:
    sums: dict[tuple[str, str | None, str], Decimal] = {}
    moves = steps(
        [line for _, line in ordered],
        relation=boundary.ends,
        one_way=boundary.one_way,
        members=boundary.members,
        since=boundary.from_day,
        until=boundary.to_day,
        known_by=boundary.known_day,
    )
    for (position, line), parts in zip(ordered, moves, strict=True):
        moved = {**_headline(parts, sums), **parts}
        for part, (_, after) in moved.items():
            sums[part] = after
        yield _Step(position, line, moved, dict(sums) if moved else sums)


def _headline(
    parts: Mapping[Part, tuple[Decimal, Decimal]], sums: Mapping[tuple[str, str | None, str], Decimal]
) -> dict[Part, tuple[Decimal, Decimal]]:
    """Return what the parts moved in the headline, which is their sum."""
    changes: dict[Part, Decimal] = {}
    with localcontext(EXACT):
        for part, (before, after) in parts.items():
            whole = Part("headline", None, part.unit)
            changes[whole] = changes.get(whole, ZERO) + after - before
        return {
            whole: (sums.get(whole, ZERO), sums.get(whole, ZERO) + change)
            for whole, change in sorted(changes.items(), key=lambda item: item[0].unit)
            if change
        }


def _row(step: _Step, visibility: Sightings) -> dict[str, Any]:
    line = step.line
    moves = [
        {"total": part.treatment, "reason": part.reason, "unit": part.unit, "from": plain(before), "to": plain(after)}
        for part, (before, after) in sorted(step.moved.items(), key=lambda item: _rank(item[0]))
    ]
    return {
        "position": step.position,
        "event": f"{line['stream']}#{line['version']}",
        "kind": line["kind"],
        "on": line.get("on"),
        "recorded_at": line["recorded_at"],
        "effect": effect(line, moves, visibility.hidden(step.position)),
        "moved": moves,
        "net": _amounts(step.sums, "net"),
    }


def _rank(part: Part) -> tuple[str, int, str]:
    return part.unit, (*LINES, "excluded").index(part.treatment), named(part.treatment, part.reason)


def _totals(sums: Mapping[tuple[str, str | None, str], Decimal]) -> dict[str, Any]:
    excluded = sorted(
        (reason or "", unit, value) for (treatment, reason, unit), value in sums.items() if treatment == "excluded"
    )
    return {line: _amounts(sums, line) for line in LINES} | {
        "excluded": [
            {"reason": reason, "amount": {"value": plain(value), "unit": unit}}
            for reason, unit, value in excluded
            if value
        ]
    }


def _amounts(sums: Mapping[tuple[str, str | None, str], Decimal], line: str) -> list[dict[str, str]]:
    items: Iterable[tuple[str, Decimal]] = (
        (unit, value) for (treatment, _, unit), value in sums.items() if treatment == line
    )
    return [{"value": plain(value), "unit": unit} for unit, value in sorted(items) if value]
