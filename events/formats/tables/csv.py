"""CSV (RFC 4180) in UTF-8: a header, then one event a line; semicolons and tabs are read too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

import orjson

from bilat.events.errors import BadInput, Problem
from bilat.events.formats.jsonl import LINE_LIMIT, NOTHING
from bilat.events.formats.reading import Context, Reading
from bilat.events.formats.tables.assembly import cells_of
from bilat.events.formats.tables.cells import guarded, unguarded
from bilat.events.formats.tables.header import ColumnOrders
from bilat.events.formats.tables.mapping import wording
from bilat.events.formats.tables.rows import ReadTable, Row, events
from bilat.events.formats.tables.tabular import ordered

PLACES = ColumnOrders("line {}".format, "line {}, column {}".format)
SEPARATORS = ",;\t"
ALWAYS = ("kind", "stream", "version", "on", "cites")
"""Columns that an export has whatever is in the log."""
_SPOOL = 1 << 26
_UNDECODED = re.compile("[\udc80-\udcff]")
_TOO_LONG = "\ud800"  # stands for a line that was cut: half a surrogate pair, which no UTF-8 gives


def read(file: BinaryIO, context: Context = NOTHING) -> Iterator[Reading]:
    """Yield each row's event, or its problems. `--kind`, a mapping or a column `kind` say what it is."""
    lines = _lines(file)
    first = next(lines, "")
    if first.startswith(("\udcff\udcfe", "\udcfe\udcff")):
        yield Problem("line 1", "utf-8", "the file is UTF-16", "save it as CSV UTF-8")
        return
    separator = _separator(first)
    started = 1 if first.lower().strip().startswith("sep=") else 0
    if started:
        first = next(lines, "")
    text = (line for each in ([first] if first else [], lines) for line in each)
    table = ReadTable(
        context.kind, wording(context.mapping), PLACES, careful=separator == ";", background=context.background
    )
    rows = _Rows(text, separator, started)
    yield from events(iter(rows), table)
    if rows.broken:
        yield rows.broken


def write(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Canonical lines, or chunks of them joined by newlines, as rows under the columns that they use."""
    with SpooledTemporaryFile(_SPOOL) as spool:
        used = set(ALWAYS)
        for line in each_line(lines):
            used.update(at.name for at, _ in cells_of(orjson.loads(line)))
            spool.write(line + b"\n")
        spool.seek(0)
        text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        names = ordered(used)
        writer = csv.DictWriter(text, names, lineterminator="\r\n")
        writer.writeheader()
        for line in spool:
            writer.writerow({at.name: guarded(cell) for at, cell in cells_of(orjson.loads(line))})
        text.flush()
        text.detach()


def each_line(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Single lines of what a writer is given."""
    for chunk in lines:
        yield from (line for line in chunk.split(b"\n") if line)


class _Rows:
    """The rows of a CSV file; `broken` says why there are no more, where that is not the file's end."""

    def __init__(self, lines: Iterable[str], separator: str, started: int) -> None:
        self._reader = csv.reader(lines, delimiter=separator, strict=True)
        self._started = started
        self.broken: Problem | None = None

    def __iter__(self) -> Iterator[Row]:
        csv.field_size_limit(LINE_LIMIT)
        while True:
            number = self._started + self._reader.line_num + 1
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.broken = Problem(f"line {number}", "csv", f"not CSV: {error}", "is a quotation mark missing?")
                return
            yield number, [_cell(cell) for cell in row]


def _cell(text: str) -> str | BadInput:
    if _TOO_LONG in text:
        return BadInput(f"a line holds at most {LINE_LIMIT:,} bytes", "is a quotation mark missing?")
    if _UNDECODED.search(text):
        shown = text.encode(errors="surrogateescape")[:40]
        return BadInput(f"{shown!r} is not UTF-8", "save the file as CSV UTF-8")
    try:
        return unguarded(text)
    except BadInput as error:
        return error


def _lines(file: BinaryIO) -> Iterator[str]:
    """Yield the lines with their ends; bytes that are no UTF-8 as lone surrogates, for `_cell` to find."""
    first = True
    while raw := file.readline(LINE_LIMIT + 2):
        cut = len(raw.rstrip(b"\r\n")) > LINE_LIMIT
        while cut and raw and not raw.endswith(b"\n"):
            raw = file.readline(LINE_LIMIT)
        if cut:
            yield f"{_TOO_LONG}\n"
            continue
        yield (raw.removeprefix(b"\xef\xbb\xbf") if first else raw).decode(errors="surrogateescape")
        first = False


def _separator(line: str) -> str:
    """Return what separates the cells: what `sep=` says, else the sign that stands most often outside of quotes."""
    plain = line.strip("\r\n")
    if plain.lower().startswith("sep=") and len(plain) == 5 and plain[4] in SEPARATORS:
        return plain[4]
    outside = "".join(plain.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
