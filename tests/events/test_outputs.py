"""Outputs: the file that stood there is kept until the new one is whole; records and keys are no target."""

import os
from pathlib import Path

import pytest

from bilat.events.errors import BadInput, StoreError
from bilat.events.log.log import create_log
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.outputs import COMPANIONS, refuse_target, written_beside


def test_a_file_is_moved_in_with_the_permissions_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "log.jsonl"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with written_beside(target) as out:
        out.write(b"new")
        assert target.read_bytes() == b"old"
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]


@pytest.mark.parametrize("failure", [KeyError("x"), KeyboardInterrupt()])
def test_a_failure_leaves_what_was_there(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "log.jsonl"
    target.write_bytes(b"old")

    def write() -> None:
        with written_beside(target) as out:
            out.write(b"half")
            raise failure

    with pytest.raises(type(failure)):
        write()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]


def test_a_full_disk_is_an_error_of_the_store_and_a_missing_folder_is_not(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No space left on device"), written_beside(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    with pytest.raises(BadInput, match="No such file"), written_beside(tmp_path / "none" / "a"):
        raise AssertionError
    with pytest.raises(BadInput, match="Is a directory"), written_beside(tmp_path):
        raise AssertionError
    assert not list(tmp_path.iterdir())


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "log.jsonl", tmp_path / "latest"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with written_beside(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    with written_beside(Path(os.devnull)) as out:
        out.write(b"new")
    assert not Path(os.devnull).is_file()


def test_a_ledger_and_what_belongs_to_it_is_no_target_by_whatever_name(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    create_log(str(ledger)).close()
    linked, hard = tmp_path / "linked", tmp_path / "hard"
    linked.symlink_to(ledger)
    hard.hardlink_to(ledger)
    named = [tmp_path / f"ledger.db{companion}" for companion in COMPANIONS]
    for target in [*named, linked, hard, tmp_path / "ledger.db.columns" / "x.json", tmp_path / "." / "ledger.db"]:
        with pytest.raises(BadInput, match="belongs to the ledger"):
            refuse_target(target, str(ledger))
    refuse_target(tmp_path / "ledger.db.jsonl", str(ledger))


def test_another_ledger_and_a_key_are_no_target(tmp_path: Path) -> None:
    other, private, public = (tmp_path / name for name in ("other.db", "k", "k.pub"))
    create_log(str(other)).close()
    key = PrivateKey.generate("desk")
    private.write_text(key.secret_text() + "\n")
    public.write_text(f"{key.public}\n")
    with pytest.raises(BadInput, match="is a SQLite file"):
        refuse_target(other, "postgresql://desk@db/bilat")
    for file in (private, public):
        with pytest.raises(BadInput, match="holds a key"):
            refuse_target(file, "ledger.db")
