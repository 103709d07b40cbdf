"""Files to import."""

from io import BytesIO
from typing import Any

import orjson

from bilat.domain.admission import Outcome
from bilat.domain.importing import import_batch
from bilat.events.formats.jsonl import read
from bilat.events.formats.reading import Context
from bilat.events.log.log import Log
from tests.conftest import MIDNIGHT, Line


def imported(log: Log, *lines: Line | bytes, **options: Any) -> Outcome:
    """Import these lines as a file of JSON Lines, at midnight."""
    content = b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines)
    chosen: dict[str, Any] = {"recorder": "tester", "now": lambda: MIDNIGHT, **options}
    return import_batch(log, read(BytesIO(content), Context()), **chosen)
