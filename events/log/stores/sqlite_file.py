"""The file of the embedded store: what may be at its place, and how it is opened and made."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from bilat.events.errors import BadInput, StoreError
from bilat.events.log.stores.application import LedgerApplication
from bilat.events.log.stores.sqlite import SCHEMA, HeadedRecorder
from bilat.events.outputs import MAGIC

WAIT = 10
"""Seconds for which a file that another program writes to is tried again."""


SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, after its name."""


def open_sqlite(location: str, *, write: bool, wait: int = WAIT) -> tuple[LedgerApplication, bool]:
    """Open the application over an existing file, and whether it may write. Raises StoreError with what to do.

    `wait` is for how many seconds a busy file is tried again.
    """
    path = Path(location)
    check_file(path)
    reading = reading_mode(path)
    check_schema(path, reading)
    writable = write and not is_read_only(path)
    return _application(path, "rw" if writable else reading, wait), writable


def create_sqlite(location: str, ledger: str) -> LedgerApplication:
    """Create the application over a new file. Raises BadInput where there is one already."""
    path = Path(location)
    _refuse_taken(path)
    if not path.absolute().parent.is_dir():
        raise StoreError(f"no ledger can be created at {location}: there is no such folder", "make the folder first")
    # made under another name, so that what is found under this one is never half a ledger
    aside = path.with_name(f".{path.name[:100]}.{ledger[:12]}.part")
    try:
        application = _application(aside, "rwc")
        try:
            assert isinstance(application.recorder, HeadedRecorder)
            application.recorder.create_ledger(ledger)
        finally:
            application.close()
        _move_in(aside, path)
    finally:
        remove_sqlite(str(aside))
    return _application(path, "rw")


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path) and not (path.is_file() and not path.stat().st_size):
        raise BadInput(f"{path} exists already: nothing created", "choose another name")
    for companion in ("-wal", "-journal"):
        left = Path(f"{path}{companion}")
        if left.exists() and left.stat().st_size:  # SQLite would write it into the new ledger
            cause = f"{left} holds what another ledger wrote last: nothing created"
            raise BadInput(cause, "choose another name, or remove it if that ledger is gone")


def _move_in(aside: Path, path: Path) -> None:
    try:
        if path.exists():  # an empty file, as `mktemp` makes one
            aside.replace(path)
        else:
            os.link(aside, path)  # unlike a rename, it refuses a name that was taken meanwhile
    except FileExistsError:
        raise BadInput(f"{path} exists already: nothing created", "choose another name") from None
    except OSError:  # no links on this file system
        _refuse_taken(path)
        aside.replace(path)


def remove_sqlite(location: str) -> None:
    """Remove a ledger that was not finished, with what SQLite keeps beside it."""
    for companion in ("", *SIDE_FILES):
        with contextlib.suppress(OSError):
            Path(location + companion).unlink()


def _application(path: Path, how: str, wait: int = WAIT) -> LedgerApplication:
    return LedgerApplication(
        {
            "PERSISTENCE_MODULE": "bilat.events.log.stores.sqlite:HeadedFactory",
            "SQLITE_DBNAME": uri(path, how),
            "SQLITE_LOCK_TIMEOUT": str(wait),
            "ORIGINATOR_ID_TYPE": "text",
            "CREATE_TABLE": "no",
        }
    )


def uri(path: Path, mode: str) -> str:
    """Return a SQLite URI that never creates a file by accident."""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def check_file(path: Path) -> None:
    """Raise StoreError, saying what to do, where no SQLite ledger can be at `path`.

    The file is not opened here: closing it would drop SQLite's locks on a ledger that this process has open
    elsewhere, and another program could then remove the WAL that it writes to.
    """
    create = f"create one with `bilat init {path}`"
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a directory, not a ledger", "name the file inside it")
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is a device or a pipe, not a ledger", "name a file made by `bilat init`")
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreError(f"there is no ledger at {path}", create) from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}", "look at its permissions") from None
    if not os.access(path, os.R_OK):
        raise StoreError(f"{path} cannot be read: Permission denied", "look at its permissions")
    if not size:
        raise StoreError(f"{path} is an empty file, not a ledger", f"remove it and {create}")


def check_schema(path: Path, mode: str) -> None:
    """Raise StoreError where the file is another program's, or a later bilat's.

    Looked up by a plain connection, since the library turns whatever file it opens to WAL.
    """
    with contextlib.closing(sqlite3.connect(uri(path, mode), uri=True)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        ours = [_columns(connection, table) >= columns for table, columns in _TABLES.items()]
    if not all(ours):
        raise StoreError(f"{path} is a SQLite file, but not a ledger", "name a ledger made by `bilat init`")
    if version > SCHEMA:
        raise StoreError(f"{path} has schema {version}, this bilat reads up to {SCHEMA}", "use a newer bilat")


_TABLES = {
    "head": {"ledger", "size", "root", "peaks", "recorded_at"},
    "stored_events": {"originator_id", "originator_version", "topic", "state"},
}
"""What a file must hold to be taken for a ledger; what more it must hold, `verify` says."""


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    # the names alone: types are of no concern here, and those of a damaged file may be no text at all
    return {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def is_read_only(path: Path) -> bool:
    """Tell whether the file or its folder is marked read-only, also where the superuser could write all the same."""
    for place in (path, path.absolute().parent):
        if not place.stat().st_mode & 0o222 or not os.access(place, os.W_OK):
            return True
    return False


def reading_mode(path: Path) -> str:
    """Tell how a file is opened for reading; where not even WAL's side files can be made it takes `immutable`.

    Raises StoreError where that would pass over events which a program that was killed left in the WAL.
    """
    if _can_be_read_plainly(path):
        return "ro"
    left = path.with_name(path.name + "-wal")
    if left.exists() and left.stat().st_size:
        cause = f"{path} cannot be read whole: its last events are still in {left.name}"
        raise StoreError(cause, "copy both files to a place that can be written, and read it there")
    return "ro&immutable=1"


def _can_be_read_plainly(path: Path) -> bool:
    """Tell whether a read-only connection works."""
    try:
        connection = sqlite3.connect(uri(path, "ro"), uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return False
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # what SQLite says may be no UTF-8
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
        if magic != MAGIC:
            raise StoreError(f"{path} is not a ledger: no SQLite file", "name a ledger made by `bilat init`") from None
        raise StoreError(f"{path} is damaged: {error}", "restore it from a backup or an export") from None
    return True
