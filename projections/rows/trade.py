"""The rows of figures: trade, investment, travel."""

from typing import Annotated, TypedDict

from bilat.projections.rows.amounts import Bound, StatedAmount
from bilat.projections.rows.envelope import Envelope


class MirrorValue(TypedDict):
    """What a mirror figure states."""

    value: Annotated[str, "decimal text"]
    unit: Annotated[str, "its unit"]
    bound: Annotated[Bound, "how exact it is"]
    upper: Annotated[str | None, "the upper end, where the bound is `between`"]


class Mirror(TypedDict):
    """A claim to the same flow from its other end."""

    event: Annotated[str, "the event that tells it"]
    reporter: Annotated[str | None, "who reported it"]
    value: Annotated[MirrorValue, "what it states"]


TradeRow = TypedDict(
    "TradeRow",
    {
        "series": Annotated[str, "the stream of the claim"],
        "indicator": Annotated[str, "what is measured: `trade`, `exports`, `fdi-flow`, ..."],
        "period": Annotated[str | None, "the time that it describes"],
        "from": Annotated[str | None, "the side that it comes from"],
        "to": Annotated[str | None, "the side that it goes to"],
        "reporter": Annotated[str | None, "who reported it, where it is known"],
        "value": Annotated[StatedAmount | None, "the figure"],
        "change_percent": Annotated[str | None, "the change that the source itself tells"],
        "share_percent": Annotated[str | None, "the share that the source tells"],
        "rank": Annotated[int | None, "the rank among partners that the source tells"],
        "place": Annotated[int | None, "the same as `rank`, under the name that reports before had for it"],
        "status": Annotated[str | None, "preliminary, revised or final"],
        "published": Annotated[str | None, "when it was first told"],
        "chosen": Annotated[bool, "whether the policy chose it among those for the same figure"],
        "spread_percent": Annotated[str | None, "how far the witnesses of the figure lie apart"],
        "growth_percent": Annotated[str | None, "the change from the figure chosen for the year before"],
        "mirror": Annotated[list[Mirror], "the claims to the same flow from its other end"],
        "event": Annotated[str, "the event that tells it"],
        "sources": Annotated[list[str], "the sources that tell it, as first cited"],
    },
)
FIRST = (
    "series",
    "indicator",
    "period",
    "from",
    "to",
    "reporter",
    "value",
    "status",
    "published",
    "chosen",
    "spread_percent",
    "growth_percent",
)
"""What tables of data put first: the figure and what it is compared with."""
TradeRow.__doc__ = "One claim to a figure."


class TradeReport(Envelope):
    """Every figure told between two parties, by indicator, sides and period, then by day and recording."""

    rows: Annotated[list[TradeRow], "a claim each"]
