"""Small hand-made downloads, and importing them into a ledger."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from bilat.domain.admission import Outcome
from bilat.domain.importing import import_batch
from bilat.events.base import Event
from bilat.events.formats import reader
from bilat.events.formats.reading import Context
from bilat.events.formats.registers.amendments import cited_events
from bilat.events.log.log import Log

Import = Callable[[str | bytes], Outcome]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def importing(ledger: Log, format: str) -> Import:
    """A function that imports a text of this format, as `bilat import` does."""

    def bring(text: str | bytes) -> Outcome:
        content = text.encode() if isinstance(text, str) else text
        readings = reader(format)(BytesIO(content), Context(f"a.{format}", known=ledger))
        return import_batch(ledger, readings, recorder="tester", now=lambda: NOON)

    return bring


def standing(ledger: Log, stream: str) -> list[Event]:
    """The events of a stream as corrected, by version."""
    return [event for _, event in sorted(cited_events(ledger.stream(stream)).items())]


def fields_of(event: Event, *names: str) -> dict[str, Any]:
    """Some of what an event tells."""
    fields = event.content_fields()
    return {name: fields.get(name) for name in names}


def kinds(outcome: Outcome) -> Mapping[str, int]:
    """How many events of each kind an import recorded, its source and parties left out."""
    assert outcome.summary is not None
    return {kind: n for kind, n in outcome.summary.kinds.items() if not kind.startswith(("source", "party"))}


def balanced(outcome: Outcome) -> bool:
    """Whether the sums of the file are the sums of what was recorded now and before."""
    sums = outcome.summary
    assert sums is not None
    keys = {*sums.reported, *sums.new, *sums.already}
    return all(sums.reported.get(key, 0) == sums.new.get(key, 0) + sums.already.get(key, 0) for key in keys)
