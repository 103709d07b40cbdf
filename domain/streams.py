"""The state of one stream, as far as the rules need it: a pure fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bilat.events.base import Event
from bilat.events.corrections import Entry, EntryCorrected, EntryRetracted
from bilat.events.kinds import event_class
from bilat.events.log.codec import canonical
from bilat.events.values.codes import split_reference


@dataclass(frozen=True)
class Stream:
    """What a stream holds: every event by version, as corrected, without those that were retracted.

    `version` is that of the last event in the log, whatever became of it; `known` are the contents already recorded.
    """

    name: str
    version: int = 0
    live: dict[int, Event] = field(default_factory=dict)
    entries: frozenset[int] = frozenset()
    known: frozenset[bytes] = frozenset()

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
        return self.version > 0 and self.opening is None

    def events(self) -> list[Event]:
        """The live events in order of version."""
        return [self.live[version] for version in sorted(self.live)]


def content(event: Event) -> bytes:
    """What an event tells, as bytes to compare: equal contents on one stream are one event."""
    return canonical(event.told())


def evolve(stream: Stream, event: Event) -> Stream:
    """The stream after one more event, which has its version."""
    version = stream.version + 1
    live, entries = dict(stream.live), stream.entries
    if isinstance(event, Entry):
        entries = entries | {version}
        _, target = split_reference(event.target)
        match event:
            case EntryCorrected() if target in live:
                live[target] = corrected(live[target], event)
            case EntryRetracted():
                live.pop(target, None)
            case _:
                pass
    else:
        live[version] = event
    return replace(stream, version=version, live=live, entries=entries, known=stream.known | {content(event)})


def fold(name: str, events: Iterable[Event]) -> Stream:
    """The stream after all of its events."""
    stream = Stream(name)
    for event in events:
        stream = evolve(stream, event)
    return stream


def corrected(event: Event, correction: EntryCorrected) -> Event:
    """The event with the right values in. Raises pydantic's ValidationError where they make no valid event."""
    fields = event.model_dump(mode="json", exclude_none=True)
    for name, value in correction.fields.items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    return event_class(event.kind).model_validate(fields)
