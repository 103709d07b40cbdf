"""CSV files that a reader brings along: rates and price indices, every cell checked where it stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from bilat.events.bounded import read_file
from bilat.events.errors import BadInput

LIMIT = 64 << 20
"""Bytes in such a file: a rate a day of every pair of currencies for thirty years is less."""
_NUMBER = re.compile(r"\d{1,18}(\.\d{1,15})?", re.ASCII)


class Line(NamedTuple):
    """One line of a file: its number (the header is line 1), and its cells by column."""

    path: str
    number: int
    cells: Mapping[str, str]

    def wrong(self, column: str, message: str, remedy: str = "") -> BadInput:
        """Return an error about one cell, naming file, line and column."""
        return BadInput(f"{self.path}, line {self.number}, column {column}: {message}", remedy)

    def positive(self, column: str) -> Decimal:
        """Return the number in a cell, above 0. Raises BadInput for anything else."""
        text = self.cells[column]
        if not _NUMBER.fullmatch(text):
            remedy = "digits, with `.` before decimals"
            raise self.wrong(column, f"{text[:40]!r} is not a number above 0", remedy)
        number = Decimal(text)
        if not number:
            raise self.wrong(column, f"{text} cannot divide anything", "give a number above 0")
        return number


class CsvSheet(NamedTuple):
    """A file that was read: its lines, and a version that names its content."""

    version: str
    lines: list[Line]


def read(path: str, columns: Sequence[str]) -> CsvSheet:
    """Read a CSV file with a header that has these columns, in any order, among others.

    Raises BadInput, naming file, line and column: no such file, not UTF-8, a column that is missing or named
    twice, a line with another number of cells, an empty cell, no line at all.
    """
    try:
        content = read_file(path, LIMIT, "the file", "name a CSV file that can be read")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}, line {line}: not UTF-8 text", "save it as CSV in UTF-8") from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        _check_header(path, header, columns)
        lines = [_line(path, rows.line_num, header, row, columns) for row in rows if row]
    except csv.Error as error:
        raise BadInput(f"{path}, line {rows.line_num}: {error}") from None
    if not lines:
        raise BadInput(f"{path}, line 2: no line after the header")
    return CsvSheet(f"{path} (sha256 {sha256(content).hexdigest()[:16]})", lines)


def _check_header(path: str, header: Sequence[str], columns: Sequence[str]) -> None:
    for column in columns:
        if (times := header.count(column)) != 1:
            what = "is missing" if not times else "is there twice"
            remedy = f"the columns are {','.join(columns)}"
            raise BadInput(f"{path}, line 1, column {column}: it {what}", remedy)


def _line(path: str, number: int, header: Sequence[str], row: Sequence[str], columns: Sequence[str]) -> Line:
    line = Line(path, number, dict(zip(header, (cell.strip() for cell in row), strict=False)))
    if len(row) != len(header):
        column = header[min(len(row), len(header) - 1)]
        raise line.wrong(column, f"{len(row)} cells where the header has {len(header)}")
    for column in columns:
        if not line.cells[column]:
            raise line.wrong(column, "nothing here", "fill the gap, or leave the line out")
    return line
