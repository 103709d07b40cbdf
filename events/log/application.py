"""The eventsourcing application that keeps the log: its topics are event kinds, its states canonical lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import Environment, EnvType

from bilat.events.base import Event
from bilat.events.log.codec import decode, encode

if TYPE_CHECKING:
    from eventsourcing.domain import DomainEventProtocol


class Written(NamedTuple):
    """An event that has its canonical line: what a batch is made of when it reaches the store."""

    originator_id: str
    originator_version: int
    kind: str
    line: bytes


class LineMapper(Mapper[str]):
    """Events as canonical lines. The stock mapper restores events past pydantic's validation; this one does not."""

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        if isinstance(domain_event, Written):
            return StoredEvent(*domain_event)
        event = cast("Event", domain_event)
        assert event.version is not None
        return StoredEvent(event.stream, event.version, event.kind, encode(event))

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        return cast("DomainEventProtocol[str]", decode(bytes(stored_event.state)))


class Ledger(Application[str]):
    """The library's application over the store that `env` names; the process environment does not leak in."""

    name = "ledger"

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, dict(env or {}))

    def construct_mapper(self) -> Mapper[str]:
        transcoder: Any = None
        return LineMapper(transcoder=transcoder)
