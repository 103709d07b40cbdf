"""What a Parquet file says it unpacks to: its rows, its values and its bytes, page by page.

Read before anything is unpacked, as is done with the parts of a workbook. The footer may lie about its pages, so
the head of each page is read too (Thrift's compact protocol; parquet-format, `parquet.thrift`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilat.events.errors import Problem

FILE_LIMIT, UNPACKED_LIMIT, CHUNK_LIMIT = 256 << 20, 1 << 30, 256 << 20
"""Bytes of the file, of all its pages unpacked, of the pages of one column in one group of rows."""
ROWS_LIMIT, VALUES_LIMIT = 10_000_000, 1 << 22
"""Rows of the file; values of one column in one group of rows, nulls and items of lists included."""
_MAGIC = b"PAR1"
_DEPTH = 32
_Fields = Mapping[int, Any]


def unsafe(content: bytes) -> Problem | None:
    """Tell why the file is not unpacked, if so."""
    if len(content) > FILE_LIMIT:
        return _bomb(f"it has {len(content):,} bytes")
    if len(content) < 12 or content[:4] != _MAGIC or content[-4:] != _MAGIC:
        return Problem("", "parquet", "not a Parquet file", "is it whole?")
    start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    try:
        if start < 4:
            raise IndexError
        footer, _ = _struct(content, start)
        return _too_much(content, footer)
    except (IndexError, KeyError, TypeError, AttributeError, ValueError):
        return Problem("", "parquet", "not a Parquet file: it contradicts itself", "is it whole?")


def _too_much(content: bytes, footer: _Fields) -> Problem | None:
    if footer[3] > ROWS_LIMIT:
        return _bomb(f"{footer[3]:,} rows")
    whole = 0
    for group in footer.get(4, ()):
        for column in group[1]:
            meta = column[3]
            unpacked, values = 0, meta[5]
            for size, count in _pages(content, meta):
                unpacked += size
                values = max(values, count)
            whole += max(unpacked, meta[6])
            if values > VALUES_LIMIT:
                return _bomb(f"{values:,} values of one column in one group of rows")
            if max(unpacked, meta[6]) > CHUNK_LIMIT or whole > UNPACKED_LIMIT:
                return _bomb(f"it unpacks to more than {max(unpacked, whole):,} bytes")
    return None


def _pages(content: bytes, meta: _Fields) -> Iterator[tuple[int, int]]:
    """Yield the unpacked size of each page of a column, and how many values there are up to its end."""
    at = min(meta[9], meta.get(11) or meta[9])
    end, count = at + meta[7], 0
    while at < end:
        head, behind = _struct(content, at)
        if head[2] < 0 or head[3] < 0:
            raise ValueError
        record = head.get(5) or head.get(8) or {}
        count += record.get(1, 0)
        yield head[2], count
        at = behind + head[3]


def _struct(content: bytes, at: int, depth: int = 0) -> tuple[dict[int, Any], int]:
    """Return a Thrift struct by field number, and where it ends."""
    fields: dict[int, Any] = {}
    number = 0
    if depth > _DEPTH:
        raise ValueError
    while kind := content[at]:
        step, kind = kind >> 4, kind & 15
        at += 1
        if step:
            number += step
        else:
            number, at = _integer(content, at)
        fields[number], at = _value(content, at, kind, depth + 1)
    return fields, at + 1


def _value(content: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    match kind:
        case 1 | 2:
            return kind == 1, at
        case 3:
            return content[at], at + 1
        case 4 | 5 | 6:
            return _integer(content, at)
        case 7:
            return None, at + 8
        case 8:
            size, at = _varint(content, at)
            return content[at : at + size], at + size
        case 9 | 10:
            return _list(content, at, depth)
        case 12:
            return _struct(content, at, depth)
    raise ValueError


def _list(content: bytes, at: int, depth: int) -> tuple[list[Any], int]:
    count, kind = content[at] >> 4, content[at] & 15
    at += 1
    if count == 15:
        count, at = _varint(content, at)
    if count > len(content) - at:
        raise ValueError
    items = []
    for _ in range(count):
        if kind in (1, 2):
            item, at = content[at], at + 1
        else:
            item, at = _value(content, at, kind, depth)
        items.append(item)
    return items, at


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = content[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at
        if shift > 70:
            raise ValueError


def _integer(content: bytes, at: int) -> tuple[int, int]:
    number, at = _varint(content, at)
    return (number >> 1) ^ -(number & 1), at


def _bomb(what: str) -> Problem:
    return Problem("", "parquet", f"the file is not unpacked: {what}", "write it in parts, or as JSON Lines")
