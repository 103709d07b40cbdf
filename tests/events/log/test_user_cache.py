"""What is kept for ledgers that nobody uses any more goes: only what is ours, and never through a link."""

import os
import re
from pathlib import Path

import pytest

from bilat.events.errors import StoreError
from bilat.events.log import user_cache

OWN = re.compile(r"checkpoint|tile/\d{3}")
GONE, USED, LINKED = ("0" * 31 + digit for digit in "123")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A room of the cache: a ledger that is gone, one of which something is used, and a link."""
    for ledger in (GONE, USED, "elsewhere"):
        (tmp_path / ledger / "tile").mkdir(parents=True)
        for name in ("checkpoint", "tile/000"):
            (tmp_path / ledger / name).write_bytes(b"x")
            os.utime(tmp_path / ledger / name, (0, 0))
    (tmp_path / LINKED).symlink_to(tmp_path / "elsewhere")
    os.utime(tmp_path / USED / "checkpoint")
    return tmp_path


def paths(root: Path, ledger: str) -> set[str]:
    return {path.relative_to(root / ledger).as_posix() for path in (root / ledger).rglob("*") if path.is_file()}


def test_a_ledger_that_nobody_used_goes_with_its_folder(root: Path) -> None:
    user_cache.clear(root, OWN, together=True)
    assert not (root / GONE).exists()
    assert paths(root, USED) == paths(root, "elsewhere") == {"checkpoint", "tile/000"}


def test_where_files_stand_alone_each_goes_by_itself(root: Path) -> None:
    user_cache.clear(root, OWN, together=False)
    assert not (root / GONE).exists()
    assert paths(root, USED) == {"checkpoint"}


def test_what_is_not_ours_stays(root: Path) -> None:
    (root / GONE / "notes.txt").write_text("x")
    (root / GONE / "tile/001").symlink_to(root / "elsewhere/checkpoint")
    (root / GONE / "linked").symlink_to(root / "elsewhere", target_is_directory=True)
    for name in ("notes.txt",):
        os.utime(root / GONE / name, (0, 0))
    user_cache.clear(root, OWN, together=True)
    assert sorted(path.name for path in (root / GONE).iterdir()) == ["linked", "notes.txt", "tile"]
    assert paths(root, "elsewhere") == {"checkpoint", "tile/000"}


def test_a_room_that_is_not_there_is_clear(tmp_path: Path) -> None:
    user_cache.clear(tmp_path / "none", OWN, together=True)


@pytest.mark.parametrize("ledger", ["../../home", "", "0" * 31, "G" * 32, "0" * 32 + "\n"])
def test_an_id_that_a_server_made_up_is_no_path(ledger: str) -> None:
    with pytest.raises(StoreError, match="the id of the ledger is none"):
        user_cache.folder_of("tiles", ledger)
