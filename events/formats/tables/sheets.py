"""Workbooks, written: real numbers and dates where a spreadsheet holds them exactly, text everywhere else."""

from __future__ import annotations

import errno
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import ALL_TEMP_FILES  # sheets that could not be written are left there

from bilat.events.errors import BadInput, StoreError
from bilat.events.formats.tables.cells import guarded
from bilat.events.values.decimals import WIDE, plain

ROWS_LIMIT, CELL_LIMIT, DIGITS = 1_048_576, 32_767, 15
"""What Excel holds: rows in a sheet, characters in a cell, significant digits in a number."""
MEASURED, WIDEST, FILTER = 500, 60, 3
"""Rows by which columns are made as wide as they are, the widest in characters, and the button of a header's filter."""
FIRST_DAY = date(1900, 3, 1)
"""The first date that every spreadsheet counts alike."""
_DATE = "yyyy-mm-dd"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class WorkbookSheet(NamedTuple):
    """A sheet: its name, its header, its rows of texts, Decimals, ints, dates or None."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_workbook(sheets: Iterable[WorkbookSheet], file: BinaryIO) -> None:
    """Write the sheets in order. No cell starts a formula. Raises BadInput where Excel cannot hold them."""
    try:
        whole = _workbook(sheets)
    except (OSError, SerialisationError) as error:  # what lxml makes of a disk that is full
        cause = f"cannot write the workbook's sheets in {tempfile.gettempdir()}: {_reason(error)}"
        raise StoreError(cause, "make room, or name another folder in TMPDIR") from error
    file.write(whole.getbuffer())


def _workbook(sheets: Iterable[WorkbookSheet]) -> io.BytesIO:
    """Make the bytes of a workbook. Each sheet passes through a file in the temporary folder, of which none is left."""
    before = set(ALL_TEMP_FILES)
    book = Workbook(write_only=True)
    try:
        return _saved(book, sheets)
    finally:
        for left in [path for path in ALL_TEMP_FILES if path not in before]:
            ALL_TEMP_FILES.remove(left)
            Path(left).unlink(missing_ok=True)


def _saved(book: Workbook, sheets: Iterable[WorkbookSheet]) -> io.BytesIO:
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        rows = iter(sheet.rows)
        first = list(islice(rows, MEASURED))
        for letter, width in _widths(sheet.header, first):
            page.column_dimensions[letter].width = width  # they stand before the rows, which are written as they come
        page.append([_bold(page, name) for name in sheet.header])
        number = 1
        for number, row in enumerate(chain(first, rows), 2):
            if number > ROWS_LIMIT:
                raise BadInput(f"a sheet holds {ROWS_LIMIT:,} rows, there are more", "use the format csv or parquet")
            page.append([_cell(page, value) for value in row])
        if sheet.header:
            page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{number}"
    whole = io.BytesIO()  # a pipe cannot be gone back in
    book.save(whole)
    return whole


def _widths(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[tuple[str, int]]:
    """Yield how wide each column is: as its header and most of what stands in it, but no wider than can be read."""
    for index, name in enumerate(header):
        longest = max((len(_seen(row[index])) for row in rows if row[index] is not None), default=0)
        yield get_column_letter(index + 1), min(WIDEST, max(len(name) + FILTER, longest) + 2)


def _seen(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or os.strerror(errno.ENOSPC)


def unescaped(text: str) -> str:
    """Return a text as it was before a spreadsheet wrote its control characters as `_x0007_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _bold(page: Any, name: str) -> Any:
    cell = _text(page, name)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: object) -> Any:
    match value:
        case None:
            return None
        case Decimal() | int() if not isinstance(value, bool) and _fits(Decimal(value)):
            return _real(page, value, _number_format(value))
        case Decimal():
            return _text(page, plain(value))
        case date() if value >= FIRST_DAY:
            return _real(page, value, _DATE)
        case date():
            return _text(page, value.isoformat())
    return _text(page, str(value))


def _number_format(value: Decimal | int) -> str:
    """Group the digits of a sum; a position, a rank or a count stands as it is."""
    if isinstance(value, int):
        return "0"
    places = -min(0, int(value.normalize().as_tuple().exponent))
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _fits(number: Decimal) -> bool:
    return len(number.normalize(WIDE).as_tuple().digits) <= DIGITS


def _real(page: Any, value: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(page, value)
    cell.number_format = number_format
    return cell


def _text(page: Any, text: str) -> Any:
    text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", guarded(text))
    if len(text) > CELL_LIMIT:
        raise BadInput(f"a cell of {len(text):,} characters, a spreadsheet holds {CELL_LIMIT:,}", "use the format csv")
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell
