"""How things stand at a glance: how much is on record, the meetings, the largest promises, the newest source."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bilat.cli.page.context import Context, Row, words
from bilat.cli.page.parts.delivery import state_of


def glance(context: Context) -> dict[str, Any]:
    """Return what the summary says: as of a day, so that a meeting may be still to come."""
    report = context.reports["summary"]
    shown = {row["pledge"] for row in context.reports["commitments"]["rows"]}
    return {
        "as_of": report["boundary"]["as_of"],
        "span": report["span"],
        "last": _meeting(context, report["meetings"]["last"], "meeting-held", "on"),
        "next": _meeting(context, report["meetings"]["next"], "meeting-planned", "planned_for"),
        "largest": [_promise(context, row, shown) for row in report["largest"]],
        "newest": _source(context, report["sources"]["newest"]),
        "judged": [f"{words(each['verdict'])} {each['count']}×" for each in report["assessed"]["verdicts"]],
    }


def _meeting(context: Context, row: Row | None, kind: str, field: str) -> dict[str, Any] | None:
    """Return a meeting, tied to the last event of its kind; None for none."""
    if row is None:
        return None
    ties, stream = context.ties, str(row["stream"])
    names = [f"{stream}#{each['version']}" for each in ties.streams[stream] if each["kind"] == kind]
    event = names[-1] if names else f"{stream}#1"
    return {
        "name": _tied(context, [event, f"{stream}#1"], "name", row["name"] or stream),
        "on": ties.text(event, field, row["on"], "time"),
        "place": row["place"],
        "id": context.ids.get(event),
    }


def _tied(context: Context, events: list[str], field: str, shown: str) -> Markup:
    """Return a text, tied to the first of some events that says it."""
    holder = next((each for each in events if context.ties.where(each, field, shown)), events[0])
    return context.ties.text(holder, field, shown)


def _promise(context: Context, row: Row, shown: set[str]) -> dict[str, Any]:
    opening = f"{row['stream']}#1"
    return {
        "title": context.ties.text(opening, "title", row["title"] or row["stream"]),
        "id": f"p{context.position(opening)}" if row["stream"] in shown else None,
        "promised": [context.sums.own(each) for each in row["promised"]],
        "state": state_of(row["state"]),
        "due": row["due"],
    }


def _source(context: Context, row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    opening = f"source/{row['source']}#1"
    return {
        "id": context.source_ids.get(row["source"]),
        "title": context.ties.text(opening, "title", row["title"] or row["source"]),
        "publisher": row["publisher"],
        "published": context.ties.text(opening, "published", row["published"], "time"),
    }
