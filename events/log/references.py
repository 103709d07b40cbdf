"""References that users give: `@57`, `pledge/a`, `pledge/a#2`; found in a log, or refused with near names."""

import json
import re
from typing import TYPE_CHECKING

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.events.values.codes import check_stream, split_reference

if TYPE_CHECKING:
    from bilat.events.log.log import Log


def found(log: "Log", reference: str) -> tuple[str, int | None]:
    """Return the stream meant, and the version if one event is. Raises BadInput, with near names, for none."""
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
