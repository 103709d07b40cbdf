"""The formats in which events travel: a registry of readers; a new format is one module and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean

if TYPE_CHECKING:
    from bilat.events.formats.reading import Reader, Writer

FORMATS = {
    "jsonl": "bilat.events.formats.jsonl",
    "csv": "bilat.events.formats.tables.csv",
    "xlsx": "bilat.events.formats.tables.xlsx",
    "yaml": "bilat.events.formats.yaml.yaml",
    "parquet": "bilat.events.formats.tables.parquet",
    "iati": "bilat.events.formats.iati",
    "fts": "bilat.events.formats.fts",
}
"""Name of the format to its module, which has `read` and, where it goes out too, `write`."""
SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".parquet": "parquet",
    ".xml": "iati",
}
"""File name endings to the format that is meant where none is named."""
BINARY = frozenset({"xlsx", "parquet"})
"""Formats that are not shown on a terminal."""
TABLES = frozenset({"csv", "xlsx"})
"""Formats whose columns a mapping may rename."""
KINDLESS = TABLES | {"yaml", "parquet"}
"""Formats whose events may be of one kind, which the user names instead."""


def reader(name: str) -> Reader:
    """Return the reader of a format. Raises BadInput, with near names, for an unknown one."""
    from bilat.events.formats.bounds import bounded

    read: Reader = import_module(_module(name)).read
    return bounded(read)


def writer(name: str) -> Writer:
    """Return the writer of a format, which takes canonical lines. Raises BadInput for one unknown or only read."""
    write: Writer | None = getattr(import_module(_module(name)), "write", None)
    if write is None:
        raise BadInput(f"{name} is read, not written", "export it as csv, jsonl or iati")
    return write


def _module(name: str) -> str:
    if name not in FORMATS:
        raise BadInput(f"unknown format {name!r}", did_you_mean(name, FORMATS) or f"known: {', '.join(FORMATS)}")
    return FORMATS[name]
