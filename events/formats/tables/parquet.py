"""Parquet: the columns of `tabular`, typed; amounts are Decimal(38, 15), lists are lists.

`cites` is a list of (source, locator, quote, published), `equivalents` and `amounts` are lists of (value,
upper, unit, bound), `fields` is JSON text. A column that is a number in one kind and a text in another
holds texts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

import orjson
import polars as pl

from bilat.events.base import Event
from bilat.events.errors import PROBLEMS_SHOWN, BadInput, Problem
from bilat.events.fields import Form
from bilat.events.formats.jsonl import NOTHING
from bilat.events.formats.reading import Context, Reading
from bilat.events.formats.tables.assembly import apart, together
from bilat.events.formats.tables.cells import read_cell, write_cell
from bilat.events.formats.tables.csv import ALWAYS, each_line
from bilat.events.formats.tables.panics import Unreadable, unpacked
from bilat.events.formats.tables.parquet_apart import unpacked_apart
from bilat.events.formats.tables.parquet_pages import FILE_LIMIT, unsafe
from bilat.events.formats.tables.tabular import column, described, known_columns, ordered
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.suggestions import did_you_mean

DECIMAL = pl.Decimal(38, 15)
AMOUNT = pl.Struct({"value": DECIMAL, "upper": DECIMAL, "unit": pl.String, "bound": pl.String})
CITATION = pl.Struct(dict.fromkeys(("source", "locator", "quote", "published"), pl.String))
DTYPES: Mapping[Form, pl.DataType] = {
    "decimal": DECIMAL,
    "integer": pl.Int64(),
    "flag": pl.Boolean(),
    "list": pl.List(pl.String),
    "amounts": pl.List(AMOUNT),
    "cites": pl.List(CITATION),
}
"""How each form of field is written; all others as String."""
PAGE = 50_000


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each row's event, or its problems. Columns may hold typed values or the texts that CSV takes."""
    content = file.read(FILE_LIMIT + 1)
    if found := unsafe(content):
        yield found
        return
    known = known_columns([context.kind] if context.kind else KINDS)
    try:
        with unpacked_apart(content) as (columns, pages):
            unknown = [name for name in columns if name not in known and not name.startswith("ids.")]
            for name in islice(unknown, PROBLEMS_SHOWN):
                yield Problem(f"column {name[:60]}", "header", "unknown column", did_you_mean(name, known))
            names = [name for name in columns if name not in set(unknown)]
            rows = (row for page in pages(names) for row in unpacked(page.to_dicts)) if names else ()
            for number, row in enumerate(rows, 1):
                record = {name: value for name, value in row.items() if value is not None and value != ""}
                yield from _event(f"row {number}", record, context.kind)
    except Unreadable as error:
        yield Problem("", "parquet", f"not a Parquet file: {error}", "is it whole?")


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines, or chunks of them joined by newlines, a row each under the columns that they use."""
    dtypes = _dtypes()
    frames = [pl.DataFrame(schema={name: dtypes[name] for name in ALWAYS})]
    rows: list[dict[str, Any]] = []
    for line in each_line(lines):
        fields = orjson.loads(line)
        rows.append({at.name: _typed(dtypes.get(at.name), at.shape, value) for at, value in apart(fields)})
        if len(rows) == PAGE:
            frames.append(_frame(rows, dtypes))
            rows = []
    frames.append(_frame(rows, dtypes))
    whole = pl.concat(frames, how="diagonal")
    packed = io.BytesIO()  # a pipe cannot be gone back in
    whole.select(ordered(whole.columns)).write_parquet(packed, compression="zstd")
    file.write(packed.getbuffer())


def _frame(rows: list[dict[str, Any]], dtypes: Mapping[str, pl.DataType]) -> pl.DataFrame:
    names = sorted({name for row in rows for name in row})
    return pl.DataFrame(rows, schema={name: dtypes.get(name, pl.String()) for name in names}, orient="row")


def _dtypes() -> dict[str, pl.DataType]:
    """Return the type of every column, `ids.SCHEME` aside; String where two kinds differ."""
    found: dict[str, pl.DataType] = {}
    for kind in KINDS:
        for name, at in described(kind).items():
            dtype = DTYPES.get(at.shape.form, pl.String())
            found[name] = dtype if found.get(name, dtype) == dtype else _common(found[name], dtype)
    return found


def _common(one: pl.DataType, other: pl.DataType) -> pl.DataType:
    return DTYPES["list"] if DTYPES["list"] in (one, other) else pl.String()


def _typed(dtype: pl.DataType | None, shape: Any, value: Any) -> Any:
    """Return a decoded value as the column holds it."""
    if dtype == DECIMAL:
        return Decimal(value)
    if dtype == DTYPES["list"]:
        return [value] if isinstance(value, str) else value
    if dtype == DTYPES["amounts"]:
        return [
            {"upper": None} | {k: Decimal(v) if k in ("value", "upper") else v for k, v in e.items()} for e in value
        ]
    if dtype in (DTYPES["cites"], DTYPES["integer"], DTYPES["flag"]):
        return value
    return write_cell(shape, value)


def _event(where: str, record: Mapping[str, Any], kind: str | None) -> Iterator[Reading]:
    kind = record.get("kind", kind)
    if not isinstance(kind, str) or kind not in KINDS:
        yield Problem(
            where,
            "kind",
            f"no kind {str(kind)[:60]!r}" if kind else "an event needs its `kind`",
            did_you_mean(str(kind)[:100], KINDS) or "give --kind KIND, or a column `kind`",
        )
        return
    try:
        values = {name: _plain(kind, name, value) for name, value in record.items()}
    except BadInput as error:
        yield Problem(where, "cell", error.message, error.remedy)
        return
    fields, found = together(kind, values)
    if found:
        yield from (Problem(where, name, error.message, error.remedy) for name, error in found)
        return
    event = read_event(fields, where)
    if isinstance(event, Event):
        yield event, where
    else:
        yield from event


def _plain(kind: str, name: str, value: Any) -> Any:
    """Return a value of a column as decoded JSON. Raises BadInput."""
    at = column(kind, name)
    match value:
        case str():
            try:
                return read_cell(at.shape, value) if at else value
            except BadInput as error:
                raise BadInput(f"{name}: {error.message}", error.remedy) from None
        case list() if at and at.shape.form not in ("list", "cites", "amounts"):
            return value[0] if len(value) == 1 else value
        case list():
            return [_bare(item) for item in value]
        case date():
            return value.isoformat()
    return value


def _bare(item: Any) -> Any:
    return {k: v for k, v in item.items() if v is not None} if isinstance(item, dict) else item
