"""Rows as CSV (RFC 4180, but for bare line feeds), safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bilat.cli.render.terminal import as_seen
from bilat.cli.render.values import plain

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
_FORMULA = tuple("=+-@\t\r＝＋－＠")
PARTS = {
    "amount": ("value", "unit", "bound", "upper"),
    "converted": ("value", "unit", "bound", "upper", "rate", "basis", "date", "layer"),
}


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A header and a line per row.

    The column `amount:NAME` becomes four (NAME, NAME_unit, NAME_bound, NAME_upper), `converted:NAME` has four
    more for the rate. Where several amounts stand, each cell has an item for each, between semicolons. On a
    terminal controls are spelt out; a file or a pipe gets them as recorded.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header for column in columns for header in _headers(column))
    for row in rows:
        writer.writerow(safe(item) for column in columns for item in _items(column, row))
    return as_seen(out.getvalue())


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: a quote goes in front, except before plain numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _headers(column: str) -> list[str]:
    kind, _, name = column.rpartition(":")
    return [name, *(f"{name}_{part}" for part in PARTS[kind][1:])] if kind else [name]


def _items(column: str, row: Mapping[str, Any]) -> list[str]:
    kind, _, name = column.rpartition(":")
    value = row.get(name)
    if not kind:
        return [plain(value)]
    told = [value] if isinstance(value, Mapping) else value or [{}]
    return ["; ".join(plain(each.get(part)) for each in told) for part in PARTS[kind]]
