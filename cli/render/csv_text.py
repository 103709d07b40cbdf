"""Rows as CSV (RFC 4180, but for bare line feeds), safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bilat.cli.render.expansion import Spec, expanded
from bilat.cli.render.values import plain

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def csv_text(specs: Iterable[Spec], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a header and a line per row; which columns there are is told in `expansion.expanded`.

    Items of a list stand in one cell, between semicolons. Every cell is inert, as in tables.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    given = list(rows)
    columns = expanded(specs, given)
    writer.writerow(column.header for column in columns)
    for index in range(len(given)):
        writer.writerow(safe(plain(column.values[index])) for column in columns)
    return out.getvalue()


def safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a quote goes in front, except before plain numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
