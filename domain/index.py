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

    def stream(self, name: str) -> list[Event]: ...
    def many(self, names: Sequence[str]) -> Mapping[str, list[Event]]: ...
    def streams(self, prefix: str = "") -> list[str]: ...
    def lines(self, start: int = 1, stop: int | None = None) -> Iterable[bytes]: ...


class Index:
    """Streams by name, loaded when first asked for; `promised` are those that the batch itself opens."""

    def __init__(self, reader: Reader, promised: Iterable[str] = ()) -> None:
        self.reader = reader
        self._streams: dict[str, Stream] = {}
        self._promised = set(promised)

    def stream(self, name: str) -> Stream:
        """The stream's state, new or known."""
        if name not in self._streams:
            self._streams[name] = fold(name, self.reader.stream(name))
        return self._streams[name]

    def load(self, names: Iterable[str]) -> None:
        """Read many streams at once, those that are not loaded yet."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._streams]
        found = self.reader.many(wanted)
        for name in wanted:
            self._streams[name] = fold(name, found.get(name, ()))

    def exists(self, name: str) -> bool:
        """Whether a stream is open, or will be by this batch."""
        return self.stream(name).opening is not None or (
            name in self._promised and not self.stream(name).version
        )

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
