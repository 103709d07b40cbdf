"""SIGKILL at chosen moments: the next command works, and what was being recorded is there whole or not at all."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.events.log.log import create_log
from bilat.projections.cache import columns
from tests.benchmarks.synthetic import fill, history
from tests.full import FULL
from tests.whole_ledger import assert_whole

SIZE = 120
DYING = """
import os, signal, sys
from importlib import import_module

from bilat.projections.cache import columns

columns.MIN_EVENTS_TO_CACHE, columns.MIN_NEW_EVENTS = 400, 200
module, name, when, number, *words = sys.argv[1:]
*path, last = name.split(".")
home = import_module(module)
for each in path:
    home = getattr(home, each)
real, calls = getattr(home, last), 0

def dying(*args, **options):
    global calls
    calls += 1
    if calls == int(number) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = real(*args, **options)
    if calls == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return done

setattr(home, last, dying)
from bilat.cli.exits import run
from bilat.cli.main import root
sys.exit(run(root(), words))
"""
"""Runs a command that keeps columns of small ledgers, killed before or after the n-th call of one function."""
FEW, MORE = 401, 601
"""Events of a ledger whose columns are kept, and of one whose columns are extended."""

STARTS = ("bilat.events.log.log", "Log.record", "before", 1)
"""The batch is admitted, nothing is written."""
WRITTEN = ("bilat.events.log.transparency.merkle", "Tree.grown", "after", 1)
"""The events are in the open transaction, the head is not."""
DONE = ("bilat.events.log.log", "Log.record", "after", 1)
"""The batch is committed, nobody was told."""
HEAD = ("bilat.events.log.head", "Head.of", "after", 1)
"""The new head is known, but not written."""
Moment = tuple[str, str, str, int]


def killed(moment: Moment, *words: str) -> None:
    """Run a command that is killed at this moment."""
    command = [sys.executable, "-c", DYING, *map(str, moment), *words]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done


def works(place: str, *words: str) -> None:
    """The next command does what it is asked."""
    assert run(root(), ["--ledger", place, *words]) == 0


@pytest.fixture(params=["sqlite", "postgres"] if FULL else ["sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be created: by default a file alone, since each of these tests starts a process."""
    if request.param == "postgres":
        found: str = request.getfixturevalue("database")
        return found
    return str(tmp_path / "ledger.db")


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """A file of events of many kinds."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, history(SIZE))))
    return str(path)


@pytest.mark.parametrize(
    ("moment", "kept"),
    [(STARTS, 0), (WRITTEN, 0), (HEAD, 0), (DONE, SIZE)],
    ids=["before it writes", "before the head", "before the commit", "after the commit"],
)
def test_an_import_is_recorded_whole_or_not_at_all(place: str, lines: str, moment: Moment, kept: int) -> None:
    create_log(place).close()
    killed(moment, "--ledger", place, "import", lines)
    assert_whole(place, kept)
    works(place, "commitments", "ASEAN-JP") if kept else works(place, "log")
    works(place, "import", lines)
    assert_whole(place, SIZE)


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", SIZE)])
def test_an_import_killed_beside_the_commit(tmp_path: Path, lines: str, when: str, kept: int) -> None:
    place = str(tmp_path / "ledger.db")
    create_log(place).close()
    killed(("eventsourcing.sqlite", "SQLiteConnection.commit", when, 1), "--ledger", place, "import", lines)
    assert_whole(place, kept)
    works(place, "import", lines)
    assert_whole(place, SIZE)


@pytest.mark.parametrize(
    ("moment", "sealed"),
    [
        (WRITTEN, 0),
        (DONE, 1),
        (("bilat.events.log.transparency.signed_notes", "Note.signed", "before", 1), 1),
    ],
    ids=["before the head", "after the commit", "before it signed"],
)
def test_a_seal_is_recorded_or_not(place: str, lines: str, tmp_path: Path, moment: Moment, sealed: int) -> None:
    create_log(place).close()
    works(place, "import", lines)
    key = str(tmp_path / "k")
    works(place, "seal", "--new-key", key)
    killed(moment, "--ledger", place, "seal", "--key", key)
    assert_whole(place, SIZE + sealed)
    works(place, "seal", "--key", key)
    assert_whole(place, SIZE + sealed + 1)


def test_a_process_killed_between_two_keys_leaves_the_private_one_alone(place: str, tmp_path: Path) -> None:
    create_log(place).close()
    key = tmp_path / "k"
    killed(
        ("bilat.events.log.transparency.key_files", "_create", "after", 1),
        "--ledger",
        place,
        "seal",
        "--new-key",
        str(key),
    )
    assert key.exists()
    works(place, "seal", "--key", str(key))
    assert_whole(place, 1)


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A ledger whose columns are kept, and the same after so many more events that they are kept too."""
    folder = tmp_path_factory.mktemp("ledgers")
    made = [folder / "short.db", folder / "long.db"]
    for path, size in zip(made, (FEW, MORE), strict=True):
        with create_log(str(path)) as log:
            fill(log, size)
    return made[0], made[1]


@pytest.mark.parametrize(
    ("extended", "moment"),
    [
        (False, ("polars", "DataFrame.write_parquet", "after", 1)),
        (False, ("os", "replace", "before", 2)),
        (True, ("polars", "DataFrame.write_parquet", "before", 1)),
        (True, ("bilat.projections.cache.segments", "write_segment", "after", 1)),
        (True, ("bilat.projections.cache.segments", "write_manifest", "after", 1)),
    ],
    ids=lambda each: f"{each[2]} {each[1]}" if isinstance(each, tuple) else "extended" if each else "made",
)
def test_columns_that_were_being_kept_change_no_report(
    tmp_path: Path,
    ledgers: tuple[Path, Path],
    moment: Moment,
    extended: bool,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "MIN_EVENTS_TO_CACHE", FEW - 1)
    monkeypatch.setattr(columns, "MIN_NEW_EVENTS", MORE - FEW)
    # given columns of the shorter ledger, if any, and a process that dies while it writes those of the longer
    place = tmp_path / "ledger.db"
    ask = ["--ledger", str(place), "commitments", "ASEAN-JP", "--format", "json"]
    if extended:
        shutil.copy(ledgers[0], place)
        assert run(root(), ask) == 0
    shutil.copy(ledgers[1], place)
    killed(moment, *ask)
    # when the report is asked for again, and with no columns at all
    capfd.readouterr()
    assert run(root(), ask) == 0
    again = capfd.readouterr()
    shutil.rmtree(f"{place}.columns")
    assert run(root(), ask) == 0
    # then it says the same
    assert capfd.readouterr() == again
    assert_whole(str(place), MORE)
