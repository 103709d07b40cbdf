"""The rows of commitments: pledges, running totals, and the rates that the record implies."""

from typing import Annotated, Literal, NotRequired, TypedDict

from bilat.projections.rows.amounts import ConvertedAmount, StatedAmount, SummedAmount
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.totals import Slice, Totals


class PledgeRow(TypedDict):
    """One pledge."""

    pledge: Annotated[str, "its stream"]
    title: Annotated[str | None, "its title"]
    donor: Annotated[list[str] | None, "the codes of those who give"]
    recipient: Annotated[list[str] | None, "the codes of those who are given to"]
    via: Annotated[list[str] | None, "the codes of those through whom it goes"]
    instrument: Annotated[str | None, "grant, loan, ..."]
    flow: Annotated[str | None, "oda, official, private or mixed"]
    topics: Annotated[list[str] | None, "what it is for"]
    horizon: Annotated[str | None, "the span that it is for, EDTF or a duration"]
    opened_on: Annotated[str | None, "the date of its first event, as told"]
    announced_on: Annotated[str | None, "the date of its first announcement, as told"]
    stage: Annotated[str, "how far it has come"]
    announced: Annotated[StatedAmount | None, "the amount of its first announcement"]
    current: Annotated[
        SummedAmount | list[SummedAmount] | None,
        "what stands; a list where it has several units, null for nothing",
    ]
    remainder: Annotated[list[SummedAmount] | None, "what no part takes up, an amount a unit; null where it has none"]
    committed: Annotated[list[SummedAmount], "all commitments, an amount a unit"]
    disbursed: Annotated[list[SummedAmount], "all disbursements, an amount a unit"]
    converted: Annotated[
        ConvertedAmount | list[ConvertedAmount] | None, "what stands, in the currency asked for; null where none was"
    ]
    counted: Annotated[bool, "whether some of its money in the window counts"]
    reason: Annotated[str | None, "why none does"]
    restated: Annotated[int, "how often it was told again in the window"]
    part_of: Annotated[str | None, "the pledge or programme that it is a part of"]
    events: Annotated[list[str], "its events, in order of day"]
    sources: Annotated[list[str], "the sources that tell of it"]


class TotalChange(TypedDict):
    """By how much a running total grew, as far as bounds tell."""

    after: Annotated[str, "the day that the total before counts up to"]
    low: Annotated[str | None, "the least that it grew by; null where it is open"]
    high: Annotated[str | None, "the most that it grew by; null where it is open"]
    unit: Annotated[str, "the unit of both"]
    bound: Annotated[
        Literal["exact", "about", "at-least", "at-most", "between", "unknown"], "what is known of the change"
    ]


class RunningTotalRow(TypedDict):
    """The latest total of a programme or pledge, by one measure in one unit. It is never summed."""

    title: Annotated[str | None, "the title of its stream"]
    stream: Annotated[str, "the programme or pledge"]
    measure: Annotated[str, "of what it is the total: planned, budgeted, committed, disbursed, ..."]
    since: Annotated[str | None, "from when it counts"]
    as_of: Annotated[str | None, "up to when it counts, where that is told"]
    on: Annotated[str | None, "when it was told"]
    event: Annotated[str, "the event that tells it"]
    change: Annotated[TotalChange | None, "its growth since the day before that it was told for"]
    amount: Annotated[StatedAmount, "the total"]
    converted: NotRequired[Annotated[ConvertedAmount, "the total in the currency asked for"]]


class ImpliedRateRow(TypedDict):
    """A rate between two currencies that the record's own sums imply."""

    event: Annotated[str, "the event that prints both sums, or the first of two"]
    and_event: Annotated[str | None, "the second of two events that tell one thing in two currencies"]
    title: Annotated[str | None, "the title of their stream"]
    on: Annotated[str | None, "the date of both, as told"]
    amount: Annotated[StatedAmount, "the one sum"]
    equivalent: Annotated[StatedAmount, "the other"]
    currency: Annotated[str, "`rate` units of this currency ..."]
    per_unit_of: Annotated[str, "... make one of this"]
    rate: Annotated[str, "the implied rate, 1 or more"]
    ecb_day: Annotated[str | None, "the ECB's rate of those days"]
    ecb_date: Annotated[str | None, "which days these are"]
    deviation_percent: Annotated[str | None, "how far the implied rate is from the ECB's"]
    sources: Annotated[list[str], "the sources of both sums"]


class KnownMoney(TypedDict):
    """What is known to have become of the money that counts, of all time and as it was told."""

    committed: Annotated[list[SummedAmount], "what was committed of it, an amount a unit"]
    paid: Annotated[list[SummedAmount], "what was disbursed of it, an amount a unit"]


class CommitmentsReport(Envelope):
    """The pledges between two parties, by opening day and stream, and what they come to."""

    rows: Annotated[list[PledgeRow], "a pledge each"]
    totals: Annotated[Totals, "what the money in the window comes to"]
    known: Annotated[KnownMoney, "what is known to be committed and paid of the pledges that count"]
    running_totals: Annotated[list[RunningTotalRow], "the latest total of each programme, measure and unit"]
    pledges: NotRequired[Annotated[int, "in tables that are cut: how many pledges there are"]]
    slices: NotRequired[Annotated[list[Slice], "with `by`: the totals of each slice, by key"]]
    rates: NotRequired[Annotated[list[ImpliedRateRow], "with `show: rates`: the rates that the record implies"]]
