"""The index kept beside a ledger, by which a draft finds what it is compared with: extended by what is new.

It lies in `<ledger>.index` (of a ledger on a server in the user's cache folder), a folder that is its owner's alone.
It is used where ledger and Merkle root agree with the head of the log; after new events what is kept, with the new
lines as leaves, must come to the head's root. Else it is made anew. Where it cannot be kept it is made in memory.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import orjson

from bilat.events.location import POSTGRES
from bilat.events.log.head import Head
from bilat.events.log.log import Log
from bilat.events.log.transparency.merkle import Tree
from bilat.events.reading.recorded.entries import Entries

FORMAT = 1
"""Rises whenever the same lines make another index."""
SCHEMA = """
CREATE TABLE kept (format INTEGER, ledger TEXT, size INTEGER, root TEXT, peaks TEXT);
CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT UNIQUE, sides TEXT);
CREATE TABLE found (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE party (code TEXT PRIMARY KEY, name TEXT, type TEXT, parent TEXT);
CREATE TABLE speaker (id INTEGER PRIMARY KEY, name TEXT, party TEXT);
"""


class Index:
    """An index of a ledger, open; `close` it when done."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def streams(self, keys: Iterable[str], limit: int) -> list[str]:
        """Return the streams that lie under one of these keys, the latest `limit` of them, in order of opening."""
        found: set[int] = set()
        for key in {hashed(key) for key in keys}:
            latest = "SELECT id FROM found WHERE key = ? ORDER BY id DESC LIMIT ?"
            found.update(id for (id,) in self._connection.execute(latest, (key, limit)))
        name = "SELECT name FROM stream WHERE id = ?"
        return [self._connection.execute(name, (id,)).fetchone()[0] for id in sorted(found)[-limit:]]

    def parties(self) -> Iterator[tuple[str, str, str, str | None]]:
        """Yield code, name, type and parent of each party, in order of recording."""
        yield from self._connection.execute("SELECT code, name, type, parent FROM party ORDER BY rowid")

    def speakers(self, limit: int) -> list[tuple[str, str]]:
        """Return the latest speakers of statements and their parties."""
        rows = self._connection.execute("SELECT name, party FROM speaker ORDER BY id DESC LIMIT ?", (limit,))
        return [*rows][::-1]

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def __del__(self) -> None:  # a record that looks up in it lets go of it unasked
        self.close()


def hashed(key: str) -> int:
    """Return the number under which a key is kept; two keys of one number cost a look, and no more."""
    return crc32(key.encode())


def open_index(log: Log, head: Head) -> Index:
    """Return the index of the first `head.size` events of a log, extended or made as far as it lacks any."""
    folder = folder_of(log.location, head.ledger)
    if not _may_write(log.location):
        with suppress(sqlite3.Error, OSError, ValueError):
            return Index(_read_only(folder, head))
    else:
        for _ in range(2):  # what is kept may be damaged, or of another log: then it is made anew, once
            try:
                return Index(_kept(folder, log, head))
            except (Unfit, sqlite3.OperationalError):  # locked, or no room
                break
            except (sqlite3.Error, OSError, ValueError):
                _remove(folder)
    connection = sqlite3.connect(":memory:")
    _begin(connection)
    _extend(connection, log, head, Tree())
    return Index(connection)


class Unfit(OSError):
    """What lies there may be another's work: it is neither used nor touched."""


def folder_of(location: str, ledger: str) -> Path:
    """Where the index of a ledger is kept."""
    if location.startswith(POSTGRES):
        from platformdirs import user_cache_path

        return user_cache_path("bilat") / "index" / ledger
    return Path(f"{location}.index")


def _kept(folder: Path, log: Log, head: Head) -> sqlite3.Connection:
    """Return the index that is kept, as far as the head. Raises OSError, sqlite3.Error, ValueError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    file = _private(folder) / "streams.db"
    connection = sqlite3.connect(file, isolation_level=None, timeout=60)
    try:
        file.chmod(0o600)
        connection.execute("PRAGMA synchronous = OFF")  # lost with the power it is made anew
        connection.execute("PRAGMA cache_size = -64000")
        connection.execute("BEGIN IMMEDIATE" if _tree(connection, head) is None else "BEGIN")
        tree = _tree(connection, head)
        if tree is None:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ValueError("another log, or another form")
            _begin(connection)
            tree = Tree()
        if tree.size < head.size:
            _extend(connection, log, head, tree)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_only(folder: Path, head: Head) -> sqlite3.Connection:
    """Return the index of a place that takes none, where it is up to the head. Raises as `_kept` does."""
    file = _private(folder) / "streams.db"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        tree = _tree(connection, head)
    except BaseException:
        connection.close()
        raise
    if tree is None or tree.size < head.size:
        connection.close()
        raise ValueError("what is kept is older than the log")
    return connection


def _may_write(location: str) -> bool:
    if location.startswith(POSTGRES):
        return True
    from bilat.events.log.stores.sqlite_file import is_read_only

    return not is_read_only(Path(location))


def _private(folder: Path) -> Path:
    """Return the folder. Raises Unfit where others may write to it, or it is a link, OSError where it is not there."""
    for each in (folder, folder / "streams.db"):
        if each != folder and not os.path.lexists(each):
            continue
        found = each.lstat()
        if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
            raise Unfit(f"{each} is a link, another user's, or others may write to it")
    return folder


def _tree(connection: sqlite3.Connection, head: Head) -> Tree | None:
    """Return the tree of what is kept; None where nothing of this log is."""
    try:
        row = connection.execute("SELECT format, ledger, size, root, peaks FROM kept").fetchone()
    except sqlite3.OperationalError:
        return None
    if row is None or row[:2] != (FORMAT, head.ledger) or not 0 < row[2] <= head.size:
        return None
    tree = Tree(row[2], tuple(bytes.fromhex(peak) for peak in row[4].split()))
    sound = len(tree.peaks) == tree.size.bit_count() and tree.root.hex() == row[3]
    return tree if sound and (tree.size < head.size or row[3] == head.root) else None


def _begin(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";"):
        connection.execute(statement)


def _extend(connection: sqlite3.Connection, log: Log, head: Head, tree: Tree) -> None:
    """Take in the events from the tree's end to the head's. Raises ValueError where they are not of one log."""
    entries = Entries(connection, hashed)
    for chunk in log.read_chunks(tree.size + 1, head.size):
        lines = chunk.split(b"\n")
        if tree.size:
            tree = tree.extended(lines)
        for line in lines:
            entries.take(orjson.loads(line))
        entries.write()
    if tree.size and tree.root.hex() != head.root:
        raise ValueError("another log")
    for stream, events in _streams(log, sorted(entries.mended)):
        entries.mend(stream, events)
    entries.write()
    connection.execute("DELETE FROM kept")
    connection.execute(
        "INSERT INTO kept VALUES (?, ?, ?, ?, ?)", (FORMAT, head.ledger, head.size, head.root, head.peaks)
    )


def _streams(log: Log, names: Sequence[str]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    for stream, events in log.read_streams(names).items():
        yield stream, [{**event.content_fields(), "version": event.version} for event in events]


def _remove(folder: Path) -> None:
    for name in ("streams.db", "streams.db-journal"):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError:
            return
