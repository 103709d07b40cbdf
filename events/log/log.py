"""The log as the rest of the program sees it: read lines, read streams, record a batch."""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Literal, Protocol, cast

from eventsourcing.persistence import IntegrityError, PersistenceError

from bilat.events.base import Event
from bilat.events.errors import Conflict, StoreError
from bilat.events.location import POSTGRES, checked, redact_location
from bilat.events.log.codec import decode
from bilat.events.log.damage import suspect
from bilat.events.log.head import Head
from bilat.events.log.stores.application import LedgerApplication, Rebase, StoredLine

LINES_BATCH = 50_000
STREAMS_BATCH = 500


class Store(Protocol):
    """What a recorder of the eventsourcing library must also do to keep a log: it does so on each store."""

    def head(self) -> Head: ...
    def read_chunks(self, first: int, last: int) -> bytes: ...
    def lines_of(self, streams: Sequence[str]) -> Iterable[tuple[str, bytes]]: ...
    def stream_names(self, prefix: str) -> list[str]: ...
    def position(self, stream: str, version: int) -> int | None: ...
    def wait(self) -> None: ...
    def insert_events(
        self, stored_events: Iterable[StoredLine], *, after: int, recorded_at: str, rebase: Rebase | None
    ) -> object: ...


class Log:
    """One ledger's events in order of recording. Opened by `open_log` or `create_log`; close it when done."""

    def __init__(self, location: str, application: LedgerApplication, writable: bool) -> None:
        self.location = redact_location(location)
        self.suspect = partial(suspect, location)
        self.opened_again = partial(open_log, location)
        self._application = application
        self._writable = writable
        self._store = cast("Store", application.recorder)

    @property
    def head(self) -> Head:
        """Size, root and time of the last recording, as of now."""
        with store_errors(self.location):
            return self._store.head()

    @property
    def id(self) -> str:
        """The ledger's own id, given when it was created."""
        return self.head.ledger

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """Canonical lines without line ends, in position order, from position `start` to `stop` (included)."""
        for chunk in self.read_chunks(start, stop):
            yield from chunk.split(b"\n")

    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """Yield the same in chunks of up to 50,000 lines, joined by newlines: the fastest way out of the store.

        Raises StoreError where there are not as many as the head counts.
        """
        size = self.head.size
        last = size if stop is None else min(stop, size)
        for first in range(start, last + 1, LINES_BATCH):
            end = min(first + LINES_BATCH - 1, last)
            with store_errors(self.location):
                chunk = self._store.read_chunks(first, end)
            if not chunk or chunk.count(b"\n") != end - first:
                cause = f"the log is damaged: from @{first} to @{end} not every event is there"
                raise StoreError(cause, "run `bilat verify` on the ledger")
            yield chunk

    def stream(self, name: str) -> list[Event]:
        """Return every event of a stream, oldest version first; empty for an unknown one."""
        return self.read_streams([name]).get(name, [])

    def read_streams(self, names: Sequence[str]) -> dict[str, list[Event]]:
        """Return the events of many streams at once; a stream without any is left out."""
        found: dict[str, list[Event]] = {}
        for first in range(0, len(names), STREAMS_BATCH):
            with store_errors(self.location):
                for stream, line in self._store.lines_of(names[first : first + STREAMS_BATCH]):
                    events = found.setdefault(stream, [])
                    events.append(decode(line, f"{stream}#{len(events) + 1}"))
        return found

    def streams(self, prefix: str = "") -> list[str]:
        """Return the names of the streams that begin with `prefix`, sorted."""
        with store_errors(self.location):
            return self._store.stream_names(prefix)

    def position(self, stream: str, version: int) -> int | None:
        """Tell where an event stands in the whole log, from 1; None where there is no such event."""
        with store_errors(self.location):
            return self._store.position(stream, version)

    def follow_heads(self, size: int) -> Iterator[Head]:
        """Yield every head that the log comes to after `size` events, as soon as it is seen; without end."""
        while True:
            head = self.head
            if head.size > size:
                size = head.size
                yield head
            else:
                with store_errors(self.location):
                    self._store.wait()

    def archived(self, sha256: str) -> bytes | None:
        """Return the archived text of this hash; None where it is not kept beside the ledger."""
        if self.location.startswith(POSTGRES):
            return None
        from bilat.events.log.archive import Archive

        return Archive.beside(self.location).read(sha256)

    def record(self, lines: Iterable[StoredLine], recorded_at: str, after: int, rebase: Rebase | None = None) -> None:
        """Record a batch of written events, all or nothing, onto a log that still holds `after` events.

        The batch is gone through once, a page at a time, in one transaction, so that it need not fit into memory.
        `recorded_at` is that of the last. Where the log has grown meanwhile, what `rebase` makes is recorded.
        Raises LogAdvanced where it makes nothing, Conflict where a version is taken, StoreError where the store
        cannot be written.
        """
        if not self._writable:
            raise StoreError(f"{self.location} is read-only: nothing recorded", "make it writable, or work on a copy")
        try:
            with store_errors(self.location):
                self._store.insert_events(lines, after=after, recorded_at=recorded_at, rebase=rebase)
        except IntegrityError as error:
            for line in lines:  # none is left of a batch that can be gone through once only
                stream, version = line.originator_id, line.originator_version
                if (found := len(self.stream(stream))) >= version:
                    raise Conflict(stream, version - 1, found) from None
            cause = f"{self.location}: the place of these events is taken ({str(error).strip().splitlines()[0]})"
            raise StoreError(cause, "nothing recorded: run `bilat verify` on the ledger") from error

    def close(self) -> None:
        """Close the store."""
        self._application.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.suspect(error)
        finally:
            self.close()


