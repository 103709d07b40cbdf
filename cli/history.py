"""One stream, looked up: what was recorded on it, what it comes to, and what it rests on."""

import json
import re
from typing import TYPE_CHECKING, Any

from bilat.cli.lookups import described_sources
from bilat.events.errors import BadInput
from bilat.events.kinds import did_you_mean
from bilat.events.values.codes import check_stream, split_reference

if TYPE_CHECKING:
    from bilat.events.log.log import Log


def found(log: "Log", reference: str) -> tuple[str, int | None]:
    """The stream meant, and the version if one event is. Raises BadInput, with near names, for none."""
    if re.fullmatch(r"@\d{1,12}", reference, re.ASCII):
        position = int(reference[1:])
        lines = list(log.lines(position, position)) if position else []
        if not lines:
            raise BadInput(f"{reference} is not in the log", f"positions run from @1 to @{log.head.size}")
        event = json.loads(lines[0])
        return event["stream"], event["version"]
    stream, version = split_reference(reference) if "#" in reference else (check_stream(reference), None)
    recorded = len(log.stream(stream))
    if not recorded:
        raise BadInput(f"no stream {stream} is on record", did_you_mean(stream, log.streams()))
    if version is not None and version > recorded:
        raise BadInput(f"{stream} has no event {version}", f"its last is {stream}#{recorded}")
    return stream, version


def history(log: "Log", stream: str, version: int | None = None) -> dict[str, Any]:
    """The JSON of `show`: the events of a stream (or one of them), its state, its sources, the stamp."""
    from bilat.projections.boundary import Boundary
    from bilat.projections.columns.cache import columns
    from bilat.projections.stamp import stamp
    from bilat.projections.states import state

    frame = columns(log, log.head)
    events = [
        {
            "position": log.position(stream, event.version or 0),
            "event": event.ref,
            **event.model_dump(mode="json", exclude_none=True),
        }
        for event in log.stream(stream)
        if version in (None, event.version)
    ]
    described = described_sources(frame, Boundary())
    cited = dict.fromkeys(cite["source"] for event in events for cite in event.get("cites", ()))
    return {
        "report": "show",
        "stream": stream,
        "state": state(frame, stream),
        "events": events,
        "sources": {slug: described.get(slug, "") for slug in cited},
        "stamp": stamp(log.head),
    }
