"""The state of one stream, as far as the rules need it: a fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bilat.events.base import Event
from bilat.events.corrections import Entry, EntryCorrected, EntryRetracted
from bilat.events.kinds import event_class
from bilat.events.log.codec import content
from bilat.events.values.codes import split_reference


@dataclass
class Stream:
    """What a stream holds: every event by version, as corrected, without those that were retracted.

    `version` is that of the last event in the log, whatever became of it; `entries` are the versions that are
    corrections; `known` are the contents already recorded; `kinds` those of all versions, in order.
    """

    name: str
    version: int = 0
    live: dict[int, Event] = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    known: set[bytes] = field(default_factory=set)
    kinds: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The stream's type, the part before the slash."""
        return self.name.partition("/")[0]

    @property
    def opening(self) -> Event | None:
        """The first event, as corrected; None for a stream that is new or void."""
        return self.live.get(1)

    @property
    def void(self) -> bool:
        """Whether the opening was retracted: then nothing of the stream counts."""
        return self.version > 0 and 1 not in self.live

    def events(self) -> Iterable[Event]:
        """The live events in order of version."""
        return self.live.values()

    def take(self, event: Event, told: bytes) -> None:
        """Go on to the state after one more event, whose content is `told`."""
        self.version += 1
        self.known.add(told)
        self.kinds.append(event.kind)
        if not isinstance(event, Entry):
            self.live[self.version] = event
            return
        self.entries.add(self.version)
        _, target = split_reference(event.target)
        match event:
            case EntryCorrected() if target in self.live:
                self.live[target] = corrected(self.live[target], event)
            case EntryRetracted():
                self.live.pop(target, None)
            case _:
                pass


def fold(name: str, events: Iterable[Event]) -> Stream:
    """The stream after all of its events."""
    stream = Stream(name)
    for event in events:
        stream.take(event, content(event))
    return stream


def corrected(event: Event, correction: EntryCorrected) -> Event:
    """The event with the right values in. Raises pydantic's ValidationError where they make no valid event."""
    fields = event.model_dump(mode="json", exclude_none=True)
    for name, value in correction.fields.items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    return event_class(event.kind).model_validate(fields)
