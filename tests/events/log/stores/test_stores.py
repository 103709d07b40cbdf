"""What can be wrong with a store: each a StoreError that says what to do."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bilat.events.errors import StoreError
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.verify.audit import audit
from tests.events.log.lines import put, written
from tests.filled import mounted, read_only, unmounted


def missing(path: Path) -> None:
    """There is no file."""


def empty(path: Path) -> None:
    """A file without a byte."""
    path.touch()


def directory(path: Path) -> None:
    """A folder instead of a file."""
    path.mkdir()


def text(path: Path) -> None:
    """A file of another sort."""
    path.write_text("kind,stream\n" * 100)


def foreign(path: Path) -> None:
    """Another program's SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (url)")


def newer(path: Path) -> None:
    """A ledger of a later bilat."""
    create_log(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    """A ledger with its beginning overwritten."""
    create_log(str(path)).close()
    with path.open("r+b") as file:
        file.seek(24)
        file.write(b"\xff" * 4000)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (missing, "there is no ledger at .* `bilat init"),
        (empty, "is an empty file.* `bilat init"),
        (directory, "is a directory.* name the file inside"),
        (text, "no SQLite file.* made by `bilat init`"),
        (foreign, "not a ledger.* made by `bilat init`"),
        (newer, "schema 99.* use a newer bilat"),
        (damaged, "backup|bilat verify"),
    ],
)
@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_store_that_cannot_be_used_says_what_to_do(
    spoil: Callable[[Path], None], message: str, mode: str, tmp_path: Path
) -> None:
    path = tmp_path / "it's 100% a ledger?.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else path.exists()
    with pytest.raises(StoreError, match=message) as caught:
        open_log(str(path), "w" if mode == "w" else "r")
    assert caught.value.exit_code == 3
    assert caught.value.remedy
    assert (path.read_bytes() if path.is_file() else path.exists()) == before


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A ledger with one event whose file and folder are read-only."""
    folder = tmp_path / "archive"
    folder.mkdir()
    path = folder / "ledger.db"
    with create_log(str(path)) as log:
        put(log, written("pledge/a"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_read_only_ledger_can_be_read(locked: Path, mode: str) -> None:
    with open_log(str(locked), "w" if mode == "w" else "r") as log:
        assert log.head.size == len(list(log.lines())) == 1


def test_writing_to_a_read_only_ledger_is_refused(locked: Path) -> None:
    with open_log(str(locked), "w") as log:
        with pytest.raises(StoreError, match=r"read-only: nothing recorded.* work on a copy"):
            put(log, written("pledge/b"))
        assert log.head.size == 1


def recorded_elsewhere(place: str, stream: str) -> None:
    """Another process opens the ledger, records an event and closes it again."""
    code = (
        "import sys; from bilat.events.log.log import open_log; from tests.events.log.lines import put, written\n"
        "with open_log(sys.argv[1], 'w') as log: put(log, written(sys.argv[2]))\n"
    )
    subprocess.run([sys.executable, "-c", code, place, stream], check=True)


@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_ledger_opened_twice_in_one_process_keeps_its_locks(ledger: Log, mode: str) -> None:
    """Without them the other process, closing last as it thinks, would remove the WAL from under this one."""
    put(ledger, written("pledge/a"))
    open_log(ledger.location, "w" if mode == "w" else "r").close()
    audit(ledger.location, now=datetime.now(UTC))
    recorded_elsewhere(ledger.location, "pledge/b")
    assert Path(f"{ledger.location}-wal").exists()
    put(ledger, written("pledge/c"))
    recorded_elsewhere(ledger.location, "pledge/d")
    assert ledger.streams() == ["pledge/a", "pledge/b", "pledge/c", "pledge/d"]
    assert ledger.head.tree == Tree().extended(ledger.lines())


def test_events_still_in_the_wal_are_not_passed_over(tmp_path: Path) -> None:
    # given a ledger whose last event a killed process left in the WAL, copied to where no file may be made
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "1m"):
        pytest.skip("no file system may be mounted here")
    path = folder / "ledger.db"
    try:
        with create_log(str(tmp_path / "ledger.db")) as log:
            put(log, written("pledge/a"))
            for side in ("", "-wal"):
                shutil.copy(tmp_path / f"ledger.db{side}", f"{path}{side}")
        read_only(folder)
        # then it is not read without that event
        with pytest.raises(StoreError, match=r"its last events are still in ledger\.db-wal.* copy both"):
            open_log(str(path))
        with pytest.raises(StoreError, match="copy both"):
            audit(str(path), now=datetime.now(UTC))
    finally:
        unmounted(folder)


def test_a_ledger_opened_for_reading_is_not_written(ledger: Log) -> None:
    with open_log(ledger.location) as log, pytest.raises(StoreError, match="read-only"):
        put(log, written("pledge/a"))
