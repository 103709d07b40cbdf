"""The timeline: every event with its evidence, and the lanes above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from bilat.cli.page.charts.timeline import axis_line, lane_of, lanes
from bilat.cli.page.context import Context, Row, grouped, words
from bilat.cli.page.svg import tag

_TITLES = ("title", "name", "text")


def timeline(context: Context) -> dict[str, Any]:
    """Return the lanes, the years below them, and the events by year."""
    rows = context.reports["timeline"]["rows"]
    events = [_event(context, row) for row in rows]
    axis = context.axis
    return {
        "count": len(events),
        "lanes": list(lanes(rows, context.ids, axis)) if axis else [],
        "axis": axis_line(axis) if axis else "",
        "years": grouped(events, lambda event: event["year"]),
    }


def _event(context: Context, row: Row) -> dict[str, Any]:
    ties, name = context.ties, row["event"]
    own = ties.events[name]
    field = "value" if own["kind"] == "figure-reported" else "amount"
    return {
        "row": row,
        "id": context.ids[name],
        "lane": lane_of(row["kind"]),
        "kind": words(row["kind"]),
        "year": str(row["on"] or "undated")[:4] if row["on"] else "undated",
        "on": ties.text(name, "on", row["on"], "time"),
        "what": _what(context, row),
        "money": ties.money(name, field, row["amount"]),
        "note": ties.text(name, "note", own.get("note")),
        "at": ties.position[name],
        "recorded_at": own["recorded_at"],
        "recorder": own["recorder"],
        "cites": list(_cites(context, name)),
        "entries": [each for each in ties.entries.get(name, ()) if each["kind"] != "entry-cited"],
    }


def _what(context: Context, row: Row) -> Markup:
    """Return what happened, tied to the event that says it, else to the opening of its stream."""
    ties, name = context.ties, row["event"]
    opening = f"{ties.events[name]['stream']}#1"
    for holder in (name, opening):
        for field in _TITLES:
            if ties.where(holder, field, row["what"]):
                return ties.text(holder, field, row["what"], "strong", class_="what")
    return tag("strong", row["what"] or words(row["kind"]), class_="what")


def _cites(context: Context, name: str) -> Iterator[dict[str, Any]]:
    """Yield what an event and the entries that cite more for it rest on."""
    ties = context.ties
    holders = [ties.events[name], *(each for each in ties.entries.get(name, ()) if each["kind"] == "entry-cited")]
    for holder in holders:
        for index, cite in enumerate(holder.get("cites", ())):
            yield {
                "code": cite["source"],
                "locator": cite.get("locator"),
                "quote": cite.get("quote"),
                "where": f"{ties.at(holder)}/cites.{index}.quote",
            }
