"""The rows of a delivery: promises, their totals, and their states."""

from typing import Annotated, Literal, NotRequired, TypedDict

from bilat.projections.rows.amounts import SummedAmount
from bilat.projections.rows.assessments import AssessmentRow, AssessmentSpread
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.totals import TotalSum

State = Literal["called-off", "delivered", "overdue", "in-part", "suspended", "silent", "open"]


class DeliveryRow(TypedDict):
    """One promise, and what became of it. Lists of amounts have one a unit."""

    stream: Annotated[str, "the stream that tells of it"]
    kind: Annotated[Literal["pledge", "meeting", "agreement", "target"], "what kind of promise it is"]
    title: Annotated[str | None, "its title or name"]
    donor: Annotated[list[str] | None, "of pledges and targets: the codes of those who give"]
    recipient: Annotated[list[str] | None, "of pledges and targets: the codes of those who are given to"]
    parties: Annotated[list[str] | None, "of meetings and agreements: the codes of those who meet or agree"]
    instrument: Annotated[str | None, "grant, loan, ..."]
    flow: Annotated[str | None, "oda, official, private or mixed"]
    topics: Annotated[list[str] | None, "what it is for"]
    promised_on: Annotated[str | None, "when it was made, as told"]
    promised: Annotated[list[SummedAmount], "what stands of it, before umbrellas; empty where no amount is told"]
    committed: Annotated[list[SummedAmount], "what is signed; empty where nothing is known"]
    paid: Annotated[list[SummedAmount], "what is paid, handed over or achieved; empty where nothing is known"]
    open: Annotated[list[SummedAmount], "what is promised and not paid, at least 0"]
    share_low: Annotated[str | None, "the least share of the promise that is paid, 1 being all; null where open"]
    share_high: Annotated[str | None, "the largest share of the promise that is paid; null where open"]
    due: Annotated[str | None, "the last day on which it can be kept in time; null where nobody told"]
    heard: Annotated[str | None, "the last day of which anything is told of it"]
    state: Annotated[State, "what became of it, the first that applies"]
    because: Annotated[str | None, "the event that says so, or that tells the due day"]
    into: Annotated[str | None, "of a pledge that was merged: the pledge that survives"]
    part_of: Annotated[str | None, "the pledge or programme that it is a part of"]
    assessments: Annotated[list[AssessmentRow], "what others found to have become of it, by day"]
    spread: Annotated[AssessmentSpread | None, "how far its assessors lie apart; null where there are none"]


class DeliveryTotals(TypedDict):
    """What pledges come to, a sum a unit; targets are stocks, and never summed."""

    promised: Annotated[list[TotalSum], "what counts of what was promised: net and mobilised"]
    committed: Annotated[list[TotalSum], "what is signed of it"]
    paid: Annotated[list[TotalSum], "what is paid of it"]
    open: Annotated[list[TotalSum], "what is promised and not paid"]


StateCounts = TypedDict(
    "StateCounts",
    {
        "called-off": Annotated[int, "cancelled, called off, terminated, or merged into another"],
        "delivered": Annotated[int, "completed, paid in full, reached, held, or in force"],
        "overdue": Annotated[int, "not delivered, and the due day is past"],
        "in-part": Annotated[int, "some of it paid or reached"],
        "suspended": Annotated[int, "put on hold"],
        "silent": Annotated[int, "no due day, and nothing heard for long"],
        "open": Annotated[int, "none of these"],
    },
)
StateCounts.__doc__ = "How many promises are in each state; each is in one."


class DeliverySlice(TypedDict):
    """The promises of one year, donor, recipient, instrument, topic or state."""

    key: Annotated[str, "the value that they have in common; empty where it is not told"]
    totals: Annotated[DeliveryTotals, "what they come to"]
    states: Annotated[StateCounts, "how many are in each state"]


class DeliveryReport(Envelope):
    """What became of promises, by the day on which they were made."""

    rows: Annotated[list[DeliveryRow], "a promise each"]
    totals: Annotated[DeliveryTotals, "what the pledges among them come to"]
    states: Annotated[StateCounts, "how many are in each state"]
    promises: NotRequired[Annotated[int, "in tables that are cut: how many promises there are"]]
    slices: NotRequired[Annotated[list[DeliverySlice], "with `by`: the same for each slice, by key"]]
