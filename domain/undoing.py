"""Undoing: the events that take back a batch, or one event. Nothing is deleted: what is taken back stays in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from orjson import loads

from bilat.events.base import Event
from bilat.events.corrections import EntryCorrected, EntryRetracted, effective_events
from bilat.events.errors import BadInput
from bilat.events.renamed import renamed
from bilat.events.values.codes import split_reference

if TYPE_CHECKING:
    from bilat.events.log.log import Log

PAGE = 2_000
"""Lines that are looked through at once, from the end of the log backwards."""


class Undoing(NamedTuple):
    """What is to be taken back: the `events`, those that do it, and what of the batch cannot be (references)."""

    events: tuple[Event, ...]
    drafts: tuple[Event, ...]
    left: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Events that go with the opening of their stream, though others recorded them, or later."""


def last_batch(log: Log, recorder: str) -> list[str]:
    """Return the references of the last batch of a recorder of which something still stands, in order.

    Its events have one time of recording. Raises BadInput where there is none.
    """
    taken_back: set[str] = set()
    batch: list[str] = []
    stamp = ""
    for line in _backwards(log):
        event = loads(line)
        ref = f"{event['stream']}#{event['version']}"
        if event["kind"] == "entry-retracted":
            taken_back |= (
                {event["target"], event["target"].partition("#")[0]}
                if event["target"].endswith("#1")
                else {event["target"]}
            )
        elif batch and event["recorded_at"] != stamp:
            break
        elif event["kind"] == "entry-corrected" and (undone := _undone(event)):
            taken_back.add(undone)
        elif event["recorder"] == recorder and not taken_back & {ref, event["stream"]}:
            if event["kind"] in ("entry-cited", "ledger-sealed"):
                continue
            stamp = event["recorded_at"]
            batch.append(ref)
    if not batch:
        raise BadInput(f"nothing that {recorder} recorded is left to undo", "name an event: bilat undo REF")
    return batch[::-1]


def _undone(event: Mapping[str, Any]) -> str:
    """Return the correction that this one takes back; empty where it takes none."""
    reason = str(event["reason"])
    return reason.removeprefix(UNDOES).partition(":")[0] if reason.startswith(UNDOES) else ""


UNDOES = "Undoes "
"""How the reason of a correction begins that takes another one back."""


def undoing(log: Log, references: Iterable[str], reason: str) -> Undoing:
    """Return what takes these events back, the latest first: retractions, of corrections the values before them.

    An opening takes its whole stream with it. Raises BadInput where none of them can be taken back.
    """
    wanted: dict[str, list[int]] = {}
    for reference in references:
        stream, version = split_reference(reference)
        wanted.setdefault(stream, []).append(version)
    streams = log.read_streams([*wanted])
    events: list[Event] = []
    drafts: list[Event] = []
    left: list[str] = []
    also: list[str] = []
    for stream, versions in reversed(wanted.items()):
        recorded = streams[stream]
        standing = effective_events(recorded)
        if 1 in versions and 1 in standing and not recorded[0].kind.startswith(("entry-", "ledger-")):
            events += [recorded[version - 1] for version in versions]
            also += [f"{stream}#{each}" for each in standing if each not in versions]
            drafts.append(_retraction(stream, 1, reason))
            continue
        for version in sorted(versions, reverse=True):
            event = recorded[version - 1]
            back = _back(event, recorded, standing, reason)
            (left.append(event.ref) if back is None else drafts.append(back))
            events += [] if back is None else [event]
    if not drafts:
        gone = all(
            not streams[stream][version - 1].kind.startswith(("entry-", "ledger-"))
            for stream, version in map(split_reference, left)
        )
        raise BadInput(
            f"{', '.join(left)} {'was taken back already' if gone else 'cannot be taken back'}",
            "retractions, added citations and seals stay; record anew what was retracted: bilat append",
        )
    return Undoing(tuple(events), tuple(drafts), tuple(left), tuple(also))


def _back(event: Event, recorded: list[Event], standing: Mapping[int, Event], reason: str) -> Event | None:
    """Return the event that takes one back; None where nothing does."""
    if isinstance(event, EntryCorrected):
        _, target = split_reference(event.target)
        before = effective_events(recorded[: (event.version or 1) - 1]).get(target)
        if before is None or target not in standing:
            return None
        values = before.content_fields()
        fields = {name: values.get(name) for name in renamed(before.kind, event.fields)}
        return EntryCorrected(
            stream=event.stream, target=event.target, fields=fields, reason=f"{UNDOES}{event.ref}: {reason}"
        )
    if event.version in standing and not event.kind.startswith(("entry-", "ledger-")):
        return _retraction(event.stream, event.version or 1, reason)
    return None


def _retraction(stream: str, version: int, reason: str) -> Event:
    return EntryRetracted(stream=stream, target=f"{stream}#{version}", reason=reason)


def _backwards(log: Log) -> Iterator[bytes]:
    """Yield the lines of the log, the last first."""
    last = log.head.size
    while last:
        first = max(1, last - PAGE + 1)
        yield from reversed([*log.lines(first, last)])
        last = first - 1
