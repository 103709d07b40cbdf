"""Programmes: lines of help that are told by their running totals."""

from typing import ClassVar, Literal

from pydantic import model_validator

from bilat.events.base import Event
from bilat.events.parties import Ids
from bilat.events.pledges import Equivalents, Flow, Instrument, check_equivalents
from bilat.events.values.amounts import PositiveAmount
from bilat.events.values.codes import CodeOrCodes, Text, UmbrellaStream
from bilat.events.values.dates import When

Measure = Literal[
    "announced", "budgeted", "planned", "committed", "disbursed", "outstanding", "targeted", "achieved", "unspecified"
]


class ProgrammeIdentity(Event):
    """What a programme is, told by the event that opens its stream."""

    IDENTITY: ClassVar[frozenset[str]] = frozenset(
        {"donor", "recipient", "title", "instrument", "flow", "part_of", "ids"}
    )
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"donor", "recipient", "title"})

    donor: CodeOrCodes | None = None
    recipient: CodeOrCodes | None = None
    title: Text | None = None
    instrument: Instrument | None = None
    flow: Flow | None = None
    part_of: UmbrellaStream | None = None
    ids: Ids | None = None


class ProgrammeOpened(ProgrammeIdentity):
    """A programme enters the record."""

    kind: Literal["programme-opened"] = "programme-opened"


class TotalReported(ProgrammeIdentity):
    """A figure told about a programme or pledge: a stock, never summed.

    `measure` says what it counts; `amount` is above 0; it counts from `since` to `as_of` (default: `on`). May open a
    programme, then with the programme's identity; on a pledge's stream it tells no identity.
    """

    kind: Literal["total-reported"] = "total-reported"
    measure: Measure
    amount: PositiveAmount
    equivalents: Equivalents | None = None
    since: When | None = None
    as_of: When | None = None

    @model_validator(mode="after")
    def _equivalents_convert_the_amount(self) -> "TotalReported":
        check_equivalents(self.amount, self.equivalents)
        return self
