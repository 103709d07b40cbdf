"""What already exists: an index of streams that fills on demand from the log and grows with the batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from heapq import nsmallest
from typing import Protocol

from bilat.domain.batch import Batch
from bilat.domain.stream_state import StreamState, fold
from bilat.events.base import Event
from bilat.events.corrections import effective_events
from bilat.events.errors import Problem
from bilat.events.log.codec import content
from bilat.events.log.head import Head
from bilat.events.suggestions import nearest

RECALLED = 64
"""Streams whose events, once read again, are kept while nothing is added."""

NEAR_SOUGHT = 100
"""Unknown streams of a batch to which near names are sought."""


class Reader(Protocol):
    """What the rules need of a log."""

    @property
    def id(self) -> str: ...
    @property
    def head(self) -> Head: ...
    def stream(self, name: str) -> list[Event]: ...
    def read_streams(self, names: Sequence[str]) -> Mapping[str, list[Event]]: ...
    def streams(self, prefix: str = "") -> list[str]: ...
    def lines(self, start: int = 1, stop: int | None = None) -> Iterable[bytes]: ...
    def archived(self, sha256: str) -> bytes | None: ...


class StreamIndex:
    """Streams by name, loaded when first asked for, and a digest of all that they tell.

    `empty` says that the log holds nothing; `party` finds the event of the batch that registers a party, wherever
    it stands. For each stream of the batch, or named in it, it holds a `Stream`; for each event of these, 16 bytes.
    """

    def __init__(
        self, reader: Reader, batch: Batch, party: Callable[[str], Event | None], *, empty: bool = False
    ) -> None:
        self.reader = reader
        self._batch = batch
        self._party = party
        self._empty = empty
        self._load_events = self._effective_events  # one bound method for all streams
        self._streams: dict[str, StreamState] = {}
        self._known: set[bytes] = set()
        self._promised: set[str] = set()
        self._pages: dict[str, bytes | None] = {}
        self._recalled: dict[str, tuple[int, Mapping[int, Event]]] = {}

    def stream(self, name: str) -> StreamState:
        """Return the stream's state, new or known."""
        found = self._streams.get(name)
        if found is None:
            if not self._empty:
                return self._take_in(name, self.reader.stream(name))
            found = self._streams[name] = StreamState(name, self._load_events)
        return found

    def load(self, names: Iterable[str]) -> None:
        """Read many streams at once, those that are not loaded yet."""
        if self._empty:
            return
        wanted = [name for name in dict.fromkeys(names) if name not in self._streams]
        found = self.reader.read_streams(wanted)
        for name in wanted:
            self._take_in(name, found.get(name, ()))

    def _take_in(self, name: str, events: Iterable[Event]) -> StreamState:
        recorded = [*events]
        self._known.update(digest(content(event)) for event in recorded)
        stream = self._streams[name] = fold(name, recorded, self._load_events)
        return stream

    def looked_at(self, names: Iterable[str]) -> bool:
        """Tell whether one of these streams was looked at, so that new events of it may change what was found."""
        return any(name in self._streams for name in names)

    def has_content(self, line: bytes) -> bool:
        """Tell whether this is recorded already, in the log or by the batch, by the digest of its content."""
        return line in self._known

    def apply(self, stream: StreamState, event: Event, line: bytes) -> None:
        """Go on past an event of the batch, whose content has this digest."""
        stream.apply(event)
        self._known.add(line)

    def promise(self, name: str) -> None:
        """Let a stream count as opened by the batch, though its opening is refused: that is reported by itself."""
        self._promised.add(name)

    def _effective_events(self, stream: StreamState) -> Mapping[int, Event]:
        version, effective = self._recalled.get(stream.name, (0, {}))
        if version != stream.version:
            recorded = self.reader.stream(stream.name)[: stream.recorded] if stream.recorded else []
            effective = effective_events([*recorded, *self._batch.events(stream.last)])
            self._recalled.pop(stream.name, None)
            if len(self._recalled) >= RECALLED:
                del self._recalled[next(iter(self._recalled))]
            self._recalled[stream.name] = stream.version, effective
        return effective

    def archived(self, sha256: str) -> bytes | None:
        """Return the archived page of this hash; None where it is not kept here."""
        if sha256 not in self._pages:
            self._pages[sha256] = self.reader.archived(sha256)
        return self._pages[sha256]

    def party(self, stream: str) -> Event | None:
        """Find the first event of a party's stream, recorded or still to come in the batch; None for an unknown one."""
        found = self.stream(stream)
        return found.opening if found.kinds else self._party(stream)

    def missing(self, name: str, where: str, field: str) -> Problem | None:
        """Return a problem where `name` is not open, else None; with `awaited` where the batch may yet open it."""
        stream = self.stream(name)
        if stream.open or (not stream.kinds and name in self._promised):
            return None
        kind, _, own = name.partition("/")
        if stream.void:
            return Problem(where, "reference", f"{field}: {name} was retracted", "record it anew under another name")
        return Problem(where, "reference", f"{field}: unknown {kind} {own!r}", awaited=name)

    def unknown(self, awaited: Iterable[Problem]) -> list[Problem]:
        """Return the problems of streams that the whole batch did not open, with the nearest known names.

        Near names are sought for the first `NEAR_SOUGHT` streams alone: they may be as many as the lines of a file.
        """
        known = cache(self._names)  # of each type once: they may be many
        sought: dict[str, str] = {}
        found = []
        for each in awaited:
            if each.awaited not in sought:
                sought[each.awaited] = _remedy(each.awaited, known if len(sought) < NEAR_SOUGHT else _none)
            found.append(each._replace(remedy=sought[each.awaited], awaited=""))
        return found

    def _names(self, kind: str) -> list[str]:
        recorded = self.reader.streams(f"{kind}/")
        new = (name for name, stream in self._streams.items() if stream.kinds and not stream.recorded)
        names = [*recorded, *(name for name in (*new, *self._promised) if name.startswith(f"{kind}/"))]
        return [name.partition("/")[2] for name in names]


def digest(line: bytes) -> bytes:
    """Sixteen bytes that stand for a content."""
    return sha256(line).digest()[:16]


def _none(kind: str) -> list[str]:
    return []


def _remedy(name: str, known: Callable[[str], list[str]]) -> str:
    kind, _, own = name.partition("/")
    names = known(kind)
    near = nearest(own, names) or nsmallest(3, (each for each in names if own and each[:1] == own[:1]))
    verb = {"party": "party-registered", "source": "source-registered"}.get(kind)
    remedy = f"did you mean {' or '.join(near)}?" if near else ""
    if verb:
        remedy = f"{remedy + ' Else r' if remedy else 'r'}egister it with `bilat append {verb}`"
    return remedy
