"""What every event carries. One event is one class; options, schema and columns derive from it."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.values.citations import Cite
from bilat.events.values.codes import Stream, Text
from bilat.events.values.dates import When
from bilat.events.values.recorders import Recorder

_MOMENT = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$")


def _real_moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise BadInput(f"{text[:60]!r} is no time of recording", "written as 2024-01-31T23:59:59.000000Z, UTC")
    datetime.fromisoformat(text)
    return text


Version = Annotated[int, Field(ge=1, le=999_999_999, strict=True)]
RecordedAt = Annotated[
    str, AfterValidator(_real_moment), WithJsonSchema({"type": "string", "pattern": _MOMENT.pattern})
]

ENVELOPE = ("kind", "stream", "version", "on", "cites", "note", "label", "recorded_at", "recorder", "schema")
"""The names that every event has, whatever its kind (design section 3), in reading order."""


class Event(BaseModel):
    """One thing that happened or was told, with its sources. Frozen; unknown fields are refused.

    `version` counts from 1 within `stream`; `on` is EDTF text: the day it happened, for restatements, totals and
    figures the day it was told. `label` keeps a fiscal year as told (`FY2020`) where `admission` wrote it out.
    `recorded_at` (UTC, microseconds) and `recorder` are what the ledger adds.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, populate_by_name=True, serialize_by_alias=True
    )

    # the decoded line of which the codec made the event, and its schema where that is older; a changed copy has neither
    __slots__ = ("read_from", "written_in")

    IDENTITY: ClassVar[frozenset[str]] = frozenset()
    """Fields told on the first event of a stream, whatever its kind, and on no later one."""
    REQUIRED: ClassVar[frozenset[str]] = frozenset()
    """Those of the identity without which a stream cannot open."""
    NEEDS_SOURCE: ClassVar[bool] = True
    """Whether `on` and at least one citation must be given."""
    NEEDS_CITATION: ClassVar[bool] = False
    """Whether a citation must be given though `on` need not."""
    SCHEMA: ClassVar[int] = 1

    kind: str
    stream: Stream
    version: Version | None = None
    on: When | None = None
    cites: tuple[Cite, ...] = ()
    note: Text | None = None
    label: Annotated[str, Field(pattern=r"^FY[0-9]{4}$")] | None = None
    recorded_at: RecordedAt | None = None
    recorder: Recorder | None = None
    schema_: Annotated[int | None, Field(alias="schema", ge=2)] = None

    @model_validator(mode="after")
    def _lives_on_its_stream(self) -> "Event":
        home = KINDS[self.kind].streams
        if self.stream.partition("/")[0] not in home:
            raise BadInput(f"{self.kind} belongs on a {' or '.join(home)} stream, not on {self.stream}")
        if self.NEEDS_SOURCE and self.on is None:
            raise BadInput(f"{self.kind} needs `on`, the day it happened or was told")
        if self.NEEDS_SOURCE and not self.cites:
            raise BadInput(f"{self.kind} needs `cites`, at least one source")
        return self

    @property
    def ref(self) -> str:
        """The event's reference, as in `pledge/acpheed#1`."""
        return f"{self.stream}#{self.version}"

    @property
    def originator_id(self) -> str:
        """The stream, by the name the eventsourcing library knows it under."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, by the name the eventsourcing library knows it under."""
        return self.version or 0

    @classmethod
    @cache
    def own_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that this kind adds to the envelope, in order of definition."""
        names = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(name for name in names if name not in ENVELOPE)

    def attributes(self) -> Mapping[str, Any]:
        """Return what stands under each attribute, for plain look-ups: pydantic's own are slower.

        It is slowest to say that there is no such field, which many kinds have to.
        """
        return self.__dict__

    def content_fields(self) -> dict[str, Any]:
        """Return what the event says, without what the ledger adds: two events are the same fact if these are equal."""
        # past `model_dump`, which does nothing else than this
        fields: dict[str, Any] = self.__pydantic_serializer__.to_python(self, mode="json", exclude_none=True)
        for name in _ADDED:  # faster than to have pydantic exclude what is seldom there
            fields.pop(name, None)
        return fields


_ADDED = ("version", "recorded_at", "recorder")
