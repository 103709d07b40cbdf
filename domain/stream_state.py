"""The state of one stream, as far as the rules need it: a fold over its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern

from bilat.events.base import Event
from bilat.events.corrections import CorrectionEntry, EntryCorrected, EntryRetracted
from bilat.events.kinds import KINDS
from bilat.events.values.codes import split_reference

LoadEvents = Callable[["StreamState"], Mapping[int, Event]]
"""Reads the effective events of a stream again."""
PARENT_FIELDS = {
    "pledge": ("part_of", ""),
    "programme": ("part_of", ""),
    "party": ("parent", "party/"),
    "source": ("origin", "source/"),
}
"""By type of stream the field that names what stands above it, in no circle, and what stands before its value."""
STATING = frozenset({"pledge-announced", "pledge-revised", "pledge-restated", "pledge-committed", "pledge-disbursed"})
"""The kinds whose amounts say in which unit a pledge stands."""
SEVERAL = "?"
"""Stands for the units of a pledge that are not all the same, or were mended: its events tell."""
_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class StreamState:
    """What a stream holds, without its events: these are read again (`effective_events`) where a rule needs them.

    So a stream costs some hundred bytes, and eight for each event. `type` is the part of the name before the slash.
    It is `open` where there is an opening that was not retracted, `void` where it was: then nothing of the stream
    counts. `kinds` are those of all versions, in order, whatever became of them; `retracted` the versions that were
    taken back; `parent_stream` the stream that its opening, as corrected, names above it; `unit` the only one in
    which amounts were stated; `recorded` how many of its events the log holds, `last` the offset of its last one in
    the batch, -1 where it has none there.
    """

    name: str
    load_events: LoadEvents
    type: str = field(init=False)
    open: bool = False
    void: bool = False
    kinds: list[str] = field(default_factory=list)
    retracted: frozenset[int] = _NONE
    parent_stream: str | None = None
    unit: str | None = None
    recorded: int = 0
    last: int = -1

    def __post_init__(self) -> None:
        self.type = intern(self.name.partition("/")[0])

    @property
    def version(self) -> int:
        """The version of the last event, whatever became of it."""
        return len(self.kinds)

    @property
    def opening(self) -> Event | None:
        """The first event, as corrected; None for a stream that is new or void."""
        return self.effective_events().get(1) if self.open else None

    def effective_events(self) -> Mapping[int, Event]:
        """Return every event by version, as corrected, without those that were retracted."""
        return self.load_events(self)

    def holds(self, kind: str) -> bool:
        """Tell whether there is an event of this kind that was not retracted."""
        if kind not in self.kinds:
            return False
        return any(each == kind and version not in self.retracted for version, each in enumerate(self.kinds, 1))

    def is_entry(self, version: int) -> bool:
        """Tell whether this version is a correction."""
        return 0 < version <= len(self.kinds) and self.kinds[version - 1].startswith("entry-")

    def skip(self) -> None:
        """Go on past a version that counts for nothing."""
        self.kinds.append("")
        self._lose(len(self.kinds))

    def apply(self, event: Event) -> None:
        """Go on to the state after one more event."""
        kind = KINDS[event.kind].name  # one text for all events of the kind
        self.kinds.append(kind)
        record = event.attributes()
        if len(self.kinds) == 1:
            self.open = True
            if parent := PARENT_FIELDS.get(self.type):
                self.parent_stream = _parent(record.get(parent[0]), parent[1])
        elif kind.startswith("entry-"):
            self._mend(event)
        if kind in STATING and (amount := record["amount"]) is not None and amount.unit != self.unit:
            self.unit = SEVERAL if self.unit else amount.unit

    def _mend(self, entry: Event) -> None:
        assert isinstance(entry, CorrectionEntry)
        _, target = split_reference(entry.target)
        if target in self.retracted:
            return
        field, prefix = PARENT_FIELDS.get(self.type, ("", ""))
        match entry:
            case EntryRetracted():
                self._lose(target)
                self.unit = SEVERAL
            case EntryCorrected():
                if "amount" in entry.fields:
                    self.unit = SEVERAL
                if target == 1 and field in entry.fields:
                    self.parent_stream = _parent(entry.fields[field], prefix)
            case _:
                pass

    def _lose(self, version: int) -> None:
        self.retracted |= {version}
        if version == 1:
            self.open, self.void, self.parent_stream = False, True, None


def _parent(value: str | None, prefix: str) -> str | None:
    return prefix + value if value else None


def fold(name: str, events: Iterable[Event], load_events: LoadEvents) -> StreamState:
    """Fold a stream: return it after all of its events, which the log holds."""
    stream = StreamState(name, load_events)
    for event in events:
        stream.apply(event)
    stream.recorded = stream.version
    return stream
