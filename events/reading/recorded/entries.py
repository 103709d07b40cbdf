"""What the lines of a log become in the index: streams under their keys, parties, speakers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

from bilat.events.reading.recorded.keys import event_keys, opening_keys, sides_of
from bilat.events.reading.recorded.streams import COMPARED, KnownStream

_IDENTITY = {"source": ("url", "title", "publisher")}
_SIDES = ("donor", "recipient", "from", "to", "parties")
_SAYING_NOTHING = ("entry-cited", "entry-retracted", "pledge-completed", "pledge-suspended", "pledge-cancelled")
Sides = tuple[tuple[str, ...], tuple[str, ...]]


class Entries:
    """Rows of the index, gathered and written a page at a time."""

    def __init__(self, connection: sqlite3.Connection, hashed: Callable[[str], int]) -> None:
        self._connection, self._hashed = connection, hashed
        self._streams: dict[str, tuple[int, Sides]] = {}
        self._last: int = connection.execute("SELECT coalesce(max(id), 0) FROM stream").fetchone()[0]
        self._fresh = self._last == 0
        self._new: list[tuple[int, str, str]] = []
        self._found: list[tuple[int, int]] = []
        self._parties: list[tuple[str, str, str, str | None]] = []
        self._speakers: list[tuple[str, str]] = []
        self.mended: set[str] = set()
        """Streams whose sides were corrected: what they tell lies under other keys now."""

    def take(self, record: Mapping[str, Any]) -> None:
        """Take in an event, given as event JSON."""
        stream, kind = record["stream"], record["kind"]
        type = stream.partition("/")[0]
        if kind == "party-registered":
            self._parties.append((stream[6:], record["name"], record["type"], record.get("parent")))
        elif kind == "statement-made" and record.get("speaker") and len(record["parties"]) == 1:
            self._speakers.append((record["speaker"], record["parties"][0]))
        if type not in COMPARED or kind in _SAYING_NOTHING:
            return
        if kind == "entry-corrected":
            fields = record["fields"]
            if any(name in fields for name in _IDENTITY.get(type, _SIDES)):
                self.mended.add(stream)
            record = {name: value for name, value in fields.items() if value is not None}
            id, sides = self._known(stream)
        elif (known := self._streams.get(stream) or self._stored(stream)) is None:
            self._last += 1
            id, sides = self._last, sides_of(type, record)
            self._streams[stream] = id, sides
            self._new.append((id, stream, orjson.dumps(sides).decode()))
            self._keep(id, opening_keys(type, sides, record))
        else:
            id, sides = known
        self._keep(id, event_keys(type, sides, record))

    def mend(self, stream: str, records: Iterable[Mapping[str, Any]]) -> None:
        """Put a stream under the keys of its sides as corrected, beside those that it lies under."""
        type = stream.partition("/")[0]
        records = [*records]
        known = KnownStream(stream)
        for record in records:
            known.take(record)
        id, sides = self._known(stream)[0], sides_of(type, known.identity)
        self._streams[stream] = id, sides
        self._connection.execute("UPDATE stream SET sides = ? WHERE id = ?", (orjson.dumps(sides).decode(), id))
        self._keep(id, opening_keys(type, sides, known.identity))
        for record in records:
            own = record["fields"] if record["kind"] == "entry-corrected" else record
            self._keep(id, event_keys(type, sides, {name: value for name, value in own.items() if value is not None}))

    def write(self) -> None:
        """Write what was gathered."""
        execute = self._connection.executemany
        execute("INSERT INTO stream VALUES (?, ?, ?)", self._new)
        self._found.sort()
        execute("INSERT OR IGNORE INTO found VALUES (?, ?)", self._found)
        execute("INSERT OR REPLACE INTO party VALUES (?, ?, ?, ?)", self._parties)
        execute("INSERT INTO speaker (name, party) VALUES (?, ?)", self._speakers)
        for rows in (self._new, self._found, self._parties, self._speakers):
            rows.clear()

    def _keep(self, id: int, keys: Iterable[str]) -> None:
        self._found += [(self._hashed(key), id) for key in keys]

    def _known(self, stream: str) -> tuple[int, Sides]:
        found = self._streams.get(stream) or self._stored(stream)
        if found is None:
            raise ValueError(f"{stream} has no opening")
        return found

    def _stored(self, stream: str) -> tuple[int, Sides] | None:
        if self._fresh:
            return None
        row = self._connection.execute("SELECT id, sides FROM stream WHERE name = ?", (stream,)).fetchone()
        if row is None:
            return None
        one, other = orjson.loads(row[1])
        found = self._streams[stream] = row[0], (tuple(one), tuple(other))
        return found
