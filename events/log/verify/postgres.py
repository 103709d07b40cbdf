"""Verifying a ledger in PostgreSQL: its tables and triggers, and its rows, read past the log itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bilat.events.errors import StoreError
from bilat.events.location import redact_location
from bilat.events.log.head import Head
from bilat.events.log.stores.postgres import WAIT, check_url
from bilat.events.log.stores.postgres_schema import LATER, TABLE, TRIGGERS
from bilat.events.log.verify.findings import RESTORE, Damage
from bilat.events.log.verify.postgres_tables import strangers

_COLUMNS = "notification_id, state, originator_id, originator_version, topic"
_TABLES = ("head", "leaves", TABLE)
_REFUSES = re.compile("BEGIN RAISE EXCEPTION '(the log is append-only|a ledger keeps its id)'; END")
_EXPORT = "`bilat export` what is there, compare it with a backup, and import it into a new ledger"


class PostgresSource:
    """A ledger's tables, read in one transaction. Raises StoreError where they cannot be reached."""

    columns = True

    def __init__(self, url: str) -> None:
        self.name = redact_location(url)
        self.damage: list[Damage] = []
        check_url(url)
        with self._errors():
            self._connection = psycopg.connect(url, connect_timeout=WAIT)
            self._connection.read_only = True
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._tables = [name for name in _TABLES if self._all(f"SELECT to_regclass('{name}')")[0][0]]
        if not self._tables:
            raise StoreError(f"{self.name} holds no ledger", "create one with `bilat init URL`")

    def structure(self) -> Iterator[Damage]:
        """Tables, and triggers that are missing, switched off, or do not do what those of `init` do."""
        for table in _TABLES:
            if table not in self._tables:
                yield Damage(None, f"the table {table} is missing", RESTORE)
        yield from strangers(self._all)
        query = (
            "SELECT tgname, tgenabled::text, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal "
            f"AND tgrelid IN (to_regclass('head'), to_regclass('leaves'), to_regclass('{TABLE}'))"
        )
        found = {row[0]: row[1:] for row in self._all(query)}
        for name, moment in TRIGGERS.items():
            enabled, definition, does = found.get(name, ("", "", ""))
            if not definition and name in LATER and not self._all(f"SELECT to_regproc('{LATER[name]}')")[0][0]:
                continue  # a ledger of the first release
            if not definition:
                cause = f"the trigger {name} is missing: rows could be changed or removed"
                yield Damage(None, cause, _EXPORT)
            elif enabled not in ("O", "A"):
                yield Damage(None, f"the trigger {name} is switched off", _EXPORT)
            elif not {*moment.split()} - {*_TABLES} <= {*definition.split()} or not _REFUSES.fullmatch(
                " ".join(does.split())
            ):
                yield Damage(None, f"the trigger {name} does not do what `bilat init` made it for", _EXPORT)
        for name in sorted(found.keys() - TRIGGERS.keys()):
            yield Damage(None, f"a trigger {name} is there that `bilat init` did not make", _EXPORT)

    def head(self) -> Head | Damage | None:
        """Return the head row, or why there is none that can be read; None where its table is missing."""
        if "head" not in self._tables:
            return None
        rows = self._all("SELECT ledger, size, root, peaks, recorded_at FROM head")
        if len(rows) != 1:
            return Damage(None, f"the ledger has {len(rows)} head rows, not one", RESTORE)
        try:
            head = Head.from_row(rows[0])
            if head.size < 0 or any(len(peak) != 32 for peak in head.tree.peaks):
                raise ValueError
        except ValueError:
            return Damage(None, "the head row cannot be read: its size or peaks are none", RESTORE)
        return head

    def seals(self) -> Iterator[bytes]:
        """Yield the lines that hold seals."""
        if TABLE in self._tables:
            for (line,) in self._all(f"SELECT state FROM {TABLE} WHERE topic = 'ledger-sealed'"):
                yield line

    def leaves(self) -> Iterator[tuple[int, bytes]]:
        """Yield the hashes kept of each batch, joined, by the position of its first event."""
        if "leaves" in self._tables:
            yield from self._all("SELECT first, hashes FROM leaves ORDER BY first")

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row in order of position."""
        if TABLE not in self._tables:
            return
        with self._errors(), self._connection.cursor("verify", binary=True) as cursor:
            cursor.itersize = 5000
            yield from cursor.execute(f"SELECT {_COLUMNS} FROM {TABLE} ORDER BY notification_id".encode())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _all(self, query: str) -> list[Any]:
        with self._errors():
            return self._connection.execute(query.encode()).fetchall()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            cause = f"{self.name} cannot be read: {str(error).strip().splitlines()[0]}"
            raise StoreError(cause, "is the server up, and may this user in?") from None


def _spaced(code: str) -> str:
    return " ".join(code.split())
