"""The rows of a check."""

from typing import Annotated, Literal, TypedDict

from bilat.projections.rows.envelope import Envelope

Level = Literal["error", "warning", "note"]


class CheckRow(TypedDict):
    """One finding."""

    kind: Annotated[str, "the kind of finding"]
    level: Annotated[Level, "how much it weighs: an `error` cannot be so, a `warning` is to be looked at"]
    relation: Annotated[str | None, "the pair of parties that its events are between, where there is one"]
    events: Annotated[list[str], "the events that do not agree"]
    message: Annotated[str, "what does not agree"]
    remedy: Annotated[str, "what can be done"]


class Levels(TypedDict):
    """How many findings there are of each level."""

    error: Annotated[int, "what cannot be so"]
    warning: Annotated[int, "what is to be looked at"]
    note: Annotated[int, "what is good to know"]


class CheckReport(Envelope):
    """What does not agree, by kind of finding, relation and events."""

    rows: Annotated[list[CheckRow], "a finding each"]
    levels: Annotated[Levels, "how many there are of each level"]
