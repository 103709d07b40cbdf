"""What an export carries: every pledge and programme as corrected, and all that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bilat.events.base import Event
from bilat.events.fields import named_streams
from bilat.events.formats.registers.amendments import cited_events
from bilat.events.log.codec import decode
from bilat.events.registry import event_class

Stream = tuple[Event, ...]


def standing(lines: Iterable[bytes]) -> dict[str, Stream]:
    """Return each stream of a log with its events as corrected, numbered anew from 1.

    Void and empty ones are left out.
    """
    logged: dict[str, list[Event]] = {}
    for chunk in lines:
        for line in chunk.split(b"\n"):
            if line:
                event = decode(line)
                logged.setdefault(event.stream, []).append(event)
    left = {name: cited_events(events) for name, events in logged.items()}
    opened = {name: events for name, events in left.items() if 1 in events}
    return {name: tuple(_numbered(events, opened)) for name, events in opened.items()}


def _numbered(events: Mapping[int, Event], opened: Mapping[str, Any]) -> Iterator[Event]:
    """Yield the events in order of version, without gaps; what refers to a void stream or event no longer does."""
    names = {version: number for number, version in enumerate(sorted(events), 1)}
    for version, number in names.items():
        event = events[version]
        fields = event.model_dump(mode="json", exclude_none=True, exclude={"recorded_at", "recorder"})
        fields["version"] = number
        if target := fields.get("target"):
            stream, _, old = str(target).rpartition("#")
            fields.pop("target")
            if int(old) in names:
                fields["target"] = f"{stream}#{names[int(old)]}"
        for name in ("meeting", "agreement", "part_of"):
            if fields.get(name) and fields[name] not in opened:
                fields.pop(name)
        if fields.get("into") and fields["into"] not in opened:
            continue
        yield event_class(event.kind).model_validate(fields)


def around(streams: Mapping[str, Stream]) -> list[Event]:
    """Return the parties, sources, meetings and agreements that pledges and programmes refer to, directly or
    through them.
    """
    wanted = [name for name in streams if name.startswith(("pledge/", "programme/"))]
    seen = dict.fromkeys(wanted)
    while wanted:
        for event in streams.get(wanted.pop(), ()):
            for name, _ in named_streams(event):
                if name not in seen and name in streams:
                    seen[name] = None
                    wanted.append(name)
    order = ("source/", "party/", "meeting/", "agreement/")
    return [event for prefix in order for name in sorted(seen) if name.startswith(prefix) for event in streams[name]]
