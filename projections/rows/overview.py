"""The rows of an overview: every relation at a glance, and who gives to whom."""

from typing import Annotated, NotRequired, TypedDict

from bilat.projections.rows.amounts import SummedAmount
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.totals import TotalSum


class OverviewRow(TypedDict):
    """One relation, donor, recipient or year."""

    key: Annotated[str, "the relation, donor, recipient or year; several parties are joined by `+`"]
    relation: Annotated[str | None, "the same where relations are asked for, else null"]
    events: Annotated[int, "how many events are between these parties, or of this year"]
    first: Annotated[str | None, "the day of the first of them"]
    last: Annotated[str | None, "the day of the last of them"]
    net: Annotated[list[TotalSum], "new public money, a sum a unit"]
    mobilised: Annotated[list[TotalSum], "private and mixed money"]
    paid: Annotated[list[SummedAmount], "what was paid of the pledges that count, in the units of the payments"]
    findings: Annotated[int | None, "how many findings `check` has of the relation; null where none is asked for"]


class OverviewCell(TypedDict):
    """Who gives to whom; the money of several is theirs together, and never divided."""

    donor: Annotated[str, "who gives"]
    recipient: Annotated[str, "who gets"]
    net: Annotated[list[TotalSum], "new public money, a sum a unit"]
    mobilised: Annotated[list[TotalSum], "private and mixed money"]


class OverviewTotals(TypedDict):
    """The whole: every counted amount is in one row, and in one cell."""

    net: Annotated[list[TotalSum], "new public money"]
    mobilised: Annotated[list[TotalSum], "private and mixed money"]
    findings: Annotated[int | None, "how many findings `check` has"]


class OverviewReport(Envelope):
    """Every relation with its events, its money and its findings."""

    rows: Annotated[list[OverviewRow], "a relation, donor, recipient or year each; years in order, others by events"]
    totals: Annotated[OverviewTotals, "what they come to"]
    cells: NotRequired[Annotated[list[OverviewCell], "who gives to whom, where a matrix is asked for"]]