def open_log(location: str, mode: Literal["r", "w"] = "r", *, wait: int | None = None) -> Log:
    """Open an existing ledger. Raises StoreError, saying what to do, where that cannot be done.

    `wait` is for how many seconds a busy SQLite file is tried again; on a server writers queue.
    """
    location = checked(location)
    with store_errors(redact_location(location)):
        if location.startswith(POSTGRES):
            from bilat.events.log.stores.postgres import open_postgres

            return Log(location, open_postgres(location), writable=mode == "w")
        from bilat.events.log.stores.sqlite_file import WAIT, open_sqlite

        application, writable = open_sqlite(location, write=mode == "w", wait=WAIT if wait is None else wait)
        return Log(location, application, writable)


def create_log(location: str) -> Log:
    """Create an empty ledger. Raises BadInput where one is there already, StoreError where it cannot be."""
    location = checked(location)
    ledger = uuid.uuid4().hex
    with store_errors(redact_location(location)):
        if location.startswith(POSTGRES):
            from bilat.events.log.stores.postgres import create_postgres

            return Log(location, create_postgres(location, ledger), writable=True)
        from bilat.events.log.stores.sqlite_file import create_sqlite

        return Log(location, create_sqlite(location, ledger), writable=True)


@contextlib.contextmanager
def created_log(location: str) -> Iterator[Log]:
    """Create a ledger, which is there only if the block ends well: of one that was begun, nothing is left."""
    location = checked(location)
    with create_log(location) as log:
        try:
            yield log
        except BaseException:
            log.close()
            if location.startswith(POSTGRES):
                from bilat.events.log.stores.postgres import drop_postgres

                drop_postgres(location)
            else:
                from bilat.events.log.stores.sqlite_file import remove_sqlite

                remove_sqlite(location)
            raise


@contextlib.contextmanager
def store_errors(location: str) -> Iterator[None]:
    """Turn what the store raises into a StoreError that says what to do."""
    try:
        yield
    except IntegrityError:
        raise
    except (PersistenceError, sqlite3.Error, UnicodeDecodeError, OSError) as error:  # a damaged schema is no UTF-8
        text = str(error)
        if "locked" in text or "busy" in text:
            remedy = "another program is writing to it: try again"
        elif "readonly" in text or "permission denied" in text:
            remedy = "make it writable, or work on a copy"
        elif location.startswith(POSTGRES):
            remedy = "is the server up, and may this user in?"
        else:
            remedy = "is the disk full, or the file damaged? `bilat verify` tells"
        raise StoreError(f"{location}: {text}", remedy) from error
