"""Which columns the log has: derived from the fields of the event classes, never written by hand.

A field becomes, by what it holds:

- an amount: `F_value`, `F_upper` Decimal(38, 15), `F_unit`, `F_bound` String
- one or several party codes: `F` List(String), a single code as a list of one
- a decimal, an integer, a flag, a text: `F` Decimal(38, 15), Int64, Boolean, String
- any other list or object: `F` String, its JSON text

A name that is a number in one kind and a text in another has two columns: `F` of the number, `F_text` String.
Lines of an older schema are read under the names of today (`events/renamed.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import polars as pl

from bilat.events.base import ENVELOPE
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.events.values.amounts import Amount
from bilat.events.values.codes import Code

Shape = Literal["amount", "codes", "decimal", "integer", "flag", "text", "json"]

DECIMAL = pl.Decimal(38, 15)
CODES = pl.List(pl.String)
AMOUNT_PARTS: dict[str, pl.DataType] = {
    "value": DECIMAL,
    "upper": DECIMAL,
    "unit": pl.String(),
    "bound": pl.String(),
}
_COLUMN: dict[Shape, pl.DataType] = {
    "codes": CODES,
    "decimal": DECIMAL,
    "integer": pl.Int64(),
    "flag": pl.Boolean(),
    "text": pl.String(),
    "json": pl.String(),
}
_LISTED = frozenset({"from"})  # one code in every kind, but it stands beside `to`, which may be several


def _bare(annotation: Any) -> Any:
    """Return the annotation without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(member for member in get_args(annotation) if member is not type(None)))
    return annotation


def _shape(name: str, annotation: Any) -> Shape:
    bare = _bare(annotation)
    origin = get_origin(bare)
    if bare is Amount:
        return "amount"
    if name in _LISTED or (origin is tuple and get_args(bare)[0] == Code):
        return "codes"
    if origin is Literal or bare is str:
        return "text"
    plain: dict[Any, Shape] = {Decimal: "decimal", int: "integer", bool: "flag"}
    return plain.get(bare, "json")


def _declared() -> Iterator[tuple[str, str, Shape, bool]]:
    """Yield (field, kind, shape, whether it is identity) for every field of every kind."""
    for kind in KINDS:
        event_type = event_class(kind)
        for attribute, field in event_type.model_fields.items():
            name = field.alias or attribute.rstrip("_")
            yield name, kind, _shape(name, field.annotation), name in event_type.IDENTITY


def _shapes() -> tuple[dict[str, dict[Shape, list[str]]], frozenset[str]]:
    shapes: dict[str, dict[Shape, list[str]]] = {}
    identity = set()
    for name, kind, shape, identifies in _declared():
        shapes.setdefault(name, {}).setdefault(shape, []).append(kind)
        if identifies:
            identity.add(name)
    for found in shapes.values():
        if "codes" in found:  # one code here, several there: a list everywhere
            kinds = [kind for each in found.values() for kind in each]
            found.clear()
            found["codes"] = kinds
    return shapes, frozenset(identity)


SHAPES, IDENTITY = _shapes()
"""Field -> shape -> the kinds that declare it so; and the names of all identity fields."""

AMOUNTS: tuple[str, ...] = tuple(name for name, shapes in SHAPES.items() if "amount" in shapes)
"""The fields that hold an amount."""


def column_of(name: str, shape: Shape) -> str:
    """Return the column for a field's declarations of one shape: its name, `_text` added where a number has it."""
    return f"{name}_text" if shape == "text" and len(SHAPES[name]) > 1 else name


def physical(name: str) -> list[str]:
    """Return the columns that hold a field: four for an amount, the days besides for `on`; raises KeyError."""
    columns = []
    for shape in SHAPES[name]:
        if shape == "amount":
            columns += [f"{name}_{part}" for part in AMOUNT_PARTS]
        else:
            columns.append(column_of(name, shape))
    return [*columns, "first", "last"] if name == "on" else columns


def _raw(shapes: dict[Shape, list[str]]) -> pl.DataType:
    if "amount" in shapes:
        return pl.Struct({part: pl.String() for part in AMOUNT_PARTS})
    if len(shapes) == 1:
        shape = next(iter(shapes))
        return _COLUMN[shape] if shape in ("integer", "flag") else pl.String()
    return pl.String()


RAW: dict[str, pl.DataType] = {name: _raw(shapes) for name, shapes in SHAPES.items()}
"""How the canonical lines are read: lists and objects as their JSON text."""


def _schema() -> dict[str, pl.DataType]:
    schema: dict[str, pl.DataType] = {"position": pl.Int64()} | dict.fromkeys(("event", "stream_type"), pl.String())
    for name in (*ENVELOPE, *(own for own in SHAPES if own not in ENVELOPE)):
        for shape in SHAPES[name]:
            if shape == "amount":
                schema |= {f"{name}_{part}": dtype for part, dtype in AMOUNT_PARTS.items()}
            else:
                schema[column_of(name, shape)] = _COLUMN[shape]
        if name == "on":
            schema |= {"first": pl.Date(), "last": pl.Date()}
    return schema


SCHEMA: dict[str, pl.DataType] = _schema()
"""The columns of the columnar log and their dtypes, in order."""
