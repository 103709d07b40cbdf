"""Events taken apart into the values of their columns, and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.fields import FieldShape, shapes, shapes_ever
from bilat.events.formats.tables.cells import citation_text, read_cell, write_cell
from bilat.events.formats.tables.tabular import CITATION, TabularColumn, column, described

Unread = list[tuple[str, BadInput]]
"""What cannot be read: the column, and why."""


def fields_of(kind: str, cells: Mapping[str, str]) -> tuple[dict[str, Any], Unread]:
    """Return the fields that a row of texts tells, for `read_event`, and what of them cannot be read."""
    values: dict[str, Any] = {}
    found: Unread = []
    for name, text in cells.items():
        at = column(kind, name)
        try:
            values[name] = read_cell(at.shape, text) if at else text
        except BadInput as error:
            found.append((name, BadInput(f"{name}: {error.message}", error.remedy)))
    fields, apart = together(kind, values)
    return fields, found + apart


def together(kind: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], Unread]:
    """Return the fields of an event from the values under its columns, parts joined; `apart` gives them back."""
    fields: dict[str, Any] = {"kind": kind}
    parts: dict[str, dict[str, Any]] = {}
    found: Unread = []
    for name, value in values.items():
        at = column(kind, name)
        if at is None:
            found.append((name, BadInput(f"{name}: {kind} has no such column", "leave the cell empty")))
        elif at.part:
            parts.setdefault(at.field, {})[at.part] = value
        else:
            fields[at.field] = value
    for field, record in parts.items():
        try:
            _join(fields, field, record, shapes(kind)[field])
        except BadInput as error:
            found.append((f"{field}.{next(iter(record))}", error))
    return fields, found


def apart(fields: Mapping[str, Any]) -> Iterator[tuple[TabularColumn, Any]]:
    """Yield the values of an event under its columns, citations whole."""
    kind = fields["kind"]
    for field, value in fields.items():
        match shapes_ever(kind)[field].form:
            case "amount":
                record: Mapping[str, Any] = {f"{field}_{part}": each for part, each in value.items()}
            case "ids" | "parts":
                record = {f"{field}.{part}": each for part, each in value.items()}
            case _:
                record = {field: value}
        for name, each in record.items():
            at = column(kind, name)
            assert at is not None
            yield at, each


def cells_of(fields: Mapping[str, Any]) -> Iterator[tuple[TabularColumn, str]]:
    """Yield the cells of a canonical line, unguarded; `fields_of` gives the same fields."""
    for at, value in apart(fields):
        if at.name == "cites" and len(value) == 1 and not isinstance(citation_text(value[0]), str):
            yield at, value[0]["source"]
            for part in CITATION:
                if part in value[0]:
                    yield described(fields["kind"])[f"cites.{part}"], value[0][part]
        else:
            yield at, write_cell(at.shape, value)


def _join(fields: dict[str, Any], field: str, record: dict[str, Any], shape: FieldShape) -> None:
    """Put the parts of a field together. Raises BadInput where they do not go with the whole."""
    match shape.form:
        case "amount":
            if field in fields and record.keys() & {"value", "upper"}:
                raise BadInput(f"{field}: told twice, as text and in parts", f"fill {field} or {field}_value, not both")
            if "value" in record:
                fields[field] = {"bound": "between" if "upper" in record else "exact"} | record
            elif "upper" in record:
                raise BadInput(f"{field}_value: is missing beside {field}_upper", "fill both, or neither")
        case "cites":
            cites = fields.get("cites", [])
            if len(cites) != 1 or not isinstance(cites[0], str):
                raise BadInput(
                    f"{field}.{next(iter(record))}: goes with one source in `cites`",
                    "write several as a JSON list",
                )
            source, _, locator = cites[0].partition("#")
            if locator and "locator" in record:
                raise BadInput(f"{field}.locator: told twice", f"`cites` has the locator {locator[:40]!r} already")
            fields["cites"] = [{"source": source} | ({"locator": locator} if locator else {}) | record]
        case "ids":
            if record.keys() & fields.get("ids", {}).keys():
                raise BadInput("ids: an identifier is told twice", "fill `ids` or the column of the scheme")
            fields["ids"] = fields.get("ids", {}) | record
        case _:
            fields[field] = fields.get(field, {}) | record
