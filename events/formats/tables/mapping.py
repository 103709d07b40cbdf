"""Mappings: how a foreign table is read as one of ours. Given as TOML, as `--map THEIRS=OURS`, or both.

sheet = "Pledges"                      # XLSX: which sheet
decimal = ","                          # 1.234,56
ignore = ["Internal number"]           # columns to pass over
scale = "million"                      # what amounts are printed in; or a table: a scale for each column
dates = "%d/%m/%Y"                     # or a table: a format, or several, for each column
[columns]
"Donor country" = "donor"              # theirs = ours
[constants]
kind = "pledge-announced"              # where no cell tells it
[templates]
stream = "pledge/{Project ID}"         # made from their columns; {line} is the line number
[values.donor]
"Japan" = "JP"                         # their word = ours; for lists item by item
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.formats.tables.scaling import check_scale, is_scalable
from bilat.events.formats.tables.tabular import known_columns
from bilat.events.suggestions import did_you_mean

KEYS = ("sheet", "decimal", "scale", "ignore", "dates", "columns", "constants", "templates", "values")
PLACE = re.compile(r"\{([^{}]+)\}")
LIMIT = 1 << 20
"""Bytes of a mapping file."""
EVERY = ""
"""The key of date formats, and of the scale, that are meant for every column."""


@dataclass(frozen=True)
class ColumnMapping:
    """A mapping, checked. Columns are ours, except for the keys of `columns` and `ignore`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    decimal: str | None = None
    sheet: str | None = None

    def formats(self, column: str) -> tuple[str, ...]:
        """Return the date formats that a column is read by."""
        return self.dates.get(column, self.dates.get(EVERY, ()))

    def scale(self, column: str) -> str | None:
        """Return what the amounts of a column are printed in; None for single units."""
        return self.scales.get(column, self.scales.get(EVERY))


def combined(
    toml: bytes | None, pairs: Iterable[str] = (), sheet: str | None = None, scale: str | None = None
) -> dict[str, Any]:
    """Return a mapping file and what the command line adds to it, unchecked: what a `Context` carries."""
    try:
        mapping = tomllib.loads(toml.decode("utf-8-sig")) if toml else {}
    except ValueError as error:
        raise BadInput(f"the mapping is not TOML: {error}", f"its keys: {', '.join(KEYS)}") from None
    except RecursionError:
        raise BadInput("the mapping is nested too deeply", f"its keys: {', '.join(KEYS)}") from None
    columns, ignore = _table(mapping, "columns"), list(_list(mapping.get("ignore", []), "ignore"))
    for pair in pairs:
        theirs, equals, ours = pair.rpartition("=")
        if not equals or not theirs.strip():
            raise BadInput(f"cannot read --map {pair!r}", "THEIRS=OURS, as in --map 'Donor country=donor'")
        if ours.strip():
            columns[theirs.strip()] = ours.strip()
        else:
            ignore.append(theirs.strip())
    mapping |= {"columns": columns, "ignore": ignore} if columns or ignore else {}
    if scale:
        given = mapping.get("scale")
        mapping["scale"] = {**given, EVERY: scale} if isinstance(given, Mapping) else scale
    return mapping | ({"sheet": sheet} if sheet else {})


def wording(mapping: Mapping[str, Any]) -> ColumnMapping:
    """Check a mapping. Raises BadInput, with near names, for a key or a column that does not exist."""
    for key in mapping:
        if key not in KEYS:
            raise BadInput(f"mapping: unknown key {key!r}", did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}")
    texts = {key: _texts(_table(mapping, key), key) for key in ("columns", "constants", "templates")}
    maps = _table(mapping, "values")
    values = {column: _texts(_table(maps, column), f"values.{column}") for column in maps}
    dates = mapping.get("dates", {})
    formats = {EVERY: dates} if isinstance(dates, str | list) else _table(mapping, "dates")
    dated = [column for column in formats if column != EVERY]
    scale = mapping.get("scale", {})
    scales = {EVERY: scale} if isinstance(scale, str) else _table(mapping, "scale")
    for key, named in {
        **texts,
        "columns": texts["columns"].values(),
        "values": values,
        "dates": dated,
        "scale": [column for column in scales if column != EVERY],
    }.items():
        _check(key, named)
    for column in scales:
        if column != EVERY and not is_scalable(column):
            raise BadInput(f"mapping: scale names {column!r}, which holds no amounts", "name a column such as amount")
    decimal, sheet = mapping.get("decimal"), mapping.get("sheet")
    if decimal not in (None, ".", ","):
        raise BadInput(f"mapping: decimal = {decimal!r}", 'it is "." or ","')
    if not isinstance(sheet, str | None):
        raise BadInput(f"mapping: sheet = {sheet!r}", "it is the name of a sheet, in quotes")
    return ColumnMapping(
        ignore=frozenset(_list(mapping.get("ignore", []), "ignore")),
        dates={column: tuple(_list(form, "dates")) for column, form in formats.items()},
        values=values,
        scales={column: check_scale(word) for column, word in scales.items()},
        decimal=decimal,
        sheet=sheet,
        **texts,
    )


def _check(key: str, columns: Iterable[str]) -> None:
    known = known_columns()
    for column in columns:
        if column not in known and not column.startswith("ids."):
            raise BadInput(
                f"mapping: {key} names {column!r}, which is no column of ours",
                did_you_mean(column, known) or "`bilat schema --csv KIND` prints them",
            )


def _table(mapping: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = mapping.get(key, {})
    if not isinstance(table, Mapping):
        raise BadInput(f"mapping: {key} is not a table", f"begin it with the line [{key}]")
    return dict(table)


def _texts(table: Mapping[str, Any], key: str) -> dict[str, str]:
    texts = {}
    for name, value in table.items():
        if not isinstance(value, str | int) or value == "":
            raise BadInput(f"mapping: {key}.{name} = {value!r} is not a text", "write it in quotes")
        texts[str(name)] = str(value).lower() if isinstance(value, bool) else str(value)
    return texts


def _list(given: Any, key: str) -> list[str]:
    items = [given] if isinstance(given, str) else given
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        raise BadInput(f"mapping: {key} = {given!r} is not a text or a list of texts", "write texts in quotes")
    return items
