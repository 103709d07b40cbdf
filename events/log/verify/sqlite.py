"""Verifying a ledger in SQLite: its tables and triggers, and its rows, read past the log itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bilat.events.errors import StoreError
from bilat.events.log.head import Head
from bilat.events.log.stores.sqlite import SCHEMA, TRIGGERS
from bilat.events.log.stores.sqlite_file import check_file, reading_mode, uri
from bilat.events.log.verify.findings import RESTORE, Damage

COLUMNS = {
    "stored_events": ["originator_id", "originator_version", "topic", "state"],
    "leaves": ["first", "hashes"],
    "head": ["ledger", "size", "root", "peaks", "recorded_at"],
}
_EXPORT = "`bilat export` what is there, compare it with a backup, and import it into a new ledger"
_LENIENT = partial(str, encoding="utf-8", errors="backslashreplace")
_FAILURES = (sqlite3.Error, UnicodeDecodeError)  # SQLite's own words, of a damaged schema, may be no UTF-8
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_MISMATCH")


class SQLiteSource:
    """A ledger's file, read in one transaction. What cannot be read is a finding in `damage`, not an error.

    Raises StoreError where there is no ledger, or SQLite cannot open it.
    """

    columns = True

    def __init__(self, location: str) -> None:
        self.name = location
        self.damage: list[Damage] = []
        path = Path(location)
        check_file(path)
        how = reading_mode(path)
        try:
            self._connection = sqlite3.connect(uri(path, how), uri=True, isolation_level=None, timeout=10)
            self._connection.text_factory = _LENIENT
            self._connection.execute("BEGIN")
            found = self._all("SELECT name FROM sqlite_master WHERE type = 'table'")
        except _FAILURES as error:
            raise StoreError(f"{location} cannot be opened: {error}", RESTORE) from error
        self._tables = {name for (name,) in found}
        if not self._tables & COLUMNS.keys():
            raise StoreError(f"{location} is a SQLite file, but not a ledger", "name one made by `bilat init`")

    def structure(self) -> Iterator[Damage]:
        """Tables, columns and triggers that are not as made, and what SQLite itself finds."""
        try:
            yield from self._structure()
        except _FAILURES as error:
            yield self._damaged(error, None)

    def _structure(self) -> Iterator[Damage]:
        version = int(self._all("PRAGMA user_version")[0][0])
        if version > SCHEMA:
            raise StoreError(f"{self.name} has schema {version}, this bilat reads up to {SCHEMA}", "use a newer bilat")
        if version != SCHEMA:
            yield Damage(None, f"the schema number of the file is {version}, not {SCHEMA}", _EXPORT)
        for table, columns in COLUMNS.items():
            found = [row[1] for row in self._all(f"PRAGMA table_info({table})")]
            if table not in self._tables:
                yield Damage(None, f"the table {table} is missing", RESTORE)
            elif found != columns:
                yield Damage(None, f"the table {table} has the columns {', '.join(found)}", RESTORE)
        yield from self._triggers()
        yield from self._strangers()
        for (value,) in self._all("PRAGMA integrity_check(20)"):
            if value != "ok":
                yield Damage(None, f"SQLite finds the file damaged: {value}", RESTORE)

    def _strangers(self) -> Iterator[Damage]:
        """Tables, views and indexes of somebody else's; SQLite's own, whose names nobody else may give, are none."""
        query = (
            "SELECT type, name FROM sqlite_master WHERE type <> 'trigger' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
            "ORDER BY type, name"
        )
        for kind, name in self._all(query):
            if kind != "table" or name not in COLUMNS:
                yield Damage(None, f"the {kind} {name} is there that `bilat init` did not make", _EXPORT)
        for table in sorted(self._tables & COLUMNS.keys()):
            for _, name, _, origin, *_ in self._all(f"PRAGMA index_list({table})"):
                if origin == "u":
                    cause = f"the table {table} has a rule that `bilat init` did not make: {name} admits no value twice"
                    yield Damage(None, cause, _EXPORT)

    def _triggers(self) -> Iterator[Damage]:
        found = dict(self._all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name, body in TRIGGERS.items():
            if name not in found:
                cause = f"the trigger {name} is missing: rows could be changed, removed or inserted"
                yield Damage(None, cause, _EXPORT)
            elif found[name] != f"CREATE TRIGGER {name} {body}":
                yield Damage(None, f"the trigger {name} is not the one that `bilat init` made", _EXPORT)
        for name in sorted(found.keys() - TRIGGERS.keys()):
            yield Damage(None, f"a trigger {name} is there that `bilat init` did not make", _EXPORT)

    def head(self) -> Head | Damage:
        """Return the head row, or why there is none that can be read."""
        try:
            rows = self._all("SELECT ledger, size, root, peaks, recorded_at FROM head")
            if len(rows) != 1:
                return Damage(None, f"the ledger has {len(rows)} head rows, not one", RESTORE)
            head = Head.from_row(rows[0])
            if head.size < 0 or any(len(peak) != 32 for peak in head.tree.peaks):
                raise ValueError
        except _FAILURES as error:
            return self._damaged(error, None)
        except ValueError:
            return Damage(None, "the head row cannot be read: its size or peaks are none", RESTORE)
        return head

    def seals(self) -> Iterator[bytes]:
        """Yield the lines that hold seals."""
        try:
            query = "SELECT state FROM stored_events WHERE topic = 'ledger-sealed'"
            for (line,) in self._connection.execute(query):
                yield line
        except _FAILURES:
            return  # the walk over all rows meets the same damage, and can say where

    def leaves(self) -> Iterator[tuple[int, bytes]]:
        """Yield the hashes kept of each batch, joined, by the position of its first event."""
        if "leaves" in self._tables:
            try:
                yield from self._connection.execute("SELECT first, hashes FROM leaves ORDER BY first")
            except _FAILURES:
                return  # the check of the whole file tells

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row in order of position, as far as they can be read."""
        position = -(1 << 63)
        columns = "rowid, state, originator_id, originator_version, topic"
        query = f"SELECT {columns} FROM stored_events WHERE rowid > ? ORDER BY rowid"
        for text in (str, _LENIENT):  # the lenient one is slow, and needed only where a column is no UTF-8
            self._connection.text_factory = text
            try:
                for row in self._connection.execute(query, (position,)):
                    position = row[0]
                    yield row
                return
            except _FAILURES as error:
                if text is str and "decode" in str(error):
                    continue
                self.damage.append(self._damaged(error, max(position, 0) + 1))
                return

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _all(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()

    def _damaged(self, error: Exception, position: int | None) -> Damage:
        if getattr(error, "sqlite_errorname", "SQLITE_CORRUPT").startswith(_DAMAGE):
            return Damage(position, f"SQLite cannot read on from here: {error}", RESTORE)
        raise StoreError(f"{self.name}: {error}", "is another program writing to it? try again") from error
