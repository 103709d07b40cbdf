"""The embedded store: one SQLite file, append-only by triggers, with the head row written in the same transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteCursor,
    SQLiteFactory,
)
from eventsourcing.utils import Environment, EnvType

from bilat.events.errors import StoreError
from bilat.events.log.head import Head
from bilat.events.log.stores.application import StoredLine, batches, resolve_head
from bilat.events.log.transparency.merkle import Tree, leaf_hash

SCHEMA = 1
"""The layout of the file, kept in SQLite's user_version."""

GLANCE = 0.25
"""Seconds between two looks at a file that is followed."""

AT_ONCE = 0.001
"""Seconds to wait for a busy file where none are to be waited."""

_REFUSE = "SELECT RAISE(ABORT, 'the log is append-only')"
TRIGGERS = {
    "log_refuses_update": f"BEFORE UPDATE ON stored_events BEGIN {_REFUSE}; END",
    "log_refuses_delete": f"BEFORE DELETE ON stored_events BEGIN {_REFUSE}; END",
    "log_refuses_replace": (
        "BEFORE INSERT ON stored_events WHEN EXISTS (SELECT 1 FROM stored_events WHERE "
        "rowid = NEW.rowid OR originator_id = NEW.originator_id AND originator_version = NEW.originator_version) "
        "BEGIN SELECT RAISE(ABORT, 'this version is already recorded'); END"
    ),
    "log_refuses_disorder": (
        "AFTER INSERT ON stored_events WHEN NEW.rowid <> 1 + coalesce((SELECT max(rowid) FROM stored_events "
        "WHERE rowid <> NEW.rowid), 0) BEGIN SELECT RAISE(ABORT, 'positions follow one another'); END"
    ),
    "leaves_refuse_update": f"BEFORE UPDATE ON leaves BEGIN {_REFUSE}; END",
    "leaves_refuse_delete": f"BEFORE DELETE ON leaves BEGIN {_REFUSE}; END",
    "head_refuses_another": (
        "BEFORE INSERT ON head WHEN EXISTS (SELECT 1 FROM head) BEGIN SELECT RAISE(ABORT, 'a log has one head'); END"
    ),
    "head_refuses_delete": ("BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'the head of the log stays'); END"),
}
"""What makes the file append-only, by name; `verify` looks for them."""

_HEAD = (
    "CREATE TABLE head (ledger TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, "
    "peaks TEXT NOT NULL, recorded_at TEXT NOT NULL) WITHOUT ROWID"
)
_LEAVES = "CREATE TABLE leaves (first INTEGER PRIMARY KEY, hashes BLOB NOT NULL)"
"""The leaf hashes of each page of a batch, joined: with them `verify` names the very row that was changed."""


class HeadedRecorder(SQLiteApplicationRecorder):
    """The library's recorder, which also keeps the head row: size, root and peaks after each batch."""

    def create_ledger(self, ledger: str) -> None:
        """Create the tables, the triggers and an empty head in one transaction."""
        with self.datastore.transaction(commit=True) as c:
            self._create_table(c)
            c.execute(_HEAD)
            c.execute(_LEAVES)
            head = Head.of(ledger, Tree(), "")
            c.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?)", head.row())
            for name, body in TRIGGERS.items():
                c.execute(f"CREATE TRIGGER {name} {body}")
            c.execute(f"PRAGMA user_version = {SCHEMA}")

    def head(self) -> Head:
        """Return the head row. Raises StoreError where the file is no ledger of this program."""
        with self.datastore.transaction(commit=False) as c:
            return self._head(c)

    def read_chunks(self, first: int, last: int) -> bytes:
        """Return the canonical lines from one position to another, joined by newlines."""
        query = (
            "SELECT CAST(group_concat(CAST(state AS TEXT), x'0a') AS BLOB) FROM "
            "(SELECT state FROM stored_events WHERE rowid BETWEEN ? AND ? ORDER BY rowid)"
        )
        return bytes(self._select(query, first, last)[0][0] or b"")

    def lines_of(self, streams: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Stream and line of every event of some streams (at most 500), in order of stream and version."""
        query = (
            "SELECT originator_id, state FROM stored_events WHERE originator_id IN "
            f"({','.join('?' * len(streams))}) ORDER BY originator_id, originator_version"
        )
        for stream, state in self._select(query, *streams):
            yield stream, bytes(state)

    def stream_names(self, prefix: str) -> list[str]:
        """Return the names of the streams that begin with `prefix`, sorted."""
        query = (
            "SELECT DISTINCT originator_id FROM stored_events "
            "WHERE originator_id >= ? AND originator_id < ? ORDER BY originator_id"
        )
        return [row[0] for row in self._select(query, prefix, prefix + "\x7f")]

    def position(self, stream: str, version: int) -> int | None:
        """Tell where an event stands in the whole log, from 1."""
        query = "SELECT rowid FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        rows = self._select(query, stream, version)
        return int(rows[0][0]) if rows else None

    def wait(self) -> None:
        """Return when another program may have recorded something: a file is looked at again and again."""
        time.sleep(GLANCE)

    def _select(self, query: str, *values: object) -> list[Sequence[Any]]:
        with self.datastore.transaction(commit=False) as c:
            c.execute(query, values)
            rows: list[Sequence[Any]] = c.fetchall()
            return rows

    def _head(self, c: SQLiteCursor) -> Head:
        c.execute("SELECT ledger, size, root, peaks, recorded_at FROM head")
        return Head.from_row(c.fetchone())

    def _refuse_disagreement(self, c: SQLiteCursor, head: Head) -> None:
        """Raise StoreError where the head and the last row disagree: what came next had another position than said."""
        c.execute("SELECT coalesce(max(rowid), 0) FROM stored_events")
        last = int(c.fetchone()[0])
        if last != head.size:
            cause = f"the head says that the log ends at @{head.size}, its last event stands at @{last}"
            raise StoreError(cause, "nothing recorded: run `bilat verify` on the ledger")

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Iterable[StoredEvent | StoredLine], **kwargs: Any
    ) -> Sequence[int] | None:
        # BEGIN is deferred, so the first statement is a write: it takes the lock before the head is read
        c.execute("UPDATE head SET size = size")
        head = self._head(c)
        self._refuse_disagreement(c, head)
        stored_events, recorded_at = resolve_head(head, stored_events, kwargs)
        tree = head.tree
        for page in batches(stored_events):
            c.executemany(self.insert_events_statement, page)
            leaves = [leaf_hash(e.state) for e in page]
            c.execute("INSERT INTO leaves VALUES (?, ?)", (tree.size + 1, b"".join(leaves)))
            tree = tree.grown(leaves)
        later = Head.of(head.ledger, tree, recorded_at)
        c.execute("UPDATE head SET size = ?, root = ?, peaks = ?, recorded_at = ?", later.row()[1:])
        return range(head.size + 1, tree.size + 1)


class HeadedFactory(SQLiteFactory):
    """Makes the library use the recorder above, and wait no longer for a busy file than it was asked to."""

    application_recorder_class = HeadedRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        pool = self.datastore.pool
        if pool.lock_timeout == 0:
            pool.lock_timeout = AT_ONCE  # type: ignore[assignment]  # the library takes 0 for its own five seconds
