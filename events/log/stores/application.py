"""The eventsourcing application that keeps the log: its topics are event kinds, its states canonical lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import Environment, EnvType

from bilat.events.base import Event
from bilat.events.log.codec import decode, encode
from bilat.events.log.head import Head, LogAdvanced

if TYPE_CHECKING:
    from eventsourcing.domain import DomainEventProtocol


class StoredLine(NamedTuple):
    """An event that has its canonical line, by the names of the library's stored event: `state` is the line."""

    originator_id: str
    originator_version: int
    topic: str
    state: bytes


EVENTS_BATCH = 1_000
"""Events that are handed to a store at once: no more of a batch is in memory while it is recorded."""

Rebase = Callable[[Head], "tuple[Iterable[StoredLine], str] | None"]
"""Makes a batch, with its time of recording, for a log that has grown; None where its rules must be looked at again.

It is called while the log is locked.
"""


def resolve_head(
    head: Head, events: Iterable[StoredEvent | StoredLine], record: Mapping[str, Any]
) -> tuple[Iterable[StoredEvent | StoredLine], str]:
    """Return the events to record on this head, and when; `record` is from `Log.record`. Raises LogAdvanced."""
    if head.size == record["after"]:
        return events, record["recorded_at"]
    rebase: Rebase | None = record["rebase"]
    made = rebase(head) if rebase else None
    if made is None:
        raise LogAdvanced(record["after"], head.size)
    return made


def batches(events: Iterable[StoredEvent | StoredLine]) -> Iterator[list[StoredLine]]:
    """Insert a batch, a page at a time."""
    ahead = iter(events)
    while page := [each if isinstance(each, StoredLine) else _written(each) for each in islice(ahead, EVENTS_BATCH)]:
        yield page


def _written(event: StoredEvent) -> StoredLine:
    return StoredLine(str(event.originator_id), event.originator_version, event.topic, event.state)


class LineMapper(Mapper[str]):
    """Events as canonical lines. The stock mapper restores events past pydantic's validation; this one does not."""

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        if isinstance(domain_event, StoredLine):
            return StoredEvent(*domain_event)
        event = cast("Event", domain_event)
        assert event.version is not None
        return StoredEvent(event.stream, event.version, event.kind, encode(event))

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        return cast("DomainEventProtocol[str]", decode(bytes(stored_event.state)))


class LedgerApplication(Application[str]):
    """The library's application over the store that `env` names; the process environment does not leak in."""

    name = "ledger"

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, dict(env or {}))

    def construct_mapper(self) -> Mapper[str]:
        transcoder: Any = None
        return LineMapper(transcoder=transcoder)
