"""Replay: the history event by event, and what each one did to the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, Literal

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.events.values.dates import span
from bilat.events.values.decimals import plain
from bilat.projections.collector import at_rest
from bilat.projections.columns import Frame
from bilat.projections.fold.as_of import Line, mended
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.fold.reading import decode, decoded, is_folded
from bilat.projections.fold.steps import Part, steps
from bilat.projections.reports.effects import effect, named
from bilat.projections.reports.visibility import Sightings
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary

Order = Literal["recorded", "on"]
ORDERS = ("recorded", "on")
LINES = ("headline", "net", "mobilised")


def report(
    frame: Frame,
    boundary: Boundary,
    stamp: dict[str, Any],
    lines: Sequence[bytes],
    order: str = "recorded",
    limit: int | None = None,
) -> dict[str, Any]:
    """Return the replay as report JSON: rows `position, event, kind, effect, net` and what else is told of each.

    `frame` is the columnar log, `lines` its canonical lines: the numbers are folded from the lines alone.
    `order` is that of recording, each correction an event of its own, or `on`, that of happening, with all
    corrections applied before. A row is an event that belongs to the relation and to the window, and any that
    moved a total. `moved` tells the totals it moved (`total`, `reason` for the excluded, `unit`, `from`, `to`),
    `net` the net totals after it, `totals` what it all comes to. Values are nominal. A table
    that shows `limit` rows gets these, `events`, how many there are, and `moving`, how many of them moved a total.
    Raises BadInput for an unknown order.
    """
    if order not in ORDERS:
        remedy = did_you_mean(order, ORDERS) or f"one of {', '.join(ORDERS)}"
        raise BadInput(f"a history has no order {order!r}", remedy)
    prefix = as_recorded(frame, boundary)
    size = prefix.select(pl.len()).collect().item()
    visibility = Sightings.of(prefix, boundary)
    with at_rest():
        ordered = _recorded(lines[:size]) if order == "recorded" else _as_it_happened(decoded(lines[:size]))
        rows: list[dict[str, Any]] = []
        events = moving = 0
        sums: dict[Part, Decimal] = {}
        for position, line, parts in _moves(ordered, boundary):
            moved = parts and {**_headline(parts, sums), **parts}
            sums.update((part, after) for part, (_, after) in moved.items())
            if moved or visibility.shows(position):
                events, moving = events + 1, moving + bool(moved)
                if limit is None or len(rows) < limit:
                    shown = decode(line) if isinstance(line, bytes) else line
                    rows.append(_row(position, shown, moved, sums, visibility))
    cut = {} if limit is None else {"events": events, "moving": moving}
    return {
        "report": "replay",
        "order": order,
        "boundary": boundary.json(),
        "rows": rows,
        "totals": _totals(sums),
        "stamp": stamp,
    } | cut


def _recorded(lines: Sequence[bytes]) -> list[tuple[int, Line | bytes]]:
    """Return the lines by position; those that the fold does not read are left as they are."""
    return [(at, decode(line) if is_folded(line) else line) for at, line in enumerate(lines, 1)]


def _as_it_happened(record: Sequence[Line]) -> list[tuple[int, Line | bytes]]:
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


def _moves(
    ordered: Sequence[tuple[int, Line | bytes]], boundary: Boundary
) -> Iterator[tuple[int, Line | bytes, Mapping[Part, tuple[Decimal, Decimal]]]]:
    """Yield each line with its position and the sums that it moved: none where the fold does not read it."""
    moves = steps(
        [line for _, line in ordered if not isinstance(line, bytes)],
        relation=boundary.ends,
        one_way=boundary.one_way,
        members=boundary.members,
        since=boundary.from_day,
        until=boundary.to_day,
        known_by=boundary.known_day,
    )
    for position, line in ordered:
        yield position, line, {} if isinstance(line, bytes) else next(moves)


def _headline(
    parts: Mapping[Part, tuple[Decimal, Decimal]], sums: Mapping[Part, Decimal]
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


def _row(
    position: int,
    line: Line,
    moved: Mapping[Part, tuple[Decimal, Decimal]],
    sums: Mapping[Part, Decimal],
    visibility: Sightings,
) -> dict[str, Any]:
    moves = [
        {"total": part.treatment, "reason": part.reason, "unit": part.unit, "from": plain(before), "to": plain(after)}
        for part, (before, after) in sorted(moved.items(), key=lambda item: _rank(item[0]))
    ]
    return {
        "position": position,
        "event": f"{line['stream']}#{line['version']}",
        "kind": line["kind"],
        "on": line.get("on"),
        "recorded_at": line["recorded_at"],
        "effect": effect(line, moves, visibility.hidden(position)),
        "moved": moves,
        "net": _amounts(sums, "net"),
    }


def _rank(part: Part) -> tuple[str, int, str]:
    return part.unit, (*LINES, "excluded").index(part.treatment), named(part.treatment, part.reason)


def _totals(sums: Mapping[Part, Decimal]) -> dict[str, Any]:
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


def _amounts(sums: Mapping[Part, Decimal], line: str) -> list[dict[str, str]]:
    items: Iterable[tuple[str, Decimal]] = (
        (unit, value) for (treatment, _, unit), value in sums.items() if treatment == line
    )
    return [{"value": plain(value), "unit": unit} for unit, value in sorted(items) if value]
