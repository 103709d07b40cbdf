"""From canonical lines to what the fold reads."""

from collections.abc import Iterable

import orjson

from bilat.events.log.upcasters import lift
from bilat.events.registry import event_class
from bilat.projections.fold.as_of import Line


def decoded(lines: Iterable[bytes]) -> list[Line]:
    """Decode canonical lines and lift them to today's schema, in the order given."""
    value = map(orjson.loads, lines)
    return [lift(line, event_class(line["kind"]).SCHEMA) for line in value]
