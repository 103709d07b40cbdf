"""From canonical lines to columns."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

import orjson
import polars as pl

from bilat.events.errors import StoreError
from bilat.events.kinds import KINDS
from bilat.events.renamed import RENAMED
from bilat.projections.columns.dates import first_and_last_days
from bilat.projections.columns.schema import AMOUNT_PARTS, RAW, SCHEMA, SHAPES, Shape, column_of

Frame = pl.DataFrame | pl.LazyFrame
"""A columnar log, read or yet to be read."""

_JSON = [name for name, shapes in SHAPES.items() if "json" in shapes]
_LOST = (rb"\\", rb"\u00", rb"\t", rb"\b", rb"\f")
"""The escapes that Polars does not write back when it tells a list or an object as JSON text."""


class LogLines(Protocol):
    """What `read` needs of a log."""

    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """Yield big chunks of newline-joined canonical lines from position `start` on."""
        ...


def decode_lines(joined: bytes, first_position: int = 1) -> pl.DataFrame:
    """Columns of newline-joined canonical lines: `SCHEMA`, in the order given.

    `position` counts up from `first_position`. No lines give no rows. Raises StoreError for an event of a kind that
    is not among `KINDS`: no report may pass over it in silence.
    """
    raw = _raw(joined)
    _refuse_unknown_kinds(raw, first_position)
    typed = _typed(raw).with_columns(
        position=pl.int_range(pl.len(), dtype=pl.Int64) + first_position,
        event=pl.format("{}#{}", "stream", "version"),
        stream_type=pl.col("stream").str.extract(r"^([^/]*)"),
    )
    return typed.select(list(SCHEMA))


def _refuse_unknown_kinds(raw: pl.DataFrame, first_position: int) -> None:
    unknown = (~raw["kind"].is_in([*KINDS])).fill_null(True).arg_true()
    if not unknown.is_empty():
        kind = raw["kind"][unknown[0]]
        cause = f"@{first_position + unknown[0]} is of a kind that this program does not know: {str(kind)[:40]}"
        raise StoreError(cause, "a newer bilat may know it; `bilat verify` tells whether the ledger is damaged")


def partial(fields: pl.DataFrame) -> pl.DataFrame:
    """Columns of events told in part: `fields` is (fields String: a JSON object, kind String).

    Rows in the order given; `SCHEMA` but for position, event and stream_type; null where nothing is told.
    """
    raw = _raw("\n".join(fields["fields"]).encode())
    typed = _typed(raw.with_columns(fields["kind"]))
    return typed.select(name for name in SCHEMA if name in typed.columns)


def read(log: LogLines, stop: int | None = None) -> pl.DataFrame:
    """Return the log as columns, whole or up to position `stop`: `SCHEMA`, position order."""
    frames, position = [pl.DataFrame(schema=SCHEMA)], 1
    for joined in log.read_chunks(1, stop):
        frames.append(decode_lines(joined, position))
        position += frames[-1].height
    return pl.concat(frames)


def _raw(joined: bytes) -> pl.DataFrame:
    """Return the lines as they stand: `RAW`, lists and objects as their JSON text.

    Polars leaves backslashes and control characters bare in that text, which then is no JSON, or another.
    The few lines that hold some are read one by one.
    """
    raw = pl.read_ndjson(BytesIO(joined), schema=RAW)
    if not _loses(joined):
        return raw
    texts: dict[str, dict[int, str]] = {name: {} for name in _JSON}
    for row, line in enumerate(joined.split(b"\n")):
        if _loses(line):
            event = orjson.loads(line)
            for name in event.keys() & texts.keys():
                if _loses(text := orjson.dumps(event[name])):
                    texts[name][row] = text.decode()
    return raw.with_columns(raw[name].scatter(list(each), list(each.values())) for name, each in texts.items() if each)


def _loses(text: bytes) -> bool:
    return any(escape in text for escape in _LOST)


def _typed(raw: pl.DataFrame) -> pl.DataFrame:
    first, last = first_and_last_days(raw["on"])
    return raw.with_columns(_renamed()).select(_columns()).with_columns(first=first, last=last)


def _renamed() -> Iterator[pl.Expr]:
    """Move what lines of an older schema tell under the names of today."""
    for kind, names in RENAMED.items():
        its = pl.col("kind") == kind
        for name, today in names.items():
            yield pl.coalesce(today, pl.when(its).then(name).cast(RAW[today])).alias(today)
            yield pl.when(its.not_()).then(name).alias(name)


def _columns() -> Iterator[pl.Expr]:
    for name, shapes in SHAPES.items():
        for shape, kinds in shapes.items():
            column = pl.col(name)
            if len(shapes) > 1:
                column = pl.when(pl.col("kind").is_in(kinds)).then(column)
            yield from _column(name, shape, column)


def _column(name: str, shape: Shape, column: pl.Expr) -> Iterator[pl.Expr]:
    match shape:
        case "amount":
            for part, dtype in AMOUNT_PARTS.items():
                yield pl.col(name).struct.field(part).cast(dtype).alias(f"{name}_{part}")
        case "codes":
            yield column.str.extract_all(r'[^\[\]", ]+').alias(name)
        case "decimal" | "integer":
            yield column.cast(SCHEMA[name]).alias(name)
        case _:
            yield column.alias(column_of(name, shape))
