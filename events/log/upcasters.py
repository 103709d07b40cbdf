"""Upcasters: how a line of an older schema is read as one of today, and written again as it was.

An event's meaning is never edited. When a kind gets a new `schema`, the function that lifts a decoded line from the
schema before comes with it here; `lift` applies them one after the other. What takes the lift back comes too, for
`lower`: an old line that is restored, or imported as it stands, is recorded to the byte.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bilat.events.errors import StoreError
from bilat.events.renamed import named_before, renamed

Line = dict[str, Any]
Upcaster = Callable[[Line], Line]

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    ("figure-reported", 1): lambda line: renamed("figure-reported", line),
}
"""(kind, schema) to the function that gives the same event in schema + 1."""
DOWNCASTERS: Mapping[tuple[str, int], Upcaster] = {
    ("figure-reported", 2): lambda line: named_before("figure-reported", line),
}
"""(kind, schema) to the function that gives the same event in schema - 1."""


def lift(line: Line, current: int, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS) -> Line:
    """Return the decoded line in the schema `current` of its kind; `schema` is absent while that is 1.

    Raises StoreError where the line is newer than this program, or an upcaster is missing.
    """
    kind, schema = line["kind"], line.get("schema", 1)
    if schema > current:
        raise StoreError(
            f"{kind} is stored in schema {schema}, this program reads up to {current}", "use a newer bilat"
        )
    while schema < current:
        if (kind, schema) not in upcasters:
            raise StoreError(f"no upcaster lifts {kind} from schema {schema}", "report this as a bug")
        line = upcasters[kind, schema](dict(line))
        schema += 1
        line["schema"] = schema
    return line


def lower(line: Line, schema: int, downcasters: Mapping[tuple[str, int], Upcaster] = DOWNCASTERS) -> Line:
    """Return a decoded line of today as it was in an older schema; `lift` gives it back."""
    kind, current = line["kind"], line.get("schema", 1)
    while current > schema:
        line = downcasters[kind, current](dict(line))
        current -= 1
        line["schema"] = current
    if current == 1:
        line.pop("schema", None)
    return line
