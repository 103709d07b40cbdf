"""The rows of a diff."""

from typing import Annotated, Literal, NotRequired, TypedDict

from bilat.projections.rows.envelope import Envelope
from bilat.projections.rows.fields import Shown
from bilat.projections.rows.totals import CountedTotals

Line = Literal["headline", "net", "mobilised"]


class MovingEvent(TypedDict):
    """An event because of which a total moved."""

    event: Annotated[str, "its reference, STREAM#VERSION"]
    position: Annotated[int, "where it stands in the log"]
    kind: Annotated[str, "the kind of event"]
    reason: Annotated[str | None, "the reason that it gives, of corrections and retractions"]


class Moment(TypedDict):
    """One of the two moments, and the totals then."""

    asked: Annotated[str, "how it was named"]
    recorded: Annotated[int, "how many events were recorded"]
    known_by: Annotated[str | None, "what was public by this date counts; null: all of it"]
    rates: NotRequired[Annotated[str, "the rates, where a currency was asked for"]]
    totals: Annotated[CountedTotals, "the totals then, as `commitments` tells them"]


PartMove = TypedDict(
    "PartMove",
    {
        "line": Annotated[Line, "which total"],
        "unit": Annotated[str, "in which unit"],
        "from": Annotated[str, "what it was before this part, decimal text"],
        "to": Annotated[str, "what it was after it"],
        "by": Annotated[str, "the difference"],
    },
)
PartMove.__doc__ = "A total that one part of the difference moved."


class DiffPart(TypedDict):
    """One of the four parts of the difference: facts, corrections, rates or boundary."""

    part: Annotated[str, "its name"]
    moved: Annotated[list[PartMove], "the totals that it moved"]


DiffRow = TypedDict(
    "DiffRow",
    {
        "part": Annotated[str, "the part of the difference"],
        "pledge": Annotated[str, "the pledge or programme whose money moved"],
        "title": Annotated[str | None, "its title"],
        "line": Annotated[Line, "which total moved"],
        "unit": Annotated[str, "in which unit"],
        "from": Annotated[str, "what the pledge brought to it before, decimal text"],
        "to": Annotated[str, "what it brings after"],
        "by": Annotated[str, "the difference"],
        "because": Annotated[list[MovingEvent], "the events because of which it moved", Shown("events")],
    },
)
DiffRow.__doc__ = "What one pledge's money moved in one total."

_Moments = TypedDict(
    "_Moments",
    {"between": Annotated[Moment, "the first moment"], "and": Annotated[Moment, "the second moment"]},
)


class DiffReport(Envelope, _Moments):
    """Which totals moved between two moments, and why."""

    parts: Annotated[list[DiffPart], "what each part of the difference moved; together they are all of it"]
    rows: Annotated[list[DiffRow], "the same by pledge"]
