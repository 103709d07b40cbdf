"""Statements: what one party, or several jointly, said."""

from typing import Annotated, Literal

from pydantic import Field

from bilat.events.base import Event
from bilat.events.values.amounts import AnyAmount
from bilat.events.values.codes import Codes, MeetingStream, Text, Texts


class StatementMade(Event):
    """Something was said by `parties`, `to` others (else to the meeting's parties).

    `text` is the recorder's own summary; `amounts` were said in it and are never summed.
    """

    kind: Literal["statement-made"] = "statement-made"
    parties: Codes
    speaker: Text | None = None
    role: Text | None = None
    to: Codes | None = None
    meeting: MeetingStream | None = None
    topics: Texts | None = None
    text: Text
    amounts: Annotated[tuple[AnyAmount, ...], Field(min_length=1)] | None = None
