"""Evidence: what stands in the log behind an event, down to the sentence it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson
import polars as pl

from bilat.events.log.transparency.merkle import leaf_hash
from bilat.projections.reports.recorded_lines import lines_at

_SOURCE = ("title", "publisher", "published", "url")
_ENTRIES = ("entry-cited", "entry-corrected", "entry-retracted")


class Evidence:
    """Looks up some events of one log, and the entries that mended them.

    `view` is what the clocks let be seen, `prefix` what was recorded by then; `lines` are the canonical lines of the
    log, in position order, of which those are read that are told of. Of the `deciding` events it knows `where` alone.
    """

    def __init__(
        self,
        view: pl.LazyFrame,
        prefix: pl.LazyFrame,
        lines: Sequence[bytes],
        events: Collection[str],
        deciding: Collection[str] = (),
    ) -> None:
        named = pl.Series([*{*events}], dtype=pl.String).implode()
        mending = pl.col("kind").is_in(_ENTRIES) & pl.col("target").is_in(named)
        entries = prefix.filter(mending).select("target", "event").collect()
        self._entries: dict[str, list[str]] = defaultdict(list)
        for target, event in zip(entries["target"], entries["event"], strict=True):
            self._entries[target].append(event)
        read = {*events, *entries["event"]}
        every = pl.Series([*(read | {*deciding})], dtype=pl.String).implode()
        columns = ("event", "position", "kind", "on", "recorded_at", "recorder")
        record = prefix.filter(pl.col("event").is_in(every)).select(columns).collect().to_dicts()
        self._recorded: Mapping[str, dict[str, Any]] = {row["event"]: row for row in record}
        self._lines = lines_at(lines, [row["position"] for row in record if row["event"] in read])
        cites = view.filter(pl.col("event").is_in(named)).select("event", "cites").collect()
        self._cites: Mapping[str, str | None] = dict(zip(cites["event"], cites["cites"], strict=True))
        sources = view.filter(pl.col("kind") == "source-registered").select("stream", *_SOURCE).collect()
        self._sources = {row.pop("stream").removeprefix("source/"): row for row in sources.to_dicts()}

    def of(self, event: str) -> dict[str, Any]:
        """Return what is recorded of an event.

        Its place, its day, who recorded it when, the SHA-256 of its canonical line and its leaf in the tree; its
        sources as corrected, each with locator, quote and date; and the entries that mended it, told likewise.
        """
        cites = orjson.loads(self._cites.get(event) or "[]")
        entries = [self._entry(entry) for entry in self._entries.get(event, ())]
        return self._where(event) | {"sources": [self._cited(cite) for cite in cites], "entries": entries}

    def where(self, event: str) -> dict[str, Any]:
        """Where an event stands: `event`, `position`, `kind`."""
        row = self._recorded[event]
        return {name: row[name] for name in ("event", "position", "kind")}

    def _where(self, event: str) -> dict[str, Any]:
        row = self._recorded[event]
        line = self._lines[row["position"]]
        return row | {"sha256": sha256(line).hexdigest(), "leaf": leaf_hash(line).hex()}

    def _entry(self, event: str) -> dict[str, Any]:
        value = orjson.loads(self._lines[self._recorded[event]["position"]])
        return self._where(event) | {
            "reason": value.get("reason"),
            "fields": value.get("fields"),
            "sources": [self._cited(cite) for cite in value.get("cites", ())],
        }

    def _cited(self, cite: Mapping[str, Any]) -> dict[str, Any]:
        source = self._sources.get(cite["source"], dict.fromkeys(_SOURCE))
        return source | {
            "source": cite["source"],
            "locator": cite.get("locator"),
            "quote": cite.get("quote"),
            "published": cite.get("published") or source["published"],
        }
