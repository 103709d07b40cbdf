"""Totals: the lines of a report of money, what was left out of them and why, and slices."""

from typing import Annotated, Literal, NotRequired, TypedDict

from bilat.projections.rows.amounts import Bound, Deflator, NominalAmount, StatedAmount
from bilat.projections.rows.fields import Shown


class SumWithEnds(TypedDict):
    """What money comes to in one unit, at least and at most."""

    value: Annotated[str, "the nominal sum, decimal text"]
    low: Annotated[str, "the least that it may be"]
    high: Annotated[str | None, "the most that it may be; null where it is open"]
    unit: Annotated[str, "the unit of the three"]
    bound: Annotated[Bound, "how exact the value is"]


class TotalSum(SumWithEnds):
    """What a line comes to in one unit."""

    layers: NotRequired[
        Annotated[dict[str, str], "how much of the value is of which layer, where a currency was asked for"]
    ]


class ExcludedSum(SumWithEnds):
    """What money comes to that does not count for one reason, in one unit."""

    upper: NotRequired[Annotated[str, "`high`, where the bound is `between` and the end is known"]]


class ExcludedAmount(StatedAmount):
    """An amount that does not count; with its rate where a currency was asked for."""

    rate: NotRequired[Annotated[str | None, "units of the new currency for one of the old"]]
    basis: NotRequired[Annotated[str | None, "where the rate is from"]]
    date: NotRequired[Annotated[str | None, "the day, month, year or period of the rate"]]
    layer: NotRequired[Annotated[str | None, "as in a converted amount"]]
    deflator: NotRequired[Annotated[Deflator, "the index, where prices are restated"]]


class ExcludedRow(TypedDict):
    """Money that is told, and does not count."""

    event: Annotated[str, "the event that tells it"]
    reason: Annotated[str, "why it does not count: `restated`, `superseded`, `part-of`, `running-total`, ..."]
    amount: Annotated[ExcludedAmount, "how much of it", Shown("converted")]


WayStep = TypedDict(
    "WayStep",
    {
        "line": Annotated[Literal["headline", "excluded", "mobilised", "net"], "what the step takes off, or comes to"],
        "reason": Annotated[str | None, "of what is excluded: for which reason"],
        "value": Annotated[str, "the nominal sum, decimal text"],
        "low": Annotated[str, "the least that it may be"],
        "high": Annotated[str | None, "the most that it may be; null where it is open"],
        "unit": Annotated[str, "the unit of all"],
        "bound": Annotated[Bound, "how exact the value is"],
        "from": Annotated[str, "the nominal sum before the step"],
        "to": Annotated[str, "the nominal sum after it"],
    },
)
WayStep.__doc__ = "A step on the way from all claims added up to new public money."


class Totals(TypedDict):
    """What pledges come to: for each unit headline = net + mobilised + excluded."""

    headline: Annotated[list[TotalSum], "all claims, a sum a unit"]
    net: Annotated[list[TotalSum], "new public money"]
    mobilised: Annotated[list[TotalSum], "private and mixed money"]
    unconverted: Annotated[list[TotalSum], "those of the headline that kept their unit for want of a rate"]
    excluded: Annotated[list[ExcludedRow], "the rest, an entry an event, unit and reason"]
    way: Annotated[list[WayStep], "from the headline to net, a step a reason, unit after unit"]
    left_out: NotRequired[Annotated[dict[str, int], "in tables that are cut: how many streams are excluded, by reason"]]


class Slice(TypedDict):
    """The totals of one year, instrument, recipient, donor, topic, stage or flow."""

    key: Annotated[str, "the value that the lots have in common; empty where it is not told"]
    totals: Annotated[Totals, "what they come to"]


class CountedTotals(TypedDict):
    """The lines alone, as `diff` compares them."""

    headline: Annotated[list[TotalSum], "all claims"]
    net: Annotated[list[TotalSum], "new public money"]
    mobilised: Annotated[list[TotalSum], "private and mixed money"]


class NominalExcluded(TypedDict):
    """What does not count for one reason, in one unit."""

    reason: Annotated[str, "why it does not count"]
    amount: Annotated[NominalAmount, "what it comes to"]


class NominalTotals(TypedDict):
    """The totals of a replay: nominal values alone."""

    headline: Annotated[list[NominalAmount], "all claims, an amount a unit"]
    net: Annotated[list[NominalAmount], "new public money"]
    mobilised: Annotated[list[NominalAmount], "private and mixed money"]
    excluded: Annotated[list[NominalExcluded], "the rest, by reason"]
