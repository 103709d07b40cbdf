"""What already exists: an index of streams that fills on demand from the log and grows with the batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bilat.domain.streams import Stream, fold
from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.kinds import nearest


class Reader(Protocol):
    """What the rules need of a log."""

    @property
    def id(self) -> str: ...
    def stream(self, name: str) -> list[Event]: ...
    def many(self, names: Sequence[str]) -> Mapping[str, list[Event]]: ...
    def streams(self, prefix: str = "") -> list[str]: ...
    def lines(self, start: int = 1, stop: int | None = None) -> Iterable[bytes]: ...
    def archived(self, sha256: str) -> bytes | None: ...


class Index:
    """Streams by name, loaded when first asked for; `promised` are the openings of those in the batch."""

    def __init__(self, reader: Reader, promised: Mapping[str, Event] | None = None) -> None:
        self.reader = reader
        self._streams: dict[str, Stream] = {}
        self._pages: dict[str, bytes | None] = {}
        self._promised = dict(promised or {})

    def stream(self, name: str) -> Stream:
        """The stream's state, new or known."""
        if name not in self._streams:
            self._streams[name] = fold(name, self.reader.stream(name))
        return self._streams[name]

    def looked_at(self, names: Iterable[str]) -> bool:
        """Whether one of these streams was looked at, so that new events of it may change what was found."""
        return any(name in self._streams for name in names)

    def archived(self, sha256: str) -> bytes | None:
        """The archived page of this hash; None where it is not kept here."""
        if sha256 not in self._pages:
            self._pages[sha256] = self.reader.archived(sha256)
        return self._pages[sha256]

    def load(self, names: Iterable[str]) -> None:
        """Read many streams at once, those that are not loaded yet."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._streams]
        found = self.reader.many(wanted)
        for name in wanted:
            self._streams[name] = fold(name, found.get(name, ()))

    def opening(self, name: str) -> Event | None:
        """The first event of a stream, recorded or promised; None for an unknown or void one."""
        stream = self.stream(name)
        return stream.opening if stream.version else self._promised.get(name)

    def exists(self, name: str) -> bool:
        """Whether a stream is open, or will be by this batch."""
        return self.opening(name) is not None

    def missing(self, name: str, where: str, field: str) -> Problem | None:
        """A problem naming the nearest known streams, where `name` is not open; else None."""
        if self.exists(name):
            return None
        kind, _, own = name.partition("/")
        if self.stream(name).void:
            return Problem(where, "reference", f"{field}: {name} was retracted", "record it anew under another name")
        known = [each.partition("/")[2] for each in self.reader.streams(f"{kind}/")]
        known += [each.partition("/")[2] for each in self._promised if each.startswith(f"{kind}/")]
        near = nearest(own, known) or [each for each in sorted(known) if own and each[:1] == own[:1]][:3]
        verb = {"party": "party-registered", "source": "source-registered"}.get(kind)
        remedy = f"did you mean {' or '.join(near)}?" if near else ""
        if verb:
            remedy = f"{remedy + ' Else r' if remedy else 'r'}egister it with `bilat append {verb}`"
        return Problem(where, "reference", f"{field}: unknown {kind} {own!r}", remedy)
