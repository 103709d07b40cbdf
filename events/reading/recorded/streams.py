"""Streams as a draft is compared with them: who, what, and every amount that was told about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bilat.events.likeness.facts import Money, address, amount_of
from bilat.events.likeness.titles import folded

_SIDES = ("donor", "recipient", "from", "to", "parties")
COMPARED = ("pledge", "programme", "series", "meeting", "agreement", "source")
"""The types of streams that a draft is compared with."""


class KnownEvent(NamedTuple):
    """One event of a stream, as far as it is compared. `money` is its amount, then the equivalents printed with it."""

    version: int
    kind: str
    on: str
    money: tuple[Money, ...] = ()
    bound: str = ""
    measure: str = ""
    period: str = ""


@dataclass
class KnownStream:
    """A stream on record: its identity and its events that say something."""

    name: str
    identity: dict[str, Any] = field(default_factory=dict)
    events: list[KnownEvent] = field(default_factory=list)
    void: bool = False

    @property
    def type(self) -> str:
        """The type of the stream."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """The title or name."""
        return str(self.identity.get("title") or self.identity.get("name") or "")

    def codes(self, side: str) -> frozenset[str]:
        """Return the parties of a side."""
        codes = self.identity.get(side, ())
        return frozenset([codes] if isinstance(codes, str) else codes)

    def take(self, record: Mapping[str, Any]) -> None:
        """Take in an event of the stream, given as event JSON."""
        kind = record["kind"]
        if kind == "entry-retracted":
            version = int(record["target"].rpartition("#")[2])
            self.void = self.void or version == 1
            self.events = [each for each in self.events if each.version != version]
            return
        if kind == "entry-corrected":
            self._mend(record)
            return
        for name in ("title", "name", "instrument", "indicator", "url", "publisher", "planned_for", *_SIDES):
            if name in record and (record["version"] == 1 or name not in self.identity or name == "planned_for"):
                self.identity[name] = record[name]
        self.events.append(_known_event(record))

    def _mend(self, record: Mapping[str, Any]) -> None:
        version, fields = int(record["target"].rpartition("#")[2]), record["fields"]
        self.identity |= {name: fields[name] for name in self.identity if fields.get(name)} if version == 1 else {}
        for at, each in enumerate(self.events):
            if each.version == version:
                money = (amount_of(fields["amount"]),) if isinstance(fields.get("amount"), dict) else each.money
                self.events[at] = each._replace(money=money, on=fields.get("on") or each.on)


def _known_event(record: Mapping[str, Any]) -> KnownEvent:
    amount = record.get("amount") or record.get("value")
    printed = [amount, *record.get("equivalents", ())] if amount else []
    money = tuple(amount_of(each) for each in printed)
    return KnownEvent(
        record["version"],
        record["kind"],
        record.get("on", ""),
        money,
        amount["bound"] if amount else "",
        record.get("measure", ""),
        record.get("period", ""),
    )


def streams_of(records: Iterable[Mapping[str, Any]]) -> dict[str, KnownStream]:
    """Return the streams of these events (event JSON, in order of recording) that drafts are compared with."""
    found: dict[str, KnownStream] = {}
    for record in records:
        name = record["stream"]
        if name.partition("/")[0] in COMPARED:
            found.setdefault(name, KnownStream(name)).take(record)
    return {name: stream for name, stream in found.items() if not stream.void and (stream.events or stream.identity)}


def source_key(stream: KnownStream) -> tuple[str, tuple[str, str]]:
    """Return by what a source is known again: its address, and its title and publisher."""
    identity = stream.identity
    return address(identity.get("url", "")), (folded(identity.get("title", "")), folded(identity.get("publisher", "")))
