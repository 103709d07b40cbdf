"""The canonical line: the one way in which an event is written as bytes.

UTF-8 JSON, keys sorted, no spaces, no floats: RFC 8785 for this subset, since all keys are ASCII. Its hash is the
event's leaf in the Merkle tree, so that anybody can compute it from an export.
"""

from __future__ import annotations

from typing import Any

import orjson
from pydantic import ValidationError

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem, StoreError
from bilat.events.log.upcasters import lift, lower
from bilat.events.registry import event_class
from bilat.events.values.recorders import STORED

_ADDED = frozenset({"version", "recorded_at", "recorder"})


def encode(event: Event) -> bytes:
    """Return the canonical line of an event, without a line end; of one read from an older schema, as it was there."""
    return canonical(as_written(event, event.model_dump(mode="json", exclude_none=True)))


def as_written(event: Event, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an event in the schema in which it was told: what is recorded of it."""
    written_in: int | None = getattr(event, "written_in", None) if event.SCHEMA > 1 else None
    return fields if written_in is None else lower(fields, written_in)


def canonical(fields: dict[str, Any]) -> bytes:
    """Canonical bytes of decoded JSON; `cites` is left out where it is empty."""
    if not fields.get("cites", True):
        fields = {name: value for name, value in fields.items() if name != "cites"}
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)


def content(event: Event) -> bytes:
    """Return what an event tells, as bytes: events of one stream with equal contents are one event."""
    return canonical(event.content_fields())


def decode(line: bytes, where: str = "a stored line") -> Event:
    """Return the event of a stored line, lifted to today's schema.

    Raises StoreError where it cannot be read, which names `where` it stands.
    """
    try:
        fields = orjson.loads(line)
        return _validated(event_class(fields["kind"]), fields, stored=True)
    except (ValueError, KeyError, TypeError, AttributeError, BadInput, RecursionError) as error:
        raise StoreError(
            f"{where} cannot be read: {line[:120]!r}: {error}", "run `bilat verify` on the ledger"
        ) from error


def unreadable(event: Event, content: bytes) -> str:
    """Tell why the line of an event could not be read again once it is recorded; empty where it can.

    `content` is what the event tells, in today's schema. An event that was read from these very bytes has shown it;
    any other is decoded anew.
    """
    if _was_read_from(event, content):
        return ""
    try:
        again = decode(content)
    except StoreError as error:
        return str(error.__cause__ or error).replace("\n", " ")
    return "" if canonical(again.content_fields()) == content else "it would be read as another event than was recorded"


def _was_read_from(event: Event, content: bytes) -> bool:
    origin: dict[str, Any] = getattr(event, "read_from", {})
    try:
        record = origin
        if not _ADDED.isdisjoint(origin):
            record = {name: value for name, value in origin.items() if name not in _ADDED}
        return orjson.dumps(record, option=orjson.OPT_SORT_KEYS) == content
    except TypeError:  # a caller's mapping may hold what JSON does not
        return False


def read_event(fields: Any, where: str) -> Event | list[Problem]:
    """Return an event from decoded JSON of any origin, or every reason why it is none."""
    if not isinstance(fields, dict):
        return [Problem(where, "json", "an event is a JSON object", "one {...} a line")]
    name = fields.get("kind")
    if not isinstance(name, str):
        return [Problem(where, "kind", "an event needs its `kind`", "see `bilat schema`")]
    try:
        kind = event_class(name)
        # with a time of recording it comes from a ledger, whose lines are read as they are
        return _validated(kind, fields, stored="recorded_at" in fields)
    except ValidationError as error:
        from bilat.events.field_problems import problems_of  # what is read is mostly right

        stream = fields.get("stream")
        return problems_of(error, where, kind, stream if isinstance(stream, str) else "")
    except BadInput as error:
        return [Problem(where, "kind", error.message, error.remedy)]
    except (StoreError, TypeError) as error:
        return [Problem(where, "schema", str(error), "leave `schema` out, or use a newer bilat")]


def _validated(kind: type[Event], fields: dict[str, Any], *, stored: bool) -> Event:
    # by alias alone: `schema_` and `from_` are Python's names, unknown to the format
    # and past `model_validate`, which does nothing else than this
    lifted = lift(fields, kind.SCHEMA)
    context = STORED if stored else None
    found: Event = kind.__pydantic_validator__.validate_python(lifted, by_alias=True, by_name=False, context=context)
    object.__setattr__(found, "read_from", lifted)
    if lifted is not fields and lower(lifted, schema := fields.get("schema", 1)) == fields:  # else it has today's names
        object.__setattr__(found, "written_in", schema)
    return found
