"""One stream, looked up: what was recorded on it, what it comes to, and what it rests on."""

from typing import TYPE_CHECKING, Any

from bilat.projections.view.registry import described_sources

if TYPE_CHECKING:
    from bilat.events.log.log import Log


def history(log: "Log", stream: str, version: int | None = None) -> dict[str, Any]:
    """Return the JSON of `show`: the events of a stream (or one of them), its state, its sources, the stamp."""
    from bilat.projections.cache.columns import columns
    from bilat.projections.reports.show import state
    from bilat.projections.reports.stamp import stamp
    from bilat.projections.view.boundary import Boundary

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
