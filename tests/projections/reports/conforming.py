"""Whether JSON is of a class of rows: exactly its fields, each of its type."""

from collections.abc import Iterator
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from bilat.projections.rows.fields import fields, is_row, options


def misfits(value: Any, hint: Any, where: str = "") -> Iterator[str]:
    """Yield where a value is not of a type: fields that lack, fields that no one declared, values of another type."""
    if hint is Any:
        return
    if len(options(hint)) > 1:
        found = [list(misfits(value, option, where)) for option in options(hint)]
        yield from min(found, key=lambda each: (len(each), "is no" in "".join(each)))
    elif is_row(hint):
        yield from _of_row(value, hint, where)
    elif get_origin(hint) is list:
        if not isinstance(value, list):
            yield f"{where} is no list"
        else:
            for each in value:
                yield from misfits(each, get_args(hint)[0], f"{where}[]")
    elif get_origin(hint) is dict:
        if not isinstance(value, dict):
            yield f"{where} is no object"
        else:
            for each in value.values():
                yield from misfits(each, get_args(hint)[1], f"{where}.*")
    elif get_origin(hint) is Literal:
        if value not in get_args(hint):
            yield f"{where} is no {get_args(hint)}: {value!r}"
    elif type(value) is not hint:
        yield f"{where} is no {hint.__name__}: {value!r}"


def filled(value: Any, hint: Any) -> Iterator[str]:
    """Yield CLASS.FIELD for every field that holds something, of a value without misfits."""
    several = [option for option in options(hint) if is_row(option)]
    for option in options(hint):
        if get_origin(option) is list and isinstance(value, list):
            for each in value:
                yield from filled(each, get_args(option)[0])
        elif is_row(option) and isinstance(value, dict):
            if len(several) > 1 and list(misfits(value, option)):
                continue
            for field in fields(option):
                held = value.get(field.name)
                if held not in (None, [], {}, ""):
                    yield f"{option.__name__}.{field.name}"
                    yield from filled(held, field.type)


def declared(hint: Any, seen: set[str] | None = None) -> set[str]:
    """Every field, CLASS.FIELD, of a class and of those in it."""
    seen = set() if seen is None else seen
    if is_row(hint):
        for field in fields(hint):
            name = f"{hint.__name__}.{field.name}"
            if name not in seen:
                seen.add(name)
                declared(field.type, seen)
    for part in get_args(hint):
        declared(part, seen)
    return seen


def _of_row(value: Any, row: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no {NoneType.__name__ if row is NoneType else row.__name__}"
        return
    known = {field.name: field for field in fields(row)}
    yield from (f"{where}.{name} is in no {row.__name__}" for name in value.keys() - known.keys())
    for name, field in known.items():
        if name in value:
            yield from misfits(value[name], field.type, f"{where}.{name}")
        elif field.always:
            yield f"{where}.{name} lacks"
