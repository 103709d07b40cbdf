"""Pledges: one promise of money or help each, from its announcement to its last payment."""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.parties import Ids
from bilat.events.values.amounts import AnyAmount, NonZeroAmount, PositiveAmount
from bilat.events.values.codes import (
    AgreementStream,
    CodeOrCodes,
    MeetingStream,
    PledgeStream,
    Reference,
    Text,
    Texts,
    UmbrellaStream,
)
from bilat.events.values.dates import Horizon
from bilat.events.values.decimals import Exact
from bilat.events.values.recorders import STORED

Instrument = Literal[
    "grant", "loan", "equity", "guarantee", "export-credit", "technical-cooperation", "in-kind", "mixed", "unspecified"
]
Flow = Literal["oda", "other-official", "official", "private", "mixed"]
Equivalents = Annotated[tuple[AnyAmount, ...], Field(min_length=1)]
"""The conversions that the source itself printed, in other units than the amount's."""


class Terms(BaseModel):
    """The terms of a loan: interest in per cent a year, maturity and grace in years."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rate_percent: Exact | None = None
    maturity_years: Exact | None = None
    grace_years: Exact | None = None

    @model_validator(mode="after")
    def _tell_something(self, info: ValidationInfo) -> "Terms":
        items = (self.rate_percent, self.maturity_years, self.grace_years)
        # a null is not written: of nulls alone `{}` would be left, which earlier versions recorded
        if info.context is not STORED and all(each is None for each in items):
            raise BadInput("terms tell at least one of rate_percent, maturity_years, grace_years")
        return self


class PledgeIdentity(Event):
    """What a pledge is, told by the event that opens its stream, whatever its kind.

    `horizon` is the span that the money covers, `pace` whether the amount is told in total or per year, `via` the
    channel of delivery, `sector` an OECD DAC purpose code; `new_money` absent means true, false means that the money
    is passed on or counted elsewhere.
    """

    IDENTITY: ClassVar[frozenset[str]] = frozenset(
        "donor recipient title instrument flow horizon pace via part_of meeting topics sector "
        "new_money terms ids".split()
    )
    REQUIRED: ClassVar[frozenset[str]] = frozenset({"donor", "recipient", "title", "instrument"})

    donor: CodeOrCodes | None = None
    recipient: CodeOrCodes | None = None
    title: Text | None = None
    instrument: Instrument | None = None
    flow: Flow | None = None
    horizon: Horizon | None = None
    pace: Literal["total", "per-year"] | None = None
    via: CodeOrCodes | None = None
    part_of: UmbrellaStream | None = None
    meeting: MeetingStream | None = None
    topics: Texts | None = None
    sector: Annotated[str, Field(pattern=r"^[0-9]{3}([0-9]{2})?$")] | None = None
    new_money: Annotated[bool, Field(strict=True)] | None = None
    terms: Terms | None = None
    ids: Ids | None = None


class PledgeMoney(PledgeIdentity):
    """What the events that state a pledge's money share."""

    amount: AnyAmount | None = None
    equivalents: Equivalents | None = None
    agreement: AgreementStream | None = None

    @model_validator(mode="after")
    def _equivalents_convert_the_amount(self) -> "PledgeMoney":
        check_equivalents(self.amount, self.equivalents)
        return self


def check_equivalents(amount: AnyAmount | None, equivalents: tuple[AnyAmount, ...] | None) -> None:
    """Raise BadInput where an equivalent converts nothing: no amount, or the amount's own unit."""
    for equivalent in equivalents or ():
        if amount is None:
            raise BadInput(f"the equivalent {equivalent} needs the amount it converts")
        if equivalent.unit == amount.unit:
            raise BadInput(
                f"the equivalent {equivalent} is in the amount's own unit",
                "leave it out, or record it as another claim with `pledge-restated`",
            )


class PledgeAnnounced(PledgeMoney):
    """A donor promised money or help. `amount` is above 0."""

    kind: Literal["pledge-announced"] = "pledge-announced"
    amount: PositiveAmount | None = None


class PledgeRevised(PledgeMoney):
    """The promise was raised or cut TO `amount` (above 0)."""

    kind: Literal["pledge-revised"] = "pledge-revised"
    amount: PositiveAmount | None = None


class PledgeCommitted(PledgeMoney):
    """A contract was signed: an increment, never 0, negative for a decommitment."""

    kind: Literal["pledge-committed"] = "pledge-committed"
    amount: NonZeroAmount | None = None


class PledgeDisbursed(PledgeMoney):
    """Money was paid or goods handed over: an increment, never 0, negative for a refund or repayment."""

    kind: Literal["pledge-disbursed"] = "pledge-disbursed"
    amount: NonZeroAmount | None = None


class PledgeRestated(PledgeMoney):
    """The same promise told again, as this source tells it: any field of the opening, in its words.

    `target` is the event that is told again (default: the opening). Never changes state, never new money.
    """

    IDENTITY: ClassVar[frozenset[str]] = frozenset()
    REQUIRED: ClassVar[frozenset[str]] = frozenset()

    kind: Literal["pledge-restated"] = "pledge-restated"
    amount: PositiveAmount | None = None
    target: Reference | None = None


class PledgeToppedUp(Event):
    """The promise was raised BY `amount` (above 0, in the pledge's unit)."""

    kind: Literal["pledge-topped-up"] = "pledge-topped-up"
    amount: PositiveAmount
    equivalents: Equivalents | None = None

    @model_validator(mode="after")
    def _equivalents_convert_the_amount(self) -> "PledgeToppedUp":
        check_equivalents(self.amount, self.equivalents)
        return self


class PledgeCompleted(Event):
    """The promise was fulfilled."""

    kind: Literal["pledge-completed"] = "pledge-completed"
    reason: Text | None = None


class PledgeSuspended(Event):
    """The promise was put on hold, until a later commitment, disbursement, top-up or revision."""

    kind: Literal["pledge-suspended"] = "pledge-suspended"
    reason: Text | None = None


class PledgeCancelled(Event):
    """What of the promise was not disbursed will not be."""

    kind: Literal["pledge-cancelled"] = "pledge-cancelled"
    reason: Text | None = None


class PledgeMerged(Event):
    """This pledge and `into` are one promise that had been recorded twice; `into` survives."""

    NEEDS_SOURCE: ClassVar[bool] = False

    kind: Literal["pledge-merged"] = "pledge-merged"
    into: PledgeStream
    reason: Text
