"""A report as a workbook: its rows with real dates and numbers, totals, sources, boundary and stamp."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bilat.cli.render.expansion import Spec, expanded
from bilat.cli.render.sheet import Row
from bilat.cli.render.values import plain
from bilat.events.errors import BadInput
from bilat.projections.rows.fields import DataColumn, columns
from bilat.projections.rows.totals import ExcludedRow, TotalSum

if TYPE_CHECKING:
    from bilat.events.formats.tables.sheets import WorkbookSheet

TOTALS = (DataColumn("slice"), DataColumn("line"), *columns(TotalSum, ("value", "unit", "bound")))
LINES = ("headline", "net", "mobilised", "unconverted")
SOURCE = ("code", "title", "publisher", "published", "type", "language", "url", "origin")
DATES = frozenset(
    "on date published period horizon fiscal_year_start as_of since after due heard first last ecb_date".split()
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_NUMBERS = re.compile(r".*_percent|place|rank|restated|position|value|low|high|upper|rate")


def workbook(
    name: str, record: Mapping[str, Any], specs: Iterable[Spec], sources: Iterable[Row], words: str
) -> "list[WorkbookSheet]":
    """Return the sheets of a report; `specs` are its columns, `words` its boundary, `sources` all on record."""
    rows = record["rows"]
    sheets = [grid(name, specs, rows)]
    if "totals" in record:
        slices = [
            ("", record["totals"]),
            *((str(each["key"]), each["totals"]) for each in record.get("slices") or ()),
        ]
        totals = [
            {"slice": key, "line": line} | total
            for key, each in slices
            for line in LINES
            for total in each.get(line, ())
        ]
        sheets.append(grid("totals", TOTALS, totals))
        sheets.append(grid("excluded", columns(ExcludedRow), record["totals"].get("excluded", ())))
    cited = {slug for row in rows for slug in row.get("sources") or ()}
    sheets.append(grid("sources", SOURCE, [source for source in sources if source["code"] in cited]))
    return [*sheets, stamp_sheet(record, words)]


def grid(name: str, specs: Iterable[Spec], rows: Sequence[Row]) -> "WorkbookSheet":
    """Rows under the columns that CSV has too (`expansion.expanded`), with real dates and numbers."""
    from bilat.events.formats.tables.sheets import WorkbookSheet

    made = expanded(specs, rows)
    values = [[_real(column.holds, value) for value in column.values] for column in made]
    return WorkbookSheet(name, [column.header for column in made], zip(*values, strict=True))


def stamp_sheet(record: Mapping[str, Any], words: str = "") -> "WorkbookSheet":
    """Return what a report counts and what it rests on."""
    from bilat.events.formats.tables.sheets import WorkbookSheet

    counted = [("counted", words)] if words else []
    return WorkbookSheet(
        "boundary and stamp", ("name", "value"), [*counted, *_named("boundary", record), *_named("stamp", record)]
    )


def print_workbook(sheets: "Iterable[WorkbookSheet]") -> None:
    """Write a workbook to standard output. Raises BadInput where that is a terminal."""
    from bilat.events.formats.tables.sheets import write_workbook

    if sys.stdout.isatty():
        raise BadInput("a workbook is not for a terminal", "write it to a file: ... --format xlsx > report.xlsx")
    write_workbook(sheets, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _named(part: str, record: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in (record.get(part) or {}).items():
        yield (
            f"{part}: {name}",
            value if isinstance(value, int) and not isinstance(value, bool) else plain(value),
        )


def _real(name: str, value: Any) -> object:
    """Return a number or a date where the field holds one, text elsewhere, None for nothing."""
    if value is None or value == []:
        return None
    if name == "whole" and isinstance(value, Mapping):
        name, value = "value", value["value"]
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = plain(value)
    if (name in DATES or name.endswith("_on")) and _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return Decimal(text) if _NUMBERS.fullmatch(name) and _NUMBER.fullmatch(text) else text
