"""What each field of an event holds, derived from its class, and which name a party, a source or a stream.

The ground of every format with columns, and of every search for what an event refers to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bilat.events.base import Event
from bilat.events.registry import event_class
from bilat.events.renamed import RENAMED
from bilat.events.values.amounts import Amount
from bilat.events.values.citations import Citation
from bilat.events.values.dates import Day, ExactDay, Horizon, When
from bilat.events.values.recorders import Recorder

Form = Literal[
    "text",
    "word",
    "date",
    "decimal",
    "integer",
    "flag",
    "list",
    "amount",
    "amounts",
    "cites",
    "ids",
    "parts",
    "json",
]
"""`text` is free text, taken as it stands; `word` any other text; `parts` an object of named decimals."""

REFERENCE_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("parties", "to", "from", "donor", "recipient", "via"), "party/"),
    **dict.fromkeys(("observers", "absent", "member", "parent"), "party/"),
    **dict.fromkeys(("meeting", "agreement", "part_of", "into"), ""),
    "origin": "source/",
}
"""Field to what stands before its value to make it a stream; `cites` beside them names sources."""

_DATES = tuple(get_args(each)[1] for each in (When, Day, ExactDay, Horizon))
_SCALARS: Mapping[type, Form] = {Decimal: "decimal", int: "integer", bool: "flag"}


@dataclass(frozen=True)
class FieldShape:
    """One field: what it holds, the words it may be (none: any), its parts, whether it must be told."""

    form: Form
    words: tuple[str, ...] = ()
    parts: Mapping[str, FieldShape] = field(default_factory=dict)
    required: bool = False


@cache
def shapes(kind: str) -> Mapping[str, FieldShape]:
    """Return every field of a kind, the envelope's first. Raises BadInput for an unknown kind."""
    return dict(_fields(event_class(kind)))


@cache
def shapes_ever(kind: str) -> Mapping[str, FieldShape]:
    """Return every field of a kind, and those that had another name before: exports of then hold it."""
    known = shapes(kind)
    return {**known, **{name: known[today] for name, today in RENAMED.get(kind, {}).items()}}


def needed_of_all(kind: type[Event]) -> tuple[str, ...]:
    """Return which of the fields that every event has must be told by one of this kind: its day, its sources."""
    if kind.NEEDS_SOURCE:
        return ("on", "cites")
    return ("cites",) if kind.NEEDS_CITATION else ()


def named_streams(event: Event) -> list[tuple[str, str]]:
    """Return the streams that an event names, each with the field that names it."""
    found = [(f"source/{cite.source}", "cites") for cite in event.cites]
    record = event.attributes()
    for name, prefix in _naming_fields(type(event)):
        value = record[name]
        if value is None:
            continue
        for each in (value,) if isinstance(value, str) else value:
            found.append((prefix + each, name.rstrip("_")))
    return found


@cache
def _naming_fields(kind: type[Event]) -> tuple[tuple[str, str], ...]:
    named = ((name, REFERENCE_FIELDS.get(field.alias or name)) for name, field in kind.model_fields.items())
    return tuple((name, prefix) for name, prefix in named if prefix is not None)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldShape]]:
    for attribute, info in model.model_fields.items():
        yield info.alias or attribute, _shape(info)


def _shape(info: FieldInfo) -> FieldShape:
    bare, marks = _bare(info.annotation, list(info.metadata))
    required = info.is_required()
    if get_origin(bare) is Literal:
        return FieldShape("word", get_args(bare), required=required)
    if get_origin(bare) is tuple:
        item, _ = _bare(get_args(bare)[0], [])
        lists: Mapping[Any, Form] = {Amount: "amounts", Citation: "cites"}
        return FieldShape(lists.get(item, "list"), required=required)
    if get_origin(bare) is dict:
        return FieldShape("ids" if get_args(bare)[1] is not Any else "json", required=required)
    if bare is Amount:
        return FieldShape("amount", required=required)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return FieldShape("parts", parts=dict(_fields(bare)), required=required)
    if bare is str:
        return FieldShape(_text(marks), required=required)
    return FieldShape(_SCALARS[bare], required=required)


def _text(marks: list[Any]) -> Form:
    if any(mark in _DATES for mark in marks):
        return "date"
    if any(mark in get_args(Recorder) for mark in marks):
        return "text"  # a name is taken as it stands, spaces at its ends and all
    free = all(hasattr(mark, "min_length") or hasattr(mark, "max_length") for mark in marks)
    return "text" if free and marks else "word"


def _bare(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """Return the type without `None` and `Annotated`, and every mark that stood on it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        for mark in more:
            marks += mark.metadata if isinstance(mark, FieldInfo) else [mark]
        return _bare(inner, marks)
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)), marks)
    return annotation, marks
