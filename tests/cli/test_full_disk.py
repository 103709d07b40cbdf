"""A full disk: exit code 3 and a message, the ledger intact, and all goes on once there is room."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from bilat.events.log.log import create_log
from tests.benchmarks.synthetic import fill, history
from tests.cli.conftest import Bilat
from tests.cli.program import PROGRAM, run
from tests.filled import fill_up, mounted, unmounted
from tests.whole_ledger import assert_whole

EVENTS = 2_500
"""More than are read without columns being kept."""
PARTY = ("append", "party-registered", "--stream", "party/XK", "--name", "Kosovo" * 1000, "--type", "state")


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all kinds of events, to be copied."""
    path = tmp_path_factory.mktemp("events") / "ledger.db"
    with create_log(str(path)) as log:
        fill(log, EVENTS)
    return path


@pytest.fixture
def disk(tmp_path: Path, events: Path) -> Iterator[Path]:
    """A disk of 4 MB with that ledger on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "4m"):
        pytest.skip("no file system may be mounted here")
    shutil.copy(events, folder / "ledger.db")
    yield folder
    unmounted(folder)


def test_appending_says_so_and_goes_on_once_there_is_room(bilat: Bilat, disk: Path) -> None:
    ledger = str(disk / "ledger.db")
    make_room = fill_up(disk)
    full = bilat("--ledger", ledger, *PARTY)
    assert (full.code, full.out) == (3, "")
    assert "is the disk full" in full.err
    assert "bug" not in full.err
    assert_whole(ledger, EVENTS)
    make_room()
    assert bilat("--ledger", ledger, *PARTY).out == f"recorded party/XK#1 @{EVENTS + 1}\n"
    assert_whole(ledger, EVENTS + 1)


def test_a_batch_that_does_not_fit_is_not_begun(bilat: Bilat, disk: Path) -> None:
    ledger, lines = str(disk / "empty.db"), disk.parent / "many.jsonl"
    lines.write_bytes(b"\n".join(map(orjson.dumps, history(EVENTS))))
    create_log(ledger).close()
    make_room = fill_up(disk, leave=400_000)
    full = bilat("--ledger", ledger, "import", str(lines))
    assert (full.code, full.out) == (3, "")
    assert "is the disk full" in full.err
    assert_whole(ledger, 0)
    make_room()
    assert bilat("--ledger", ledger, "import", str(lines)).code == 0
    assert_whole(ledger, EVENTS)


def test_a_report_is_printed_though_its_columns_cannot_be_kept(bilat: Bilat, program: Bilat, disk: Path) -> None:
    ask = ("--ledger", str(disk / "ledger.db"), "commitments", "ASEAN-JP", "--format", "json")
    make_room = fill_up(disk, leave=60_000)
    full = program(*ask)
    assert full.code == 0
    assert "columns are not kept in" in full.err
    assert "No space left" in full.err
    make_room()
    assert bilat(*ask) == (0, full.out, "")
    assert list((disk / "ledger.db.columns").glob("*.parquet"))
    assert bilat(*ask) == (0, full.out, "")


@pytest.mark.parametrize("name", ["log.jsonl", "log.parquet", "log.xlsx"])
def test_an_export_that_does_not_fit_leaves_no_part_of_it(bilat: Bilat, disk: Path, name: str) -> None:
    fill_up(disk, leave=40_000)
    full = bilat("--ledger", str(disk / "ledger.db"), "export", "-o", str(disk / name))
    assert (full.code, full.out) == (3, "")
    assert f"cannot write {disk / name}: No space left on device\n  make room" in full.err
    assert not (disk / name).exists()


def test_keys_that_do_not_fit_leave_none(bilat: Bilat, disk: Path) -> None:
    make_room = fill_up(disk)
    full = bilat("--ledger", str(disk / "ledger.db"), "seal", "--new-key", str(disk / "k"))
    assert (full.code, full.out) == (3, "")
    assert f"cannot write {disk / 'k'}: No space left on device: no key made" in full.err
    assert not list(disk.glob("k*"))
    make_room()
    assert bilat("--ledger", str(disk / "ledger.db"), "seal", "--new-key", str(disk / "k")).code == 0


def test_a_seal_that_does_not_fit_is_not_recorded(bilat: Bilat, disk: Path) -> None:
    fill_up(disk)
    full = bilat("--ledger", str(disk / "ledger.db"), "seal")
    assert (full.code, full.out) == (3, "")
    assert_whole(str(disk / "ledger.db"), EVENTS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("export",), ("seal",), ("timeline", "ASEAN-JP"), ("export", "-o", "/dev/full")])
def test_output_that_cannot_be_written_is_an_error(tmp_path: Path, events: Path, words: tuple[str, ...]) -> None:
    ledger = shutil.copy(events, tmp_path / "ledger.db")
    with Path("/dev/full").open("wb") as full:
        command = [*PROGRAM, "--ledger", str(ledger), *words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("words", [PARTY, ("import", "many.jsonl"), ("seal",)], ids=["append", "import", "seal"])
def test_a_ledger_that_may_not_grow_is_left_as_it_is(events: Path, words: tuple[str, ...]) -> None:
    """A limit on the size of files stands in for a disk, wherever none can be mounted."""
    shutil.copy(events, "ledger.db")
    Path("many.jsonl").write_bytes(b"\n".join(map(orjson.dumps, history(EVENTS, seed=2))))
    done = run("--ledger", "ledger.db", *words, limit=8192)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"is the disk full" in done.stderr
    assert_whole("ledger.db", EVENTS)


def test_a_report_and_an_export_where_no_file_may_grow(program: Bilat, events: Path) -> None:
    shutil.copy(events, "ledger.db")

    def answer(*words: str) -> tuple[int, str, str]:
        code, out, err = run("--ledger", "ledger.db", *words, limit=32768)
        return code, out.decode(), err.decode()

    code, out, err = answer("commitments", "ASEAN-JP")
    assert (code, "columns are not kept in" in err) == (0, True)
    assert program("--ledger", "ledger.db", "commitments", "ASEAN-JP").out == out
    code, _, err = answer("export", "-o", "log.jsonl")
    assert (code, "cannot write log.jsonl: File too large" in err) == (3, True)
    assert not Path("log.jsonl").exists()


@pytest.mark.parametrize("words", [("export", "-o", "log.xlsx"), ("commitments", "ASEAN-JP", "--format", "xlsx")])
def test_a_workbook_for_which_the_temporary_folder_has_no_room_leaves_nothing(
    tmp_path: Path, events: Path, disk: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    ledger = shutil.copy(events, tmp_path / "ledger.db")
    fill_up(disk, leave=12_000)
    monkeypatch.setenv("TMPDIR", str(disk))
    before = set(disk.iterdir())
    done = run("--ledger", str(ledger), *words)
    assert (done.returncode, done.stdout) == (3, b"")
    assert f"cannot write the workbook's sheets in {disk}: No space left".encode() in done.stderr
    assert set(disk.iterdir()) == before
    assert not Path("log.xlsx").exists()
