"""The rules of corrections: what may be mended, and that the stream it leaves is still admissible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from bilat.domain.fiscal_years import fiscal_years
from bilat.domain.rules import problems, references, target
from bilat.domain.stream_index import StreamIndex
from bilat.domain.stream_state import StreamState
from bilat.events.base import Event
from bilat.events.corrections import CorrectionEntry, EntryCorrected, corrected
from bilat.events.errors import Problem
from bilat.events.field_problems import problems_of
from bilat.events.registry import event_class
from bilat.events.renamed import RENAMED
from bilat.events.suggestions import did_you_mean
from bilat.events.values.codes import split_reference

MENDABLE = ("on", "cites", "note", "label")


def normalize_correction(entry: EntryCorrected, stream: StreamState) -> EntryCorrected:
    """Return the correction with its values in the form in which they are recorded: `USD 60m` becomes an amount.

    Values that cannot be read are left as they are, for the rules to refuse.
    """
    _, version = split_reference(entry.target)
    if not 0 < version <= len(stream.kinds):
        return entry
    kind = stream.kinds[version - 1]
    fields = {name: value if value is None else _spelled(kind, name, value) for name, value in entry.fields.items()}
    return entry.model_copy(update={"fields": fields})


def _spelled(kind: str, name: str, value: object) -> object:
    reader = _reader(kind, name)
    if reader is None:
        return value
    try:
        return reader.dump_python(reader.validate_python(value), mode="json", exclude_none=True)
    except ValidationError:
        return value


@cache
def _reader(kind: str, name: str) -> TypeAdapter[Any] | None:
    name = RENAMED.get(kind, {}).get(name, name)
    for attribute, field in event_class(kind).model_fields.items():
        if name == (field.alias or attribute):
            value: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            return TypeAdapter(value)
    return None


def entry_problems(stream: StreamState, entry: CorrectionEntry, index: StreamIndex, where: str) -> Iterator[Problem]:
    """Yield every reason why this entry may not be recorded."""
    yield from references(entry, index, where)
    found = list(target(stream, entry.target, where))
    yield from found
    if not found and isinstance(entry, EntryCorrected):
        yield from _correction(stream, entry, index, where)


def _correction(stream: StreamState, entry: EntryCorrected, index: StreamIndex, where: str) -> Iterator[Problem]:
    _, version = split_reference(entry.target)
    effective = stream.effective_events()
    event = effective[version]
    known = (*event.own_fields(), *MENDABLE)
    unknown = [name for name in entry.fields if name not in known and name not in RENAMED.get(event.kind, {})]
    for name in unknown:
        yield Problem(where, "field", f"{event.kind} has no field {name!r} to correct", did_you_mean(name, known))
    if unknown:
        return
    try:
        mended = corrected(event, entry)
    except ValidationError as error:
        yield from problems_of(error, where, type(event))
        return
    for name, text in fiscal_years(mended).items():
        yield Problem(where, "fiscal-year", f"{name}: a correction takes no {text}", "write the interval")
        return
    if after := [*_replayed(stream, {**effective, version: mended}, index, where)]:
        before = {*_replayed(stream, effective, index, where)}
        yield from (problem for problem in after if problem not in before)


def _replayed(stream: StreamState, effective: Mapping[int, Event], index: StreamIndex, where: str) -> Iterator[Problem]:
    """Yield what the rules find in the stream with these events in place of its own."""
    held: dict[int, Event] = {}
    replayed = StreamState(stream.name, lambda _: held)
    for each in range(1, stream.version + 1):
        if each in effective:
            for problem in problems(replayed, effective[each], index, where):
                yield problem._replace(message=f"as corrected, {stream.name}#{each}: {problem.message}")
            replayed.apply(effective[each])
            held[each] = effective[each]
        else:
            replayed.skip()
