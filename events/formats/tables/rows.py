"""The rows of a table as events: what CSV and XLSX do alike once their cells are text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem
from bilat.events.fields import shapes
from bilat.events.formats.reading import LooseCell, Reading
from bilat.events.formats.tables.assembly import Unread, fields_of
from bilat.events.formats.tables.header import ColumnOrders, Header, read_header
from bilat.events.formats.tables.mapping import ColumnMapping
from bilat.events.formats.tables.scaling import scaled
from bilat.events.formats.tables.translation import filled, translated
from bilat.events.log.codec import read_event
from bilat.events.printed.facts import exported, read_facts
from bilat.events.printed.fields import NO_BACKGROUND, Background

Row = tuple[int, Sequence[str | BadInput]]
"""Its number, and its cells: their text, or why there is none."""
Readings = Sequence[tuple[str, str]]
"""The fields that were read otherwise than they stand, and how."""
RAGGED = "is a separator or a quotation mark missing, or one too many?"


class ReadTable(NamedTuple):
    """What is said about a table beside its cells.

    `careful`: nothing says that the comma is not the decimal sign. `short`: empty cells at the end of a row
    are not stored.
    """

    kind: str | None
    wording: ColumnMapping
    places: ColumnOrders
    careful: bool = False
    short: bool = False
    background: Background = NO_BACKGROUND


def events(rows: Iterator[Row], table: ReadTable) -> Iterator[Reading]:
    """Yield the events of a table whose first row is the header. Empty rows are passed over."""
    first = next(rows, None)
    if first is None:
        yield Problem("", "header", "the file is empty", "its first line names the columns")
        return
    at, cells = first
    unread = [(index, cell) for index, cell in enumerate(cells, 1) if isinstance(cell, BadInput)]
    if unread:
        yield from (Problem(table.places.cell(at, i), "header", why.message, why.remedy) for i, why in unread)
        return
    header, found = read_header([str(cell) for cell in cells], at, table.kind, table.wording, table.places)
    yield from found
    if not table.kind and "kind" not in header.ours and "kind" not in table.wording.constants:
        remedy = "give --kind KIND, or a column `kind`"
        yield Problem(table.places.row(at), "kind", "nothing says of which kind the events are", remedy)
        return
    for number, cells in rows:
        if any(cells):
            yield from _row(number, cells, header, table)


def _row(number: int, cells: Sequence[str | BadInput], header: Header, table: ReadTable) -> Iterator[Reading]:
    where, width = table.places.row(number), len(header.ours)
    if any(cells[width:]) or (len(cells) < width and not table.short):
        unread = [cell for cell in cells if isinstance(cell, BadInput)]
        why = unread[0] if unread else BadInput(f"{len(cells)} cells under {width} columns", RAGGED)
        yield Problem(where, "ragged", why.message, why.remedy)
        return
    named = list(zip(header.theirs, header.ours, cells, strict=False))
    theirs = {their: cell for their, _, cell in named if isinstance(cell, str)}
    found = [(our, _named(our, cell)) for _, our, cell in named if our and isinstance(cell, BadInput)]
    record = {our: cell for _, our, cell in named if our and cell and isinstance(cell, str)}
    _complete(record, theirs, number, table.wording, found)
    fields, readings = _fields(record, table, found)
    event = read_event(fields, where) if fields else []
    if isinstance(event, Event) and not found:
        table.background.names.take(event)
        for name, read_as in readings:
            yield LooseCell(_at(name, number, header, table), name, _printed(record, name), read_as)
        yield event, where
        return
    known_bad = {header.column_of(name) for name, _ in found}
    for name, why in found:
        yield Problem(_at(name, number, header, table), name, why.message, why.remedy, stream=fields.get("stream", ""))
    for problem in event if isinstance(event, list) else ():
        place = header.column_of(problem.rule)
        if not found or (place and place not in known_bad):
            yield problem._replace(where=_at(problem.rule, number, header, table))


def _complete(
    record: dict[str, str], theirs: Mapping[str, str], number: int, said: ColumnMapping, found: Unread
) -> None:
    """Add what the mapping says where no cell does."""
    for name, text in said.constants.items():
        record.setdefault(name, text)
    for name, text in said.templates.items():
        if name not in record:
            try:
                cell = filled(name, text, theirs, number)
            except BadInput as error:
                found.append((name, error))
                continue
            if cell:
                record[name] = cell


def _printed(record: Mapping[str, str], name: str) -> str:
    """Return the cell of a field, or those of its parts, cut where they are long."""
    cells = [record[name]] if name in record else [text for our, text in record.items() if our.startswith(f"{name}_")]
    return " ".join(cells)[:60]


def _fields(record: Mapping[str, str], table: ReadTable, found: Unread) -> tuple[dict[str, Any], Readings]:
    """Return the fields that the cells tell and how they were read; what cannot be read goes to `found`.

    None where the kind is unknown.
    """
    kind = record.get("kind", table.kind or "").strip()
    if table.kind and kind != table.kind:
        why = f"the row says {kind}, the command --kind {table.kind}"
        found.append(("kind", BadInput(why, "leave one of them away")))
    try:
        shapes(kind)
    except BadInput as error:
        found.append(("kind", error))
        return {}, ()
    cells, multiplied = {}, {}
    for name, text in record.items():
        try:
            cell = translated(kind, name, text, table.wording, table.careful)
            scale = None if "recorded_at" in record else table.wording.scale(name)
            cells[name] = scaled(kind, name, cell, scale) if scale else cell
            if cells[name] != cell:
                multiplied[name] = f"{name}: {cell[:60]!r} in {scale}s"
        except BadInput as error:
            found.append((name, _named(name, error)))
    fields, unread = fields_of(kind, {name: text for name, text in cells.items() if text})
    found += unread
    if "recorded_at" in fields:  # out of an export: canonical as it stands
        return exported(fields), ()
    facts = read_facts(fields, table.background)
    found += ((name, _named(multiplied.get(name, name), error)) for name, error in facts.unread)
    return facts.fields, facts.readings


def _named(name: str, why: BadInput) -> BadInput:
    return BadInput(f"{name}: {why.message}", why.remedy)


def _at(field: str, number: int, header: Header, table: ReadTable) -> str:
    index = header.column_of(field)
    return table.places.cell(number, index) if index else table.places.row(number)
