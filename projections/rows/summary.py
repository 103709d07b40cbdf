"""The rows of a summary: how two parties, or one, stand, on one screen."""

from typing import Annotated, TypedDict

from bilat.projections.rows.amounts import SummedAmount
from bilat.projections.rows.assessments import Verdict
from bilat.projections.rows.check import Levels
from bilat.projections.rows.delivery import DeliveryRow, StateCounts
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.totals import TotalSum
from bilat.projections.rows.trade import TradeRow


class RecordSpan(TypedDict):
    """How much is on record, from when to when."""

    events: Annotated[int, "how many events the timeline has"]
    first: Annotated[str | None, "when the first of them happened, as told"]
    last: Annotated[str | None, "when the last of them happened, as told"]


class MeetingRow(TypedDict):
    """A meeting that was held, or is planned."""

    stream: Annotated[str, "the stream that tells of it"]
    name: Annotated[str | None, "its name"]
    on: Annotated[str | None, "when it was held, or is to be held"]
    place: Annotated[str | None, "where"]


class SummaryMeetings(TypedDict):
    """The meetings before and after the day that is asked about."""

    last: Annotated[MeetingRow | None, "the last one held"]
    next: Annotated[MeetingRow | None, "the next one planned, of those not held or called off"]


class YearMoney(TypedDict):
    """The new money of one year, and what was paid in it."""

    year: Annotated[str, "the year"]
    net: Annotated[list[TotalSum], "new public money, a sum a unit"]
    mobilised: Annotated[list[TotalSum], "private and mixed money to be mobilised, a sum a unit"]
    paid: Annotated[list[SummedAmount], "what was disbursed in it of pledges that count, in the unit told"]


class SummaryMoney(TypedDict):
    """New money, and what is known to be paid of it, whole and by year."""

    net: Annotated[list[TotalSum], "new public money, a sum a unit"]
    mobilised: Annotated[list[TotalSum], "private and mixed money to be mobilised, a sum a unit"]
    paid: Annotated[list[SummedAmount], "what is known to be paid of pledges that count, in the unit told"]
    years: Annotated[list[YearMoney], "the same by year"]


class VerdictCount(TypedDict):
    """How often one verdict was given."""

    verdict: Annotated[Verdict, "how far promises were kept"]
    count: Annotated[int, "how many assessors of how many promises say so, each by its latest word on each"]


class SummaryAssessments(TypedDict):
    """What others found to have become of promises, statements and programmes."""

    streams: Annotated[int, "how many of them somebody has assessed"]
    verdicts: Annotated[list[VerdictCount], "the verdicts, in the order kept, in-part, not-kept, under-way, too-early"]


class NewestSource(TypedDict):
    """The source that was published last."""

    source: Annotated[str, "its slug"]
    title: Annotated[str | None, "its title"]
    publisher: Annotated[str | None, "who published it"]
    published: Annotated[str | None, "when"]
    days: Annotated[int | None, "how many days before the day that is asked about; null where it is not dated"]


class SummarySources(TypedDict):
    """How many sources tell of it all, and how old the newest is."""

    count: Annotated[int, "how many sources the timeline rests on"]
    newest: Annotated[NewestSource | None, "the one published last"]


class SummaryReport(Envelope):
    """How things stand between parties, on one screen."""

    span: Annotated[RecordSpan, "how much is on record"]
    meetings: Annotated[SummaryMeetings, "the last one, and the next"]
    money: Annotated[SummaryMoney, "new money, and what is known to be paid of it"]
    states: Annotated[StateCounts, "how many promises are in each state"]
    assessed: Annotated[SummaryAssessments, "what others found to have become of them; it moves no money and no state"]
    largest: Annotated[list[DeliveryRow], "the five largest promises of money"]
    figures: Annotated[list[TradeRow], "the latest figure of each series, and those for the two periods before it"]
    findings: Annotated[Levels, "how many findings `check` has of each level, whatever the day"]
    sources: Annotated[SummarySources, "how many, and how old the newest is"]
