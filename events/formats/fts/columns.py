"""The columns of an FTS download: rows of text to flows, or every reason why a row is none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import BinaryIO

from bilat.events.errors import BadInput, Problem
from bilat.events.formats.fts.flows import Flow, Side
from bilat.events.values.amounts import Amount
from bilat.events.values.codes import TEXT_LIMIT, check_unit
from bilat.events.values.dates import span
from bilat.events.values.decimals import exact

NEEDED = (
    "id",
    "amountUSD",
    "date",
    "description",
    "flowType",
    "newMoney",
    "originalAmount",
    "originalCurrency",
    "status",
    "sourceObjects_Organization.name",
    "destinationObjects_Organization.name",
    "destinationObjects_Location.name",
)
STATUSES = ("pledge", "commitment", "paid")
TYPES = ("Standard", "Parked", "Pass through", "Carryover")
_ID = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T|$)")


def flows(file: BinaryIO) -> Iterator[Flow | Problem]:
    """Yield the flows of a file, or its problems.

    A header that is not FTS's, ragged rows, cells that cannot be read.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rows = csv.reader(text, strict=True)
    line = 1
    try:
        header = next(rows, [])
        yield from (problems := list(_header(header)))
        if problems:
            return
        seen: dict[str, str] = {}
        while True:
            line = rows.line_num + 1
            row = next(rows, None)
            if row is None:
                return
            yield from _row(header, row, f"line {line}", seen)
    except UnicodeDecodeError as error:
        yield Problem(f"line {line}", "utf-8", f"not UTF-8: {error.reason}", "take the download as FTS hands it out")
    except csv.Error as error:
        yield Problem(f"line {line}", "csv", f"not CSV: {error}", "take the download as FTS hands it out")
    finally:
        text.detach()


def _header(header: list[str]) -> Iterator[Problem]:
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        yield Problem("line 1", "header", f"the column {name!r} stands twice", "keep one of them")
    for name in NEEDED:
        if name not in header:
            yield Problem("line 1", "header", f"no column {name!r}", "is it a download of FTS flows, in CSV?")


def _row(header: list[str], row: list[str], where: str, seen: dict[str, str]) -> Iterator[Flow | Problem]:
    if not any(row):
        return
    if len(row) != len(header):
        yield Problem(where, "ragged", f"{len(row)} cells under {len(header)} columns", "is a quotation mark missing?")
        return
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    try:
        flow = _flow(cells, where)
    except BadInput as error:
        yield Problem(where, "cell", error.message, error.remedy)
        return
    if flow.id in seen:
        yield Problem(where, "twice", f"flow {flow.id} stands here and on {seen[flow.id]}", "keep one of them")
        return
    seen[flow.id] = where
    yield flow


def _flow(cells: Mapping[str, str], where: str) -> Flow:
    if not _ID.fullmatch(cells["id"]):
        raise BadInput(f"id: {cells['id'][:40]!r} is not a flow's number")
    usd = _amount(cells["amountUSD"], "USD", "amountUSD")
    each = _amount(cells["originalAmount"], cells["originalCurrency"] or "USD", "originalAmount")
    amount = each or usd
    return Flow(
        where,
        cells["id"],
        _word(cells, "status", STATUSES),
        _word(cells, "flowType", TYPES),
        _word(cells, "newMoney", ("TRUE", "FALSE")) == "TRUE",
        cells.get("contributionType") == "in kind",
        amount,
        usd if amount and usd and usd.unit != amount.unit else None,
        cells.get("fullParkedAmountUSD", ""),
        _day(cells.get("decisionDate", "")),
        _day(cells["date"]),
        _day(cells.get("reportDetails_date", "")),
        cells.get("updatedAt", ""),
        " ".join(cells["description"].split())[:TEXT_LIMIT],
        " ".join(cells.get("refCode", "").split()),
        _list(cells.get("destinationObjects_Emergency.name", "")),
        _list(cells.get("destinationObjects_GlobalCluster.name", "")),
        _side(cells, "sourceObjects"),
        _side(cells, "destinationObjects"),
        _parent(cells.get("parentFlowId", "")),
        tuple(filter(None, cells.get("childFlowIds", "").split("|"))),
    )


def _parent(cell: str) -> str:
    if cell and not _ID.fullmatch(cell):
        raise BadInput(f"parentFlowId: {cell[:40]!r} is not a flow's number", "a flow is part of one other flow")
    return cell


def _side(cells: Mapping[str, str], side: str) -> Side:
    def pairs(what: str) -> tuple[tuple[str, str], ...]:
        names = _list(cells.get(f"{side}_{what}.name", ""))
        ids = _list(cells.get(f"{side}_{what}.id", ""))
        ids = ids if len(ids) == len(names) else ("",) * len(names)
        return tuple(dict.fromkeys(zip(ids, names, strict=True)))

    years = (name for _, name in pairs("UsageYear"))
    return Side(
        pairs("Organization"),
        cells.get(f"{side}_Organization.organizationTypes", ""),
        cells.get(f"{side}_Organization.organizationSubTypes", ""),
        pairs("Location"),
        tuple(sorted(int(year) for year in years if re.fullmatch(r"[12][0-9]{3}", year))),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for each in cell.split("; ") if (part := each.strip()) and part != "NULL")


def _word(cells: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    cell = cells[name].upper() if words[0].isupper() else cells[name]
    if cell not in words:
        raise BadInput(f"{name}: {cell[:40]!r} is none of {', '.join(words)}")
    return cell


def _amount(cell: str, unit: str, name: str) -> Amount | None:
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        raise BadInput(f"{name}: cannot read the number {cell[:40]!r}", "plain digits, with `.` before decimals")
    value = Decimal(cell)
    return Amount(value=exact(value), unit=check_unit(unit), bound="exact") if value else None


def _day(cell: str) -> str:
    days = sorted(_DAY.findall(cell))
    if cell and not days:
        raise BadInput(f"cannot read the date {cell[:40]!r}", "FTS writes 2024-05-08T00:00:00Z")
    for day in days:
        span(day)
    return days[0] if days else ""
