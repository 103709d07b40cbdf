"""Causes: the events of a step that moved a pledge's money, found in a look-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

Event = dict[str, Any]
"""What a diff says of an event: `event, position, kind, reason`."""


class Causes:
    """The events of one step by stream and by family, sorted once for all the pledges that it moved."""

    def __init__(self, events: pl.DataFrame, family_of: Mapping[str, str]) -> None:
        """`events` are rows of the columnar log in position order; `family_of` names the family of each stream."""
        self._family_of = family_of
        self._streams: dict[str, list[Event]] = {}
        self._families: dict[str, list[Event]] = {}
        self._common: list[Event] = []
        self._all: list[Event] = events.select("event", "position", "kind", "reason").to_dicts()
        rows = events.select("stream", "stream_type").iter_rows()
        for event, (stream, stream_type) in zip(self._all, rows, strict=True):
            self._streams.setdefault(stream, []).append(event)
            if stream in family_of:
                self._families.setdefault(family_of[stream], []).append(event)
            if stream_type in ("party", "source"):
                self._common.append(event)

    def of(self, stream: str) -> list[Event]:
        """Return the events that moved a pledge's money: its own, else its family's, else those of parties and
        sources, else all of the step.
        """
        family = self._families.get(self._family_of.get(stream, ""), [])
        return self._streams.get(stream) or family or self._common or self._all
