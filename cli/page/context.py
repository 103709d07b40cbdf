"""What the parts of a page share: its data, what it is tied to, where each event stands on it, and its time axis."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from bilat.cli.page.charts.scales import Days, middle
from bilat.cli.page.sums import Sums
from bilat.cli.page.ties import Ties
from bilat.projections.view.boundary import Boundary

Row = Mapping[str, Any]
T = TypeVar("T")
WORLD = "the world"
"""The other side of a party that is asked for alone."""
LONGEST_NAME = 26
"""Characters: a party whose name is longer goes by its code in sentences."""


class Context:
    """One page on its way: made of its data alone."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.reports: Mapping[str, Any] = data["reports"]
        self.names: Mapping[str, str] = data["names"]
        self.ties = Ties(data)
        self.sums = Sums(data, self.ties)
        self.asked = Boundary.of_json(data["boundary"])
        rows = self.reports["timeline"]["rows"] if "timeline" in self.reports else []  # a chart alone may not need it
        self.ids = {row["event"]: f"e{self.ties.position[row['event']]}" for row in rows}
        self.source_ids = {code: f"s{number}" for number, code in enumerate(data["sources"], 1)}
        days = [middle(row["on"]) for row in rows if row["on"]]
        self.axis = Days(days) if days else None

    def name(self, code: str) -> str:
        """Return what a party is called in a sentence."""
        known = self.names.get(code, code)
        return code if len(known) > LONGEST_NAME else known

    def full_name(self, code: str) -> str:
        """Return a party's whole name."""
        return self.names.get(code, code)

    def sides(self, name: Callable[[str], str]) -> list[str]:
        """Return what either side is called, by `name`, one way the giving one first; none for all parties."""
        return [WORLD if code is None else name(code) for code in self.asked.ends or ()]

    def title(self, name: Callable[[str], str]) -> str:
        """Return between whom, or from whom to whom, for a title."""
        text = (" → " if self.asked.one_way else " – ").join(self.sides(name))
        return f"{text[:1].upper()}{text[1:]}" or "All parties"

    def position(self, event: str) -> int | None:
        """Return where an event stands in the log."""
        return self.ties.position.get(event)


def grouped(rows: Iterable[T], key: Callable[[T], Hashable]) -> dict[Any, list[T]]:
    """Return rows by key, both in the order in which they come."""
    found: dict[Any, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def words(text: str | None) -> str:
    """Return a word of the vocabulary as it is read: `in-kind` is in kind."""
    return (text or "").replace("-", " ")
