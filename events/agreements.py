"""Agreements: texts that parties agreed on, and what became of them."""

from typing import ClassVar, Literal

from bilat.events.base import Event
from bilat.events.values.codes import Codes, MeetingStream, Text


class Agreement(Event):
    """What the events of an agreement share. `title` and `parties` are its identity."""

    IDENTITY: ClassVar[frozenset[str]] = frozenset({"title", "parties"})
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"title", "parties"})

    title: Text | None = None
    parties: Codes | None = None
    meeting: MeetingStream | None = None
    text: Text | None = None


class AgreementReached(Agreement):
    """A text was adopted or signed."""

    kind: Literal["agreement-reached"] = "agreement-reached"


class AgreementEnteredIntoForce(Agreement):
    """The agreement took effect on `on`."""

    kind: Literal["agreement-entered-into-force"] = "agreement-entered-into-force"


class AgreementAmended(Agreement):
    """The agreement was changed."""

    kind: Literal["agreement-amended"] = "agreement-amended"


class AgreementTerminated(Agreement):
    """The agreement ended on `on`."""

    kind: Literal["agreement-terminated"] = "agreement-terminated"
