"""The rows of a replay."""

from typing import Annotated, Literal, NotRequired, TypedDict

from bilat.projections.rows.amounts import NominalAmount
from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.fields import Shown
from bilat.projections.rows.totals import NominalTotals

TotalMove = TypedDict(
    "TotalMove",
    {
        "total": Annotated[Literal["headline", "net", "mobilised", "excluded"], "which total"],
        "reason": Annotated[str | None, "of the excluded: for which reason"],
        "unit": Annotated[str, "the unit of both values"],
        "from": Annotated[str, "what it was before the event"],
        "to": Annotated[str, "what it was after it"],
    },
)
TotalMove.__doc__ = "A total that an event moved."


class ReplayRow(TypedDict):
    """One event, and what it did."""

    position: Annotated[int, "where it stands in the log"]
    event: Annotated[str, "its reference, STREAM#VERSION"]
    kind: Annotated[str, "the kind of event"]
    on: Annotated[str | None, "when it happened, EDTF as told"]
    recorded_at: Annotated[str, "when it was recorded"]
    effect: Annotated[str, "what it did, or why it did nothing, in words"]
    moved: Annotated[list[TotalMove], "the totals that it moved; in tables of data `effect` words them", Shown("none")]
    net: Annotated[list[NominalAmount], "the net totals after it, an amount a unit"]


class ReplayReport(Envelope):
    """The history event by event, in the order asked for."""

    order: Annotated[Literal["recorded", "on"], "as it was recorded, or as it happened with corrections applied"]
    rows: Annotated[list[ReplayRow], "an event each"]
    totals: Annotated[NominalTotals, "what it comes to after the last event"]
    events: NotRequired[Annotated[int, "in tables that are cut: how many events there are"]]
    moving: NotRequired[Annotated[int, "in tables that are cut: how many of them moved a total"]]
