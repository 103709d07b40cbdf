"""The timeline's rows."""

from typing import Annotated, NotRequired, TypedDict

from bilat.projections.rows.amounts import StatedAmount
from bilat.projections.rows.envelope import Envelope


class TimelineRow(TypedDict):
    """One event of a relation."""

    on: Annotated[str | None, "when it happened, EDTF as told"]
    kind: Annotated[str, "the kind of event"]
    event: Annotated[str, "its reference, STREAM#VERSION"]
    parties: Annotated[list[str], "the codes of those between whom it was"]
    who: Annotated[str | None, "who spoke, agreed, gave, chaired, reported or judged"]
    what: Annotated[str | None, "what happened, in the event's own words"]
    amount: Annotated[StatedAmount | None, "the amount that it states"]
    sources: Annotated[list[str], "the sources that tell of it, as first cited"]
    published: Annotated[str | None, "the first day on which one of them did"]
    place: Annotated[str | None, "where a meeting was held"]
    absent: Annotated[list[str], "the codes of the parties that were not there"]
    quotes: Annotated[list[str], "the sentences of the sources"]


class TimelineCounts(TypedDict):
    """What all events of a timeline come to."""

    events: Annotated[int, "how many there are"]
    first: Annotated[str | None, "the earliest day on which one is dated"]
    last: Annotated[str | None, "the latest"]
    sources: Annotated[int, "how many sources tell of them"]
    kinds: Annotated[dict[str, int], "how many there are by the first word of their kind"]


class TimelineReport(Envelope):
    """What happened between the parties, by day, then by recording."""

    rows: Annotated[list[TimelineRow], "an event each"]
    counts: NotRequired[Annotated[TimelineCounts, "in tables that are cut: what all of the events come to"]]
    order: NotRequired[Annotated[str, "`newest-first`, where it is turned round"]]
