"""A report as a workbook: its rows with real dates and numbers, totals, sources, boundary and stamp."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bilat.cli.render.sheet import Row
from bilat.cli.render.values import plain
from bilat.events.errors import BadInput

if TYPE_CHECKING:
    from bilat.events.formats.sheets import Sheet

AMOUNT = ("value", "unit", "bound")
RATED = ("upper", "rate", "basis", "date", "layer")
LINES = ("headline", "net", "mobilised", "unconverted")
SOURCE = ("code", "title", "publisher", "published", "type", "language", "url", "origin")
DATES = frozenset({"on", "date", "published", "period", "horizon", "fiscal_year_start"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_NUMBERS = re.compile(r".*_percent|place|restated|position|value|low|high|upper|rate")


def workbook(
    name: str, told: Mapping[str, Any], specs: Sequence[str], sources: Iterable[Row], words: str
) -> "list[Sheet]":
    """The sheets of a report; `specs` are its CSV columns, `words` its boundary, `sources` all on record."""
    rows = told["rows"]
    sheets = [grid(name, [spec.rpartition(":")[2] for spec in specs], rows)]
    if "totals" in told:
        slices = [
            ("", told["totals"]),
            *((str(each["key"]), each["totals"]) for each in told.get("slices") or ()),
        ]
        totals = [
            {"slice": key, "line": line} | total
            for key, each in slices
            for line in LINES
            for total in each.get(line, ())
        ]
        sheets.append(grid("totals", ("slice", "line", "value", "unit", "bound", "low", "high"), totals))
        sheets.append(grid("excluded", ("event", "reason", "amount"), told["totals"].get("excluded", ())))
    cited = {slug for row in rows for slug in row.get("sources") or ()}
    sheets.append(grid("sources", SOURCE, [source for source in sources if source["code"] in cited]))
    return [*sheets, stamp_sheet(told, words)]


def grid(name: str, columns: Iterable[str], rows: Sequence[Row]) -> "Sheet":
    """Rows under columns; an amount takes one for each of its parts, a list of them one for each unit."""
    from bilat.events.formats.sheets import Sheet

    made = [each for column in columns for each in _columns(column, [row.get(column) for row in rows])]
    return Sheet(name, [header for header, _ in made], zip(*(values for _, values in made), strict=True))


def stamp_sheet(told: Mapping[str, Any], words: str = "") -> "Sheet":
    """What a report counts and what it rests on."""
    from bilat.events.formats.sheets import Sheet

    counted = [("counted", words)] if words else []
    return Sheet("boundary and stamp", ("name", "value"), [*counted, *_named("boundary", told), *_named("stamp", told)])


def print_workbook(sheets: "Iterable[Sheet]") -> None:
    """Write a workbook to standard output. Raises BadInput where that is a terminal."""
    from bilat.events.formats.sheets import write_workbook

    if sys.stdout.isatty():
        raise BadInput("a workbook is not for a terminal", "write it to a file: ... --format xlsx > report.xlsx")
    write_workbook(sheets, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _named(part: str, told: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in (told.get(part) or {}).items():
        yield (
            f"{part}: {name}",
            value if isinstance(value, int) and not isinstance(value, bool) else plain(value),
        )


def _columns(name: str, values: Sequence[Any]) -> Iterator[tuple[str, Sequence[object]]]:
    """The columns that hold the values of one field, a value a row."""
    if any(isinstance(value, list) and any(map(_is_amount, value)) for value in values):
        yield from _by_unit(name, [value if isinstance(value, list) else [value] if value else [] for value in values])
    elif any(map(_is_amount, values)):
        for part in (*AMOUNT, *RATED):
            told = [value.get(part) if value else None for value in values]
            if part in AMOUNT or any(told):
                header = name if part == "value" else f"{name}_{part}"
                yield header, [_real("value" if part == "upper" else part, each) for each in told]
    else:
        yield name, [_real(name, value) for value in values]


def _by_unit(name: str, lists: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, Sequence[object]]]:
    for unit in sorted({amount["unit"] for amounts in lists for amount in amounts}):
        found = [[amount for amount in amounts if amount["unit"] == unit] for amounts in lists]
        for nth in range(max(map(len, found))):
            told = [amounts[nth] if nth < len(amounts) else {} for amounts in found]
            header = f"{name} {unit}" if nth == 0 else f"{name} {unit} ({nth + 1})"
            yield header, [_real("value", amount.get("value")) for amount in told]
            if any(amount.get("bound", "exact") != "exact" for amount in told):
                yield f"{header} bound", [amount.get("bound") for amount in told]
            if any(amount.get("upper") for amount in told):
                yield f"{header} upper", [_real("value", amount.get("upper")) for amount in told]


def _is_amount(value: Any) -> bool:
    return isinstance(value, Mapping) and "unit" in value


def _real(name: str, value: Any) -> object:
    """A number or a date where the field holds one, text elsewhere, None for nothing."""
    if value is None or value == []:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = plain(value)
    if (name in DATES or name.endswith("_on")) and _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return Decimal(text) if _NUMBERS.fullmatch(name) and _NUMBER.fullmatch(text) else text
