"""What is recorded of a stream, as corrected, and how a later claim of the same thing amends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from bilat.events.base import ENVELOPE, Event
from bilat.events.corrections import EntryCorrected, EntryRetracted, effective_events
from bilat.events.formats.reading import RecordedStreams
from bilat.events.values.citations import Citation

REASON = "the source's later download tells it so"
_LEFT = frozenset(ENVELOPE) - {"on", "note"}


class NoStreams:
    """A ledger that holds nothing, where no other is given."""

    def stream(self, name: str) -> list[Event]:
        """No stream holds anything."""
        return []

    def streams(self, prefix: str = "") -> list[str]:
        """No stream is there."""
        return []


class CachedStreams:
    """A ledger whose streams are asked for again and again: the last ones are kept."""

    def __init__(self, known: RecordedStreams) -> None:
        self.stream = lru_cache(maxsize=256)(known.stream)
        self.streams = known.streams


def cited_events(events: Iterable[Event]) -> dict[int, Event]:
    """Return the effective events of one stream by version, each with all sources that are cited for it."""
    return effective_events(events, with_citations=True)


def is_open(known: RecordedStreams, stream: str) -> bool:
    """Tell whether a stream is recorded and not void."""
    return 1 in effective_events(known.stream(stream))


def amount_source(events: Sequence[Event], version: int) -> Event:
    """Return the entry that last said what amount an event states.

    A correction of the amount, else the event itself.
    """
    target = f"{events[0].stream}#{version}"
    found = next(event for event in events if event.version == version)
    for event in events:
        if isinstance(event, EntryCorrected) and event.target == target and "amount" in event.fields:
            found = event
    return as_given(found)


def as_given(event: Event) -> Event:
    """Return a recorded event as it was given, without what the ledger added.

    Admission counts it as recorded already.
    """
    return event.model_copy(update={"version": None, "recorded_at": None, "recorder": None})


def differences(recorded: Event, event: Event, besides: Iterable[str] = ()) -> dict[str, Any]:
    """Return the fields in which a later claim differs from what stands.

    What it leaves unsaid is left as it stands. Citations are not compared. `besides` names
    fields that say nothing here.
    """
    before, after = recorded.content_fields(), event.content_fields()
    passed = _LEFT | set(besides)
    changed = {name: value for name, value in after.items() if name not in passed and before.get(name) != value}
    if "amount" in changed and "equivalents" in before and "equivalents" not in after:
        changed["equivalents"] = None
    if before.get("new_money") is False and "donor" in after and "new_money" not in after:
        changed["new_money"] = None
    return changed


def correction(target: Event, fields: Mapping[str, Any], cite: Citation, reason: str = REASON) -> EntryCorrected:
    """Return the entry that mends a recorded event, citing the download that tells otherwise."""
    return EntryCorrected(stream=target.stream, target=target.ref, fields=dict(fields), reason=reason, cites=(cite,))


def retraction(target: Event, cite: Citation, reason: str = REASON) -> EntryRetracted:
    """Return the entry that takes a recorded event back."""
    return EntryRetracted(stream=target.stream, target=target.ref, reason=reason, cites=(cite,))
