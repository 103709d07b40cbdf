"""From canonical lines to what the fold reads."""

from collections.abc import Iterable
from functools import cache

import orjson

from bilat.events.log.upcasters import lift
from bilat.events.registry import event_class
from bilat.projections.fold.as_of import Line

_READ = tuple(f'"stream":"{each}/'.encode() for each in ("pledge", "programme", "party", "source"))
"""In the bytes of a canonical line, where text has its quotation marks escaped, this can be nothing but its stream."""


def decoded(lines: Iterable[bytes]) -> list[Line]:
    """Decode canonical lines and lift them to today's schema, in the order given."""
    return [decode(line) for line in lines]


def decode(line: bytes) -> Line:
    """Decode one canonical line and lift it to today's schema."""
    value: Line = orjson.loads(line)
    current = _schema(value["kind"])
    return value if value.get("schema", 1) == current else lift(dict(value), current)


def is_folded(line: bytes) -> bool:
    """Whether a canonical line is of a stream that the fold reads: of money, or of who gives and who tells."""
    return any(stream in line for stream in _READ)


@cache
def _schema(kind: str) -> int:
    return event_class(kind).SCHEMA
