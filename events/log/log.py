"""The log as the rest of the program sees it: read lines, read streams, record a batch."""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from eventsourcing.persistence import IntegrityError, PersistenceError

from bilat.events.base import Event
from bilat.events.errors import BadInput, Conflict, StoreError
from bilat.events.log.application import Ledger, Written
from bilat.events.log.codec import decode
from bilat.events.log.head import Head
from bilat.events.log.sqlite import (
    HeadedRecorder,
    can_be_read_plainly,
    check_file,
    check_schema,
    is_read_only,
    uri,
)

PAGE = 50_000


class Log:
    """One ledger's events in order of recording. Opened by `open_log` or `create_log`; close it when done."""

    def __init__(self, place: str, application: Ledger, read_only: bool) -> None:
        self.place = place
        self._application = application
        self._read_only = read_only
        recorder = application.recorder
        assert isinstance(recorder, HeadedRecorder)
        self._recorder = recorder

    @property
    def head(self) -> Head:
        """Size, root and time of the last recording, as of now."""
        with _store_errors(self.place):
            return self._recorder.head()

    @property
    def id(self) -> str:
        """The ledger's own id, given when it was created."""
        return self.head.ledger

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """Canonical lines without line ends, in position order, from position `start` to `stop` (included)."""
        for chunk in self.joined(start, stop):
            yield from chunk.split(b"\n")

    def joined(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """The same in chunks of up to 50,000 lines, joined by newlines: the fastest way out of the store."""
        last = self.head.size if stop is None else min(stop, self.head.size)
        query = (
            "SELECT CAST(group_concat(CAST(state AS TEXT), x'0a') AS BLOB) FROM "
            "(SELECT state FROM stored_events WHERE rowid BETWEEN ? AND ? ORDER BY rowid)"
        )
        for first in range(start, last + 1, PAGE):
            rows = self._select(query, first, min(first + PAGE - 1, last))
            if rows[0][0]:
                yield bytes(rows[0][0])

    def stream(self, name: str) -> list[Event]:
        """Every event of a stream, oldest version first; empty for an unknown one."""
        with _store_errors(self.place):
            events: Iterator[object] = self._application.events.get(name)
            return [event for event in events if isinstance(event, Event)]

    def many(self, names: Sequence[str]) -> dict[str, list[Event]]:
        """The events of many streams at once; a stream without any is left out."""
        found: dict[str, list[Event]] = {}
        if not self.head.size:
            return found
        for first in range(0, len(names), 500):
            some = names[first : first + 500]
            query = (
                "SELECT originator_id, state FROM stored_events WHERE originator_id IN "
                f"({','.join('?' * len(some))}) ORDER BY originator_id, originator_version"
            )
            for stream, state in self._select(query, *some):
                found.setdefault(stream, []).append(decode(bytes(state)))
        return found

    def streams(self, prefix: str = "") -> list[str]:
        """The names of the streams that begin with `prefix`, sorted."""
        query = (
            "SELECT DISTINCT originator_id FROM stored_events "
            "WHERE originator_id >= ? AND originator_id < ? ORDER BY originator_id"
        )
        return [str(row[0]) for row in self._select(query, prefix, prefix + "\x7f")]

    def position(self, stream: str, version: int) -> int | None:
        """Where an event stands in the whole log, from 1."""
        query = "SELECT rowid FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        rows = self._select(query, stream, version)
        return int(rows[0][0]) if rows else None

    def record(self, lines: Sequence[Written], recorded_at: str, after: int) -> None:
        """Record a batch of written events, all or nothing, onto a log that still holds `after` events.

        `recorded_at` is that of the last.

        Raises Overtaken where it has grown meanwhile, Conflict where a version is taken, StoreError where the
        store cannot be written.
        """
        if self._read_only:
            raise StoreError(f"{self.place} is read-only: nothing recorded", "make it writable, or work on a copy")
        try:
            with _store_errors(self.place):
                self._application.events.put(lines, after=after, recorded_at=recorded_at)
        except IntegrityError:
            stream, version, *_ = lines[0]
            raise Conflict(stream, version - 1, len(self.stream(stream))) from None

    def close(self) -> None:
        """Close the store."""
        self._application.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _select(self, query: str, *values: object) -> list[Sequence[Any]]:
        with _store_errors(self.place), self._recorder.datastore.transaction(commit=False) as c:
            c.execute(query, values)
            rows: list[Sequence[Any]] = c.fetchall()
            return rows


def open_log(place: str, mode: Literal["r", "w"] = "r") -> Log:
    """Open an existing ledger. Raises StoreError, saying what to do, where that cannot be done."""
    path = Path(place)
    check_file(path)
    read_only = mode == "r" or is_read_only(path)
    how = "rw" if not read_only else "ro" if can_be_read_plainly(path) else "ro&immutable=1"
    with _store_errors(place):
        log = Log(place, _application(path, how), read_only)
        check_schema(log._recorder, path)
    return log


def create_log(place: str) -> Log:
    """Create an empty ledger. Raises BadInput where something is there already, StoreError where it cannot."""
    path = Path(place)
    if path.exists() and (path.is_dir() or path.stat().st_size):
        raise BadInput(f"{place} exists already: nothing created", "choose another name")
    try:
        with _store_errors(place):
            log = Log(place, _application(path, "rwc"), read_only=False)
            log._recorder.create_ledger(uuid.uuid4().hex)
    except StoreError:
        raise StoreError(f"no ledger can be created at {place}", "is its folder there, and writable?") from None
    return log


def stamp_of(moment: datetime) -> str:
    """`recorded_at` text: UTC, always six digits of microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _application(path: Path, how: str) -> Ledger:
    return Ledger(
        {
            "PERSISTENCE_MODULE": "bilat.events.log.sqlite:HeadedFactory",
            "SQLITE_DBNAME": uri(path, how),
            "SQLITE_LOCK_TIMEOUT": "10",
            "ORIGINATOR_ID_TYPE": "text",
            "CREATE_TABLE": "no",
        }
    )


@contextlib.contextmanager
def _store_errors(place: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error, OSError) as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            remedy = "another program is writing to it: try again"
        elif "readonly" in text:
            remedy = "make it writable, or work on a copy"
        else:
            remedy = "is the disk full, or the file damaged? `bilat verify` tells"
        raise StoreError(f"{place}: {text}", remedy) from error
