"""The team store: PostgreSQL through the eventsourcing library, with a recorder of our own.

The stock recorder's positions have gaps under concurrent writers. Ours takes the row lock of `head` as its first
statement, so that batches follow one another, numbers the events itself, and sends them by COPY.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
from eventsourcing.persistence import InfrastructureFactory, PersistenceError, StoredEvent
from eventsourcing.postgres import (
    ConnectionPool,
    PostgresApplicationRecorder,
    PostgresDatastore,
    PostgresFactory,
)
from eventsourcing.utils import Environment, EnvType
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row, tuple_row

from bilat.events.errors import BadInput, StoreError
from bilat.events.log.head import Head
from bilat.events.log.stores.application import LedgerApplication, StoredLine, batches, resolve_head
from bilat.events.log.stores.postgres_schema import SCHEMA, TABLE, TABLES, guards
from bilat.events.log.transparency.merkle import Tree, leaf_hash

WAIT = 5
"""Seconds that a server may take to answer."""
PULSE = 60
"""Seconds after which a ledger that is followed is looked at though the server told nothing."""


class HeadedPostgresRecorder(PostgresApplicationRecorder):
    """The library's recorder with gapless positions, and the head row written in the same transaction."""

    def create_ledger(self, ledger: str) -> None:
        """Create the tables, the triggers and an empty head in one transaction."""
        with self.datastore.transaction(commit=True) as c:
            for statement in self.sql_create_statements:
                if not {"TYPE", "FUNCTION"} & set(statement.as_string().split()):
                    c.execute(statement)
            for table in TABLES:
                c.execute(table)
            row = (*Head.of(ledger, Tree(), "").row(), SCHEMA)
            c.execute("INSERT INTO head VALUES (%s, %s, %s, %s, %s, %s)", row)
            for guard in guards():
                c.execute(guard)

    def insert_events(self, stored_events: Iterable[StoredEvent | StoredLine], **kwargs: Any) -> Sequence[int]:
        """Record a batch in one transaction; never tried again here, so that nothing is recorded twice."""
        with self.datastore.transaction(commit=True) as c:
            c.execute("UPDATE head SET size = size RETURNING ledger, size, root, peaks, recorded_at")
            row = c.fetchone()
            head = Head.from_row(list(row.values()) if row else None)
            stored_events, recorded_at = resolve_head(head, stored_events, kwargs)
            columns = "originator_id, originator_version, topic, state, notification_id"
            tree = head.tree
            for page in batches(stored_events):
                with c.copy(f"COPY {TABLE} ({columns}) FROM STDIN WITH (FORMAT BINARY)".encode()) as copy:
                    copy.set_types(["text", "int8", "text", "bytea", "int8"])
                    for position, each in enumerate(page, tree.size + 1):
                        copy.write_row((*each, position))
                leaves = [leaf_hash(e.state) for e in page]
                c.execute("INSERT INTO leaves VALUES (%s, %s)", (tree.size + 1, b"".join(leaves)))
                tree = tree.grown(leaves)
            later = Head.of(head.ledger, tree, recorded_at)
            c.execute("UPDATE head SET size = %s, root = %s, peaks = %s, recorded_at = %s", later.row()[1:])
            self._notify_channel(c)
        return range(head.size + 1, tree.size + 1)

    def head(self) -> Head:
        """Return the head row. Raises StoreError where the database holds no ledger, or a later bilat's."""
        if not self.exists():
            raise StoreError("the database holds no ledger", "create one with `bilat init URL`")
        row = next(iter(self._select("SELECT ledger, size, root, peaks, recorded_at, schema FROM head")), None)
        if row and row[5] > SCHEMA:
            raise StoreError(f"the ledger has schema {row[5]}, this bilat reads up to {SCHEMA}", "use a newer bilat")
        return Head.from_row(row and row[:5])

    def exists(self) -> bool:
        """Tell whether the database holds a ledger."""
        return bool(self._select("SELECT to_regclass('head') IS NOT NULL")[0][0])

    def read_chunks(self, first: int, last: int) -> bytes:
        """Return the canonical lines from one position to another, joined by newlines."""
        query = (
            f"SELECT string_agg(state, '\\x0a'::bytea ORDER BY notification_id) FROM {TABLE} "
            "WHERE notification_id BETWEEN %s AND %s"
        )
        return bytes(self._select(query, first, last)[0][0] or b"")

    def lines_of(self, streams: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Stream and line of every event of some streams, in order of stream and version."""
        query = (
            f"SELECT originator_id, state FROM {TABLE} WHERE originator_id = ANY(%s) "
            "ORDER BY originator_id, originator_version"
        )
        for stream, state in self._select(query, list(streams)):
            yield stream, bytes(state)

    def stream_names(self, prefix: str) -> list[str]:
        """Return the names of the streams that begin with `prefix`, sorted as text of ASCII."""
        query = f"SELECT DISTINCT originator_id FROM {TABLE} WHERE starts_with(originator_id, %s)"
        return sorted(row[0] for row in self._select(query, prefix))

    def position(self, stream: str, version: int) -> int | None:
        """Tell where an event stands in the whole log, from 1."""
        query = f"SELECT notification_id FROM {TABLE} WHERE originator_id = %s AND originator_version = %s"
        rows = self._select(query, stream, version)
        return int(rows[0][0]) if rows else None

    def wait(self) -> None:
        """Return when the server has told of a new batch; the first time once it is asked to tell."""
        datastore = self.datastore
        assert isinstance(datastore, ConninfoDatastore)
        try:
            datastore.listen(self.channel_name)
        except psycopg.Error as error:
            raise PersistenceError(str(error).strip()) from error

    def _select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.datastore.get_connection() as connection, connection.cursor(row_factory=tuple_row, binary=True) as c:
            return c.execute(query.encode(), values).fetchall()


class ConninfoDatastore(PostgresDatastore):
    """The library's datastore, connected by a libpq URL as it stands (sockets, sslmode, .pgpass)."""

    def __init__(self, conninfo: str) -> None:
        self.listening: psycopg.Connection | None = None
        self.conninfo = conninfo
        super().__init__("", "", "", "", "", originator_id_type="text", connect_timeout=WAIT)
        self.pool = ConnectionPool(
            conninfo=conninfo,
            connection_class=psycopg.Connection[dict[str, Any]],
            kwargs={"row_factory": dict_row, "connect_timeout": WAIT},
            min_size=1,
            max_size=4,
            open=False,
            configure=self.after_connect_func(),
            timeout=WAIT,
        )

    def listen(self, channel: str) -> None:
        """Return after the next notification, or a while; the first time as soon as the server listens."""
        if self.listening is None:
            self.listening = psycopg.connect(self.conninfo, autocommit=True, connect_timeout=WAIT)
            self.listening.execute(f'LISTEN "{channel}"'.encode())
            return
        for _ in self.listening.notifies(timeout=PULSE, stop_after=1):
            pass

    def close(self) -> None:
        """Close every connection."""
        if self.listening is not None:
            self.listening.close()
        super().close()


class ConninfoFactory(PostgresFactory):
    """Makes the library use the recorder and the datastore above."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        InfrastructureFactory.__init__(self, env)
        self.datastore = ConninfoDatastore(self.env["CONNINFO"])

    def application_recorder(self) -> PostgresApplicationRecorder:
        return HeadedPostgresRecorder(self.datastore, events_table_name=TABLE)


def open_postgres(url: str) -> LedgerApplication:
    """Open the application over an existing ledger. Raises StoreError where there is none to be reached."""
    application = _application(url)
    _recorder(application).head()
    return application


def create_postgres(url: str, ledger: str) -> LedgerApplication:
    """Create the application over a new ledger. Raises BadInput where the database holds one already."""
    application = _application(url)
    if _recorder(application).exists():
        raise BadInput("the database holds a ledger already: nothing created", "use another database")
    _recorder(application).create_ledger(ledger)
    return application


def drop_postgres(url: str) -> None:
    """Take a ledger away again that could not be filled; where the server is gone, it stays and is empty."""
    with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=WAIT) as connection:
        connection.execute(f"DROP TABLE {TABLE}, leaves, head".encode())
        connection.execute("DROP FUNCTION log_is_append_only()")


def check_url(url: str) -> None:
    """Raise StoreError where a URL would be misread; what libpq says of one may repeat its password."""
    try:
        record = conninfo_to_dict(url)
        misread = "@" in str(record.get("host", "")) or not re.fullmatch(r"[0-9,]*", str(record.get("port", "")))
    except psycopg.Error:
        misread = True
    if misread:
        raise StoreError(
            "the URL of the server cannot be read",
            "it reads postgresql://USER:PASSWORD@HOST:PORT/DATABASE; % @ / ? in a password are %25 %40 %2F %3F",
        )


def _application(url: str) -> LedgerApplication:
    check_url(url)
    try:
        psycopg.connect(url, connect_timeout=WAIT).close()
    except psycopg.Error as error:
        cause = str(error).strip().splitlines()[0]
        raise StoreError(f"the server cannot be reached: {cause}", "is it up, and may this user in?") from None
    return LedgerApplication(
        {"PERSISTENCE_MODULE": "bilat.events.log.stores.postgres:ConninfoFactory", "CONNINFO": url}
    )


def _recorder(application: LedgerApplication) -> HeadedPostgresRecorder:
    assert isinstance(application.recorder, HeadedPostgresRecorder)
    return application.recorder
