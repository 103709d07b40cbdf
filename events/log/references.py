"""References that users give, such as `@57`, `pledge/a`, `a`, `pledge/a#2` and `Japan`, found in a log."""

import json
import re
from typing import TYPE_CHECKING

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.events.values.codes import check_stream

if TYPE_CHECKING:
    from bilat.events.log.log import Log

_VERSION = re.compile(r"(?P<name>.+)#(?P<version>[1-9]\d{0,8})", re.ASCII | re.DOTALL)
_SHOWN = 6


def found(log: "Log", reference: str) -> tuple[str, int | None]:
    """Return the stream meant, and the version if one event is.

    A stream may be given by its own name alone where no other type has it, a party by its name. Raises BadInput for
    none, with near names, and for several, with all of them.
    """
    if re.fullmatch(r"@\d{1,12}", reference, re.ASCII):
        position = int(reference[1:])
        lines = list(log.lines(position, position)) if position else []
        if not lines:
            raise BadInput(f"{reference} is not in the log", f"positions run from @1 to @{log.head.size}")
        event = json.loads(lines[0])
        return event["stream"], event["version"]
    numbered = _VERSION.fullmatch(reference)
    name, version = (numbered["name"], int(numbered["version"])) if numbered else (reference, None)
    stream = check_stream(name) if "/" in name else _named(log, name)
    recorded = len(log.stream(stream))
    if not recorded:
        raise BadInput(f"no stream {stream} is on record", did_you_mean(stream, log.streams()))
    if version is not None and version > recorded:
        raise BadInput(f"{stream} has no event {version}", f"its last is {stream}#{recorded}")
    return stream, version


def _named(log: "Log", name: str) -> str:
    """Return the stream whose own name this is, else the party whose name."""
    known = log.streams()
    own = name.casefold()
    meant = [stream for stream in known if stream.partition("/")[2] == name]
    meant = meant or [stream for stream in known if stream.partition("/")[2].casefold() == own] or _parties(log, own)
    if len(meant) == 1:
        return meant[0]
    if meant:
        shown = ", ".join(meant[:_SHOWN]) + (" ..." if len(meant) > _SHOWN else "")
        raise BadInput(f"{name[:90]!r} may be {len(meant)} streams", f"say which: {shown}")
    short = {stream.partition("/")[2]: stream for stream in known}
    near = did_you_mean(name, short)
    raise BadInput(f"nothing on record is called {name[:90]!r}", near or f"bilat find {name[:40]} looks in all texts")


def _parties(log: "Log", name: str) -> list[str]:
    """Return the parties of this name, as corrected."""
    from bilat.events.corrections import effective_events

    every = log.read_streams(log.streams("party/"))
    openings = {stream: effective_events(events).get(1) for stream, events in every.items()}
    return [stream for stream, opening in openings.items() if getattr(opening, "name", "").casefold() == name]
