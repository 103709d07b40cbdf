"""From rows to the columns of a table of data: CSV and workbooks have the same, by construction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bilat.projections.rows.fields import AMOUNT_PARTS, DataColumn

Spec = DataColumn | str
"""A column; `amount:NAME` and plain `NAME` are short for one."""


class Expanded(NamedTuple):
    """One column of a table: its header, what its values are (a part of an amount, or a field), and the values."""

    header: str
    holds: str
    values: Sequence[Any]


def expanded(specs: Iterable[Spec], rows: Sequence[Mapping[str, Any]]) -> list[Expanded]:
    """Give the columns of a table, a value a row, as the report's JSON has them.

    A `plain` field has one. An `amount` has NAME, NAME_unit, NAME_bound and NAME_upper, an `interval` its low and high
    too, one `converted` what is known of the rate. Where several amounts stand, each value is a list with an item for
    each. `records` have a column a part, `events` one of references. A `whole` amount stands undivided in NAME, beside
    its parts; lists of `amounts` in NAME. Lists of amounts have a further column for each unit: `NAME USD`.
    """
    return [each for spec in specs for each in _columns(_column(spec), rows)]


def _column(spec: Spec) -> DataColumn:
    if isinstance(spec, DataColumn):
        return spec
    amount, _, name = spec.rpartition(":")
    return DataColumn(name, "amount", AMOUNT_PARTS) if amount else DataColumn(name)


def _columns(column: DataColumn, rows: Sequence[Mapping[str, Any]]) -> Iterator[Expanded]:
    name, values = column.name, [row.get(column.name) for row in rows]
    match column.cells:
        case "plain":
            yield Expanded(name, name, values)
        case "events":
            yield Expanded(name, name, [[each["event"] for each in value or ()] for value in values])
        case "amounts":
            yield Expanded(name, name, values)
            yield from _by_unit(name, values)
        case "whole":
            yield Expanded(name, "whole", values)
            yield from _by_part(column, values, column.parts[1:])
            if any(isinstance(value, list) for value in values):
                yield from _by_unit(name, values)
        case _:
            yield from _by_part(column, values, column.parts)


def _by_part(column: DataColumn, values: Sequence[Any], parts: Sequence[tuple[str, ...]]) -> Iterator[Expanded]:
    for path in parts:
        header = column.name if path == column.parts[0] else f"{column.name}_{path[-1]}"
        yield Expanded(header, path[-1], [_part(value, path) for value in values])


def _part(value: Any, path: Sequence[str]) -> Any:
    """Return what stands at the path; of a list, what stands there in each item."""
    if isinstance(value, list):
        return [_part(each, path) for each in value]
    for name in path:
        value = (value or {}).get(name)
    return value


def _by_unit(name: str, values: Sequence[Any]) -> Iterator[Expanded]:
    """Yield a column for each unit, and as many as one row has amounts in it; bounds and upper ends where there are
    any.
    """
    lists = [value if isinstance(value, list) else [value] if value else [] for value in values]
    for unit in sorted({amount["unit"] for amounts in lists for amount in amounts}):
        found = [[amount for amount in amounts if amount["unit"] == unit] for amounts in lists]
        for nth in range(max(map(len, found))):
            here = [amounts[nth] if nth < len(amounts) else {} for amounts in found]
            header = f"{name} {unit}" if nth == 0 else f"{name} {unit} ({nth + 1})"
            yield Expanded(header, "value", [amount.get("value") for amount in here])
            if any(amount.get("bound", "exact") != "exact" for amount in here):
                yield Expanded(f"{header} bound", "bound", [amount.get("bound") for amount in here])
            if any(amount.get("upper") for amount in here):
                yield Expanded(f"{header} upper", "upper", [amount.get("upper") for amount in here])
