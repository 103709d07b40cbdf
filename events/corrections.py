"""Corrections: how the record is mended without being edited. They live on their target's stream."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.registry import event_class
from bilat.events.renamed import renamed
from bilat.events.values.codes import Reference, Text, split_reference
from bilat.events.values.recorders import is_utf8


def _writable(fields: dict[str, Any]) -> dict[str, Any]:
    """Accept values that a line can hold; what they must be besides is for the field that they correct."""
    waiting: list[Any] = [fields]
    while waiting:
        match waiting.pop():
            case dict() as held:
                waiting += [*held, *held.values()]
            case list() as held:
                waiting += held
            case str() as text if not is_utf8(text):
                raise BadInput("a text that is not UTF-8 cannot be written")
            case int() as number if not -(2**63) <= number < 2**64:
                raise BadInput("a number of more than 64 bits cannot be written", "write it as text, in quotes")
    return fields


class CorrectionEntry(Event):
    """An event about an event: `target` is an earlier event of the same stream."""

    NEEDS_SOURCE: ClassVar[bool] = False

    target: Reference

    @model_validator(mode="after")
    def _lives_with_its_target(self) -> "CorrectionEntry":
        stream, _ = split_reference(self.target)
        if stream != self.stream:
            raise BadInput(
                f"{self.kind} of {self.target} belongs on the stream of its target",
                f"give stream {stream}",
            )
        return self


class EntryCited(CorrectionEntry):
    """Another source tells the very same event: its citations join the target's."""

    NEEDS_CITATION: ClassVar[bool] = True

    kind: Literal["entry-cited"] = "entry-cited"

    @model_validator(mode="after")
    def _cites_something(self) -> "EntryCited":
        if not self.cites:
            raise BadInput("entry-cited needs `cites`, the source that tells the target too")
        return self


class EntryCorrected(CorrectionEntry):
    """Our record was wrong: `fields` gives the right values (null removes a field).

    Any own field of the target's kind, `on`, `cites` and `note` may be corrected.
    """

    kind: Literal["entry-corrected"] = "entry-corrected"
    fields: Annotated[dict[str, Any], Field(min_length=1), AfterValidator(_writable)]
    reason: Text


class EntryRetracted(CorrectionEntry):
    """The target should not have been recorded. Retracting a stream's opening voids the stream."""

    kind: Literal["entry-retracted"] = "entry-retracted"
    reason: Text


def effective_events(events: Iterable[Event], *, with_citations: bool = False) -> dict[int, Event]:
    """Return the events of a stream by version, as corrected, without those that were retracted.

    `events` is the whole stream, from version 1. With citations, those of `entry-cited` join the target's, each once.
    """
    effective: dict[int, Event] = {}
    for version, event in enumerate(events, 1):
        if not isinstance(event, CorrectionEntry):
            effective[version] = event
            continue
        _, target = split_reference(event.target)
        match event:
            case EntryCorrected() if target in effective:
                effective[target] = corrected(effective[target], event)
            case EntryCited() if with_citations and target in effective:
                joined = dict.fromkeys((*effective[target].cites, *event.cites))
                effective[target] = effective[target].model_copy(update={"cites": tuple(joined)})
            case EntryRetracted():
                effective.pop(target, None)
            case _:
                pass
    return effective


def corrected(event: Event, correction: EntryCorrected) -> Event:
    """Return the event with the right values in. Raises pydantic's ValidationError where they make no valid event."""
    fields = event.model_dump(mode="json", exclude_none=True)
    for name, value in renamed(event.kind, correction.fields).items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    return event_class(event.kind).model_validate(fields)
