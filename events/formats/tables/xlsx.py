"""XLSX: a sheet with a header, then one event a row. Real dates and numbers, no formulas."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

import orjson
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bilat.events.errors import PROBLEMS_SHOWN, BadInput, Problem
from bilat.events.fields import Form
from bilat.events.formats.jsonl import NOTHING
from bilat.events.formats.reading import Context, Reading
from bilat.events.formats.tables.assembly import cells_of
from bilat.events.formats.tables.cells import unguarded
from bilat.events.formats.tables.csv import ALWAYS, each_line
from bilat.events.formats.tables.header import ColumnOrders
from bilat.events.formats.tables.mapping import wording
from bilat.events.formats.tables.rows import ReadTable, Row, events
from bilat.events.formats.tables.sheets import WorkbookSheet, unescaped, write_workbook
from bilat.events.formats.tables.tabular import ordered
from bilat.events.formats.tables.xlsx_places import Width, places
from bilat.events.formats.tables.xlsx_safety import FILE_LIMIT, unsafe
from bilat.events.suggestions import did_you_mean

PLACES = ColumnOrders("row {}".format, lambda row, column: f"cell {get_column_letter(column)}{row}")
SHEET = "events"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each row's event, or its problems. The sheet is what a mapping names, `events`, or the only one."""
    seekable = file if file.seekable() else io.BytesIO(file.read(FILE_LIMIT + 1))
    size = seekable.seek(0, io.SEEK_END)
    seekable.seek(0)
    found = Problem("", "xlsx", "the file is too large", "save it as CSV") if size > FILE_LIMIT else unsafe(seekable)
    if found:
        yield found
        return
    said = wording(context.mapping)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of what it passes over: validations, styles, extensions
        try:
            workbook = load_workbook(seekable, read_only=True)
            sheet = _sheet(workbook, said.sheet)
            if isinstance(sheet, Problem):
                yield sheet
                return
            sheet.reset_dimensions()  # what it says of its own size may be a lie
            width, found_places = _placed(sheet)
            if found_places:
                yield from found_places
                return
            yield from events(
                _rows(sheet, width), ReadTable(context.kind, said, PLACES, short=True, background=context.background)
            )
        except BadInput:
            raise
        except Exception as error:
            # openpyxl lets through whatever its parser meets in a damaged file
            yield Problem("", "xlsx", f"the workbook is damaged: {error}", "open it in a spreadsheet and save it anew")


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines, or chunks of them joined by newlines, as one sheet under the columns that they use."""
    record = [
        {at.name: (at.shape.form, text) for at, text in cells_of(orjson.loads(line))} for line in each_line(lines)
    ]
    names = ordered({name for row in record for name in row}.union(ALWAYS))
    rows = ([_value(*row[name]) if name in row else None for name in names] for row in record)
    write_workbook([WorkbookSheet(SHEET, names, rows)], file)


def _value(form: Form, text: str) -> object:
    """Return the cell's value: a number or a date where the text of the cell is one and stays the same."""
    if form in ("decimal", "integer"):
        return Decimal(text)
    return date.fromisoformat(text) if form == "date" and _DAY.fullmatch(text) else text


def _sheet(workbook: Any, name: str | None) -> Any:
    names = [sheet.title for sheet in workbook.worksheets]
    if name is None:
        name = SHEET if SHEET in names else names[0] if len(names) == 1 else None
    if name is None:
        return Problem(
            "",
            "sheet",
            f"the workbook has {len(names)} sheets: {', '.join(names)}",
            "say which: --sheet NAME",
        )
    if name not in names:
        return Problem("", "sheet", f"no sheet {name!r}", did_you_mean(name, names) or f"it has {', '.join(names)}")
    return workbook[name]


def _placed(sheet: Any) -> tuple[int, list[Problem]]:
    """Tell how many columns of the sheet are to be read, and what stands elsewhere than it says."""
    with sheet._get_source() as part:
        found = list(islice(places(part, sheet.title), PROBLEMS_SHOWN))
    width = found[-1].columns if isinstance(found[-1], Width) else 1
    return width, [each for each in found if isinstance(each, Problem)]


def _rows(sheet: Any, width: int) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
        cells = [_cell(cell) for cell in row]
        if number == 1 or any(cells):
            yield number, cells


def _cell(cell: Any) -> str | BadInput:
    """Return what a cell says, as text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return BadInput("the cell holds a formula", "put its value there: copy, then paste values only")
    if cell.data_type == "e":
        return BadInput(f"the cell holds the error {value}", "put a value there")
    match value:
        case str():
            text = unescaped(value)
            return unguarded(text) if text.startswith("'") else text
        case bool():
            return "true" if value else "false"
        case int():
            return _percent(cell, Decimal(value))
        case float():
            return _percent(cell, Decimal(f"{value:.15g}"))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | time() | timedelta():
            return BadInput(f"the cell holds a time of day, {value}", "give the date alone, or the text")
    return str(value)


def _percent(cell: Any, number: Decimal) -> str:
    """Return a number as text; one that is shown in per cents as it is shown."""
    return f"{number * 100 if '%' in (cell.number_format or '') else number:f}"
