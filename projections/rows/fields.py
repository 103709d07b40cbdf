"""What a row's class says of its fields: names, types, help, and the columns that show them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, Union, get_args, get_origin, get_type_hints

from bilat.projections.rows.amounts import ConvertedAmount, NominalAmount, StatedAmount, SummedAmount

Row = type[Mapping[str, Any]] | Callable[..., Mapping[str, Any]]
"""A TypedDict: the class of a row (mypy takes a class made by a call for a function)."""
Cells = Literal["plain", "amount", "interval", "converted", "whole", "amounts", "records", "events", "none"]
"""How tables of data (CSV, workbooks) show a field; what each means is told in `cli/render/expansion`."""


class DataColumn(NamedTuple):
    """A field in a table of data; `parts` are the paths into its values, a cell each, where it has several."""

    name: str
    cells: Cells = "plain"
    parts: tuple[tuple[str, ...], ...] = ()


AMOUNT_PARTS = (("value",), ("unit",), ("bound",), ("upper",))


class Shown(NamedTuple):
    """How tables of data show a field, where its type does not say it."""

    cells: Cells


class RowField(NamedTuple):
    """One field: its name, its type without marks, what it tells, whether every row has it, and its cells."""

    name: str
    type: Any
    help: str
    always: bool
    cells: Cells


@cache
def fields(row: Row) -> tuple[RowField, ...]:
    """Give the fields of a row's class, those that it inherits first."""
    return tuple(_field(name, hint) for name, hint in get_type_hints(row, include_extras=True).items())


def columns(row: Row, first: Sequence[str] = ()) -> tuple[DataColumn, ...]:
    """Give the columns of a table of data: every field, those named `first` before the others.

    Left out are only fields that are marked so, with what stands in for them in their help.
    """
    named = {field.name: field for field in fields(row)}
    ordered = [named[name] for name in (*first, *(name for name in named if name not in first))]
    return tuple(DataColumn(each.name, each.cells, _parts(each)) for each in ordered if each.cells != "none")


def names(row: Row) -> tuple[str, ...]:
    """Give the names of a row's fields."""
    return tuple(field.name for field in fields(row))


def is_row(candidate: Any) -> bool:
    """Say whether a type is the class of a row, or of an amount."""
    return hasattr(candidate, "__required_keys__")


def options(hint: Any) -> tuple[Any, ...]:
    """Give the types that a value may have, None among them."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def item(hint: Any) -> Any:
    """Give the type of a list's items; None for what is no list."""
    return get_args(hint)[0] if get_origin(hint) is list else None


def _field(name: str, hint: Any) -> RowField:
    always, help, shown = True, "", None
    while get_origin(hint) in (NotRequired, Annotated):
        if get_origin(hint) is NotRequired:
            always, (hint,) = False, get_args(hint)
        else:
            hint, *marks = get_args(hint)
            for mark in marks:
                help, shown = (help, mark.cells) if isinstance(mark, Shown) else (mark, shown)
    return RowField(name, hint, help, always, shown or _cells(hint))


def _cells(hint: Any) -> Cells:
    """Return the cells that a type asks for."""
    several = {item(each) for each in options(hint)} - {None}
    single = {each for each in options(hint) if each is not NoneType and item(each) is None}
    if ConvertedAmount in single:
        return "converted"
    if {StatedAmount, SummedAmount} & single:
        return "whole" if several else "amount"
    if several & {StatedAmount, SummedAmount, NominalAmount}:
        return "amounts"
    return "records" if any(map(is_row, several)) else "plain"


def _parts(field: RowField) -> tuple[tuple[str, ...], ...]:
    match field.cells:
        case "amount" | "whole":
            return AMOUNT_PARTS
        case "interval":
            return (*AMOUNT_PARTS, ("low",), ("high",))
        case "converted":
            return tuple((each.name,) for each in fields(ConvertedAmount) if each.cells == "plain")
        case "records":
            (record,) = {item(each) for each in options(field.type)} - {None}
            return tuple(_paths(record))
    return ()


def _paths(record: Row) -> Iterator[tuple[str, ...]]:
    for field in fields(record):
        if is_row(field.type):
            yield from ((field.name, *path) for path in _paths(field.type))
        else:
            yield (field.name,)
