"""The rows of a check."""

from typing import Annotated, TypedDict

from bilat.projections.rows.envelope import Envelope


class CheckRow(TypedDict):
    """One finding."""

    kind: Annotated[str, "the kind of finding"]
    relation: Annotated[str | None, "the pair of parties that its events are between, where there is one"]
    events: Annotated[list[str], "the events that do not agree"]
    message: Annotated[str, "what does not agree"]
    remedy: Annotated[str, "what can be done"]


class CheckReport(Envelope):
    """What does not agree, by kind of finding, relation and events."""

    rows: Annotated[list[CheckRow], "a finding each"]
