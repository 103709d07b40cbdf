"""What a ledger calls its parties, sources and streams: by what references in print are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from bilat.events.base import Event
from bilat.events.corrections import effective_events

_UNIT = re.compile(rb'"unit":"([a-z][a-z-]*)"')


class Openings(Protocol):
    """What is needed of a log: its streams, by name."""

    def stream(self, name: str) -> list[Event]:
        """Return the events of a stream."""
        ...

    def streams(self, prefix: str = "") -> list[str]:
        """Return the names of the streams that begin with `prefix`."""
        ...


class Names(Protocol):
    """The names that a reference may mean."""

    def titles(self, prefix: str) -> Mapping[str, str]:
        """Return the title or name of each stream that begins with `prefix` (`party/`), by stream."""
        ...

    def event_at(self, position: int) -> tuple[str, int] | None:
        """Return the stream and version of the event at a position of the log; None where there is none."""
        ...

    def units(self) -> frozenset[str]:
        """Return the nouns in which the ledger counts goods."""
        ...

    def take(self, event: Event) -> None:
        """Let later references of a batch mean the stream of this event."""
        ...


class NoNames:
    """The names where there is no ledger: none."""

    def titles(self, prefix: str) -> Mapping[str, str]:
        """Return nothing."""
        return {}

    def event_at(self, position: int) -> tuple[str, int] | None:
        """Return nothing."""
        return None

    def units(self) -> frozenset[str]:
        """Return nothing."""
        return frozenset()

    def take(self, event: Event) -> None:
        """Keep nothing."""


class LedgerNames:
    """The names on record, read when first asked for, and those of a batch, which grow as it is read."""

    def __init__(self, known: Openings) -> None:
        self._known = known
        self._titles: dict[str, dict[str, str]] = {}
        self._drafted: dict[str, str] = {}
        self._units: frozenset[str] | None = None

    def titles(self, prefix: str) -> Mapping[str, str]:
        """Return the title or name of each stream that begins with `prefix`, those of the batch too."""
        if prefix not in self._titles:
            self._titles[prefix] = {name: self._title(name) for name in self._known.streams(prefix)}
            self._titles[prefix] |= {name: each for name, each in self._drafted.items() if name.startswith(prefix)}
        return self._titles[prefix]

    def take(self, event: Event) -> None:
        """Let later references of the batch mean the stream of this event."""
        if event.stream not in self._drafted:
            self._drafted[event.stream] = title = title_of(event)
            for prefix, titles in self._titles.items():
                if event.stream.startswith(prefix):
                    titles.setdefault(event.stream, title)

    def event_at(self, position: int) -> tuple[str, int] | None:
        """Return the stream and version of the event at a position of the log."""
        import orjson

        lines = getattr(self._known, "lines", None)
        for line in lines(position, position) if lines and position else ():
            fields = orjson.loads(line)
            return fields["stream"], fields["version"]
        return None

    def units(self) -> frozenset[str]:
        """Return the nouns in which goods are counted, of the whole log: read once, where goods are first met."""
        if self._units is None:
            chunks: Iterable[bytes] = getattr(self._known, "read_chunks", lambda: ())()
            self._units = frozenset(unit for chunk in chunks for unit in units_in(chunk))
        return self._units

    def _title(self, stream: str) -> str:
        opening = effective_events(self._known.stream(stream)).get(1)
        return title_of(opening) if opening else ""


def units_in(lines: bytes) -> list[str]:
    """Return the nouns that canonical lines count goods in, each once."""
    found = _UNIT.findall(lines)  # in most lines there is none: every line of an import comes by
    return [unit.decode() for unit in dict.fromkeys(found)] if found else []


def title_of(event: Event) -> str:
    """Return what people call the stream that an event opens: its title or name, empty for none."""
    record = event.attributes()
    return str(record.get("title") or record.get("name") or "")
