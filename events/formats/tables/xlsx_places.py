"""Where the rows and cells of a sheet say that they stand, checked before any of them is read.

The library that reads sheets believes every number: rows out of order, a row or cell given twice, and cells of
another row would be left out or put elsewhere without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from bilat.events.errors import BadInput, Problem
from bilat.events.formats.tables.sheets import ROWS_LIMIT

COLUMNS_LIMIT, BESIDE = 16_384, 256
"""How many columns a sheet has, and how far right of the header a cell may stand to be shown as one too many."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_ORDER = "number rows and cells in order: open the file in a spreadsheet and save it anew"


class Width(NamedTuple):
    """How many columns of a sheet are to be read."""

    columns: int


def places(sheet: BinaryIO, name: str) -> Iterator[Problem | Width]:
    """Yield every place in a sheet's XML that contradicts another, then its width. Broken XML ends the look."""
    row_number, header, widest = 0, 0, 0
    try:
        for _, row in etree.iterparse(sheet, tag="{*}row", resolve_entities=False, huge_tree=False):
            given = row.get("r")
            if given is not None and not (_NUMBER.fullmatch(given) and int(given) > row_number):
                yield _problem(name, f"row {given[:20]}", f"a row {given[:20]!r} stands after row {row_number}")
                return  # what follows would be counted from a wrong number
            row_number = int(given) if given else row_number + 1
            if row_number > ROWS_LIMIT:
                raise BadInput(f"the sheet has more than {ROWS_LIMIT:,} rows", "save it as CSV")
            last = 0
            for each in _cells(row, row_number, name):
                if isinstance(each, Problem):
                    yield each
                else:
                    last = each
            header = last if row_number == 1 else header
            widest = max(widest, min(last, header + BESIDE))
            if last > header + BESIDE:
                at = f"{get_column_letter(last)}{row_number}"
                yield _problem(name, f"cell {at}", f"{at} stands far to the right of the header", "empty the cell")
            row.clear()
            while (before := row.getprevious()) is not None and (parent := row.getparent()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError:
        pass  # the reading itself says so
    yield Width(max(widest, 1))


def _cells(row: etree._Element, number: int, name: str) -> Iterator[Problem | int]:
    """Yield the columns of a row's cells that hold something, and the cells that do not stand where they say."""
    column = 0
    for cell in row.iterchildren(etree.Element):
        given = cell.get("r")
        found = _CELL.fullmatch(given) if given is not None else None
        here = column + 1 if given is None else column_index_from_string(found[1]) if found else 0
        at = (given or f"{get_column_letter(min(here, COLUMNS_LIMIT))}{number}")[:20]
        if given is not None and not (found and here <= COLUMNS_LIMIT):
            yield _problem(name, f"row {number}", f"{at!r} is no cell of a sheet")
            return
        if found and int(found[2]) != number:
            yield _problem(name, f"cell {at}", f"the cell {at} stands in row {number}")
        elif here <= column:
            twice = "is given twice" if here == column else "stands after a cell to its right"
            yield _problem(name, f"cell {at}", f"the cell {at} {twice}")
        column = max(column, here)
        if len(cell):
            if cell.get("t") == "s" and not re.fullmatch(r"\s*[0-9]+\s*", cell.findtext("{*}v") or "0", re.ASCII):
                yield _problem(name, f"cell {at}", f"the cell {at} names no text of the workbook")
            yield column


def _problem(name: str, where: str, message: str, remedy: str = _ORDER) -> Problem:
    return Problem(f"sheet {name[:60]!r}, {where}", "place", message, remedy)
