"""Written events to put into a log past the rules of admission."""

from bilat.events.log.codec import canonical
from bilat.events.log.log import Log
from bilat.events.log.stores.application import StoredLine

AT = "2024-01-01T00:00:00.000000Z"


def written(stream: str, version: int = 1) -> StoredLine:
    """A completed pledge, whatever happened before."""
    record = {
        "kind": "pledge-completed",
        "stream": stream,
        "version": version,
        "on": "2023",
        "cites": [{"source": "s"}],
    }
    return StoredLine(stream, version, "pledge-completed", canonical(record | {"recorded_at": AT, "recorder": "t"}))


def put(log: Log, *events: StoredLine, after: int | None = None) -> None:
    """Record them, by default onto the log as it is."""
    log.record(events, AT, after=log.head.size if after is None else after)
