"""One stream: its state, its events and its sources, laid out."""

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.cli.render.numbering import Numbering
from bilat.cli.render.sheet import Cell, Column, Grid, Group, Row, Sheet, one, stamp_lines
from bilat.cli.render.timeline import date
from bilat.cli.render.values import plain, words

COLUMNS = (
    Column("at", number=True),
    Column("on", cap=11),
    Column("kind", cap=14),
    Column("what it says", share=1),
    Column("sources", cap=14),
)
CSV = ("position", "event", "recorded_at", "recorder", "kind", "on", "amount:amount", "cites", "note")
_ELSEWHERE = {"position", "event", "kind", "stream", "version", "on", "cites", "recorded_at", "recorder"}


def sheet(record: Mapping[str, Any]) -> Sheet:
    """Lay out what `show` prints."""
    numbering = Numbering(record["sources"])
    rows = [_row(event, numbering) for event in record["events"]]
    state = [f"{words(name.replace('_', '-'))}: {plain(value)}" for name, value in record["state"].items()]
    quotes = [
        _quote(cite, numbering) for event in record["events"] for cite in event.get("cites", ()) if cite.get("quote")
    ]
    return Sheet(
        f"{record['stream']}, as corrected so far",
        [Grid(COLUMNS, [Group("", rows)])],
        [("State", state), ("Sources", numbering.legend()), ("Quotes", quotes)],
        stamp_lines(record["stamp"]),
    )


def _row(event: Row, numbering: Numbering) -> Sequence[Cell]:
    said = [
        f"{words(name.replace('_', '-'))}: {plain(value)}" for name, value in event.items() if name not in _ELSEWHERE
    ]
    by = f"{event['event']}, recorded {event['recorded_at']} by {event['recorder']}"
    return (
        one(f"@{event['position']}"),
        date(event.get("on")),
        one(words(event["kind"])),
        Cell(said, below=(by,)),
        Cell([_cite(cite, numbering) for cite in event.get("cites", ())]),
    )


def _cite(cite: Mapping[str, Any], numbering: Numbering) -> str:
    number = numbering.cite([cite["source"]])
    return f"{number} {cite['locator']}" if cite.get("locator") else number


def _quote(cite: Mapping[str, Any], numbering: Numbering) -> str:
    return f"{numbering.cite([cite['source']])} “{cite['quote']}”"
