"""Meetings: summits and ministerials that were planned, held or called off."""

from typing import ClassVar, Literal

from bilat.events.base import Event
from bilat.events.values.codes import Codes, Text, Texts
from bilat.events.values.dates import When


class Meeting(Event):
    """What the events of a meeting share. `name`, `parties` and `level` are its identity."""

    IDENTITY: ClassVar[frozenset[str]] = frozenset({"name", "parties", "level"})
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"name", "parties"})

    name: Text | None = None
    parties: Codes | None = None
    level: Literal["summit", "ministerial", "official"] | None = None
    planned_for: When | None = None
    place: Text | None = None
    mode: Literal["in-person", "online"] | None = None
    chairs: Texts | None = None
    observers: Codes | None = None
    absent: Codes | None = None


class MeetingPlanned(Meeting):
    """A meeting was announced: `on` is the day of the announcement, `planned_for` the meeting's date."""

    kind: Literal["meeting-planned"] = "meeting-planned"


class MeetingHeld(Meeting):
    """A meeting took place on `on`."""

    kind: Literal["meeting-held"] = "meeting-held"


class MeetingCalledOff(Meeting):
    """A planned meeting will not be held."""

    kind: Literal["meeting-called-off"] = "meeting-called-off"
