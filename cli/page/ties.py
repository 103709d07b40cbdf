"""Ties of what a page shows to what was recorded: which line and field a number or a word is.

An element says so in `data-e`: `168/amount` is the field `amount` of the line at @168, `170/fields.amount` the one that
a correction set. The page's script looks it up and compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson
from markupsafe import Markup

from bilat.cli.page.amounts import noun_of
from bilat.cli.page.svg import tag
from bilat.cli.render.amounts import amount

Event = Mapping[str, Any]


class Ties:
    """The events that a page carries, by name, and where they stand."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.events: dict[str, Event] = {}
        self.position: dict[str, int] = {}
        self.streams: dict[str, list[Event]] = defaultdict(list)
        self.entries: dict[str, list[Event]] = defaultdict(list)
        for position, line in data["proof"]["lines"]:
            event = orjson.loads(line)
            name = f"{event['stream']}#{event['version']}"
            self.events[name], self.position[name] = event, position
            self.streams[event["stream"]].append(event)
            if event["kind"].startswith("entry-"):
                self.entries[event["target"]].append(event)

    def at(self, event: Event) -> int:
        """Return where an event stands in the log."""
        return self.position[f"{event['stream']}#{event['version']}"]

    def where(self, name: str, field: str, shown: Any) -> str | None:
        """Return the line and field that say just this, the correction's own where it was corrected; else None."""
        for entry in reversed(self.entries.get(name, ())):
            if (entry.get("fields") or {}).get(field) == shown:
                return f"{self.at(entry)}/fields.{field}"
        event = self.events.get(name)
        return f"{self.position[name]}/{field}" if event is not None and event.get(field) == shown else None

    def text(self, name: str, field: str, shown: Any, element: str = "span", **more: Any) -> Markup:
        """Return a recorded text in an element that is tied to it; nothing for nothing."""
        return Markup() if shown is None else tag(element, shown, data_e=self.where(name, field, shown), **more)

    def money(self, name: str, field: str, shown: Mapping[str, Any] | None) -> Markup:
        """Return a recorded amount, printed whole and tied to its line; nothing for none."""
        if not shown:
            return Markup()
        stated = {key: value for key, value in shown.items() if value is not None}
        value = f"{shown['unit']} {shown['value']}"
        noun, where = noun_of(shown["unit"]), self.where(name, field, stated)
        return tag("data", amount(shown), class_="n", value=value, data_n=noun, data_e=where)

    def opening(self, stream: str) -> Event | None:
        """Return the first event of a stream."""
        events = self.streams.get(stream)
        return events[0] if events else None

    @property
    def whole_streams(self) -> int:
        """How many streams stand in the page without a gap."""
        return sum(
            sorted(event["version"] for event in events) == list(range(1, len(events) + 1))
            for events in self.streams.values()
        )
