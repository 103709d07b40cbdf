"""The folder in which columns are kept is its owner's alone: nobody else's files are read, or removed."""

import hashlib
import json
import logging
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.events.errors import StoreError
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.stores.application import StoredLine
from bilat.projections import columns
from bilat.projections.cache import columns as cache_columns
from bilat.projections.cache import segments
from bilat.projections.reports import query
from bilat.projections.view.boundary import Boundary
from tests.full import FULL
from tests.histories import canonical, history, stamped

SIZE = 300 if FULL else 120


@pytest.fixture(autouse=True)
def kept_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns and accounts of a small ledger are kept too."""
    monkeypatch.setattr(cache_columns, "MIN_EVENTS_TO_CACHE", 1)
    monkeypatch.setattr(cache_columns, "MIN_NEW_EVENTS", 100)


def fill(log: Log) -> None:
    """Record pledges and what became of them."""
    lines = stamped(history(3, SIZE))
    written = [StoredLine(line["stream"], line["version"], line["kind"], canonical(line)) for line in lines]
    log.record(written, lines[-1]["recorded_at"], after=0)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    with create_log(str(path)) as log:
        fill(log)
    return path


@pytest.fixture
def log(whole: Path, tmp_path: Path) -> Iterator[Log]:
    with open_log(str(shutil.copy(whole, tmp_path / "ledger.db")), "w") as opened:
        yield opened


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The folder that belongs to the ledger."""
    return tmp_path / "ledger.db.columns"


def commitments(log: Log) -> dict[str, Any]:
    """The report, from what is kept where something is."""
    record = query.run_report("commitments", query.open_query(log, None, Boundary(), reads={"accounts"}))
    assert record["totals"]["headline"]
    return record


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def old(path: Path) -> Path:
    """The file, as one that was left behind long ago."""
    path.write_bytes(b"of somebody")
    os.utime(path, (0, 0))
    return path


@pytest.mark.parametrize("linked", ["columns", "accounts"])
def test_a_link_in_place_of_the_folder_is_not_followed(
    linked: str, log: Log, beside: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected = commitments(log)
    shutil.rmtree(beside)
    other = tmp_path / "documents"
    other.mkdir()
    kept = [old(other / name) for name in ("thesis.txt", "1-0123456789ab.parquet", "balances-0123456789ab.parquet")]
    if linked == "accounts":
        beside.mkdir(0o700)
    (beside if linked == "columns" else beside / "accounts").symlink_to(other)
    with caplog.at_level(logging.WARNING):
        assert commitments(log) == expected
    assert ("a link or no folder" in caplog.text) is (linked == "columns")
    assert sorted(other.iterdir()) == sorted(kept)


def test_only_files_of_our_own_naming_are_removed(log: Log, beside: Path) -> None:
    (beside / "accounts").mkdir(parents=True)
    names = ("thesis.txt", "1-abc.parquet", "x.tmp", "manifest.json.bak", "1-0123456789ab.parquet.old")
    strange = [old(place / name) for place in (beside, beside / "accounts") for name in names]
    ours = [old(beside / name) for name in ("7-0123456789ab.parquet", "0123456789ab.json.tmp")]
    (beside / "8-0123456789ab.parquet").mkdir()
    commitments(log)
    assert all(path.exists() for path in strange)
    assert not any(path.exists() for path in ours)
    assert (beside / "8-0123456789ab.parquet").is_dir()


def test_what_is_kept_is_its_owners_alone_whatever_the_umask(log: Log, beside: Path) -> None:
    before = os.umask(0)
    try:
        commitments(log)
    finally:
        os.umask(before)
    for place in (beside, beside / "accounts"):
        assert mode(place) == 0o700
        assert {mode(path) for path in place.iterdir() if path.is_file()} == {0o600}


def _open_to_others(place: Path) -> None:
    place.chmod(0o777)


def _manifest_open_to_others(place: Path) -> None:
    (place / "manifest.json").chmod(0o666)


def _segment_open_to_the_group(place: Path) -> None:
    next(place.glob("*.parquet")).chmod(0o660)


def _linked_segment(place: Path) -> None:
    path = next(place.glob("*.parquet"))
    path.symlink_to(path.rename(place.parent / "moved.parquet"))


def _linked_manifest(place: Path) -> None:
    path = place / "manifest.json"
    path.symlink_to(path.rename(place.parent / "moved.json"))


def _pipe(place: Path) -> None:
    (place / "manifest.json").unlink()
    os.mkfifo(place / "manifest.json")


def _endless(place: Path) -> None:
    with (place / "manifest.json").open("ab") as file:
        file.truncate(segments.LARGEST * 4)


@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize(
    "spoil",
    [
        _open_to_others,
        _manifest_open_to_others,
        _segment_open_to_the_group,
        _linked_segment,
        _linked_manifest,
        _pipe,
        _endless,
    ],
)
def test_what_others_could_have_put_there_is_not_read_but_made_anew(
    spoil: Callable[[Path], None], inner: bool, log: Log, beside: Path
) -> None:
    expected = commitments(log)
    place = beside / "accounts" if inner else beside
    before = segments.manifest(place)
    spoil(place)
    kept = segments.manifest(place)
    assert kept is None or spoil in (_segment_open_to_the_group, _linked_segment)
    assert commitments(log) == expected
    assert mode(place) == 0o700
    again = segments.manifest(place)
    assert before
    assert again
    assert {each.file for each in again.segments} != {each.file for each in before.segments}


def test_what_another_user_keeps_is_neither_read_nor_touched(
    log: Log, beside: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = commitments(log)
    there = {path: path.read_bytes() for path in beside.rglob("*.*")}
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert segments.manifest(beside) is None
    with caplog.at_level(logging.WARNING):
        assert commitments(log) == expected
    assert "belongs to another user" in caplog.text
    assert {path: path.read_bytes() for path in beside.rglob("*.*")} == there


def test_a_folder_with_a_pattern_in_its_name_is_read(whole: Path, tmp_path: Path) -> None:
    place = tmp_path / "a[1]*"
    place.mkdir()
    with open_log(str(shutil.copy(whole, place / "ledger?.db")), "w") as log:
        for _ in range(2):
            assert cache_columns.columns(log, log.head).collect().equals(columns.read(log))
        assert segments.manifest(place / "ledger?.db.columns")


def forge(place: Path, *, hashes: int) -> None:
    """Let the accounts tell a billion more; mend size, the hash of the file, and that of the manifest, as many."""
    manifest = json.loads((place / "manifest.json").read_text())
    for segment in manifest["segments"]:
        path = place / segment["file"]
        frame = pl.read_parquet(path)
        if "value" in frame.columns:
            frame.with_columns(pl.col("value") + 1_000_000_000).write_parquet(path)
    kept = segments.Manifest(**{name: manifest[name] for name in ("ledger", "size", "root", "peaks")})
    rows = [each | {"bytes": (place / each["file"]).stat().st_size} for each in manifest["segments"]]
    if hashes:
        rows = [each | {"sha256": hashlib.sha256((place / each["file"]).read_bytes()).hexdigest()} for each in rows]
    if hashes == 2:
        segments.write_manifest(place, kept._replace(segments=tuple(segments.Segment(**each) for each in rows)))
    else:
        (place / "manifest.json").write_text(json.dumps(manifest | {"segments": rows}))


@pytest.mark.parametrize("hashes", [0, 1])
def test_forged_totals_are_not_printed_and_plain_verify_finds_them(
    hashes: int, log: Log, beside: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    expected = commitments(log)
    forge(beside / "accounts", hashes=hashes)
    assert run(root(), ["--ledger", log.location, "verify"]) == 1
    assert "the accounts kept beside the ledger are not as they were written" in capfd.readouterr().out
    assert commitments(log) == expected
    assert run(root(), ["--ledger", log.location, "verify"]) == 0  # they are made anew
    assert "as they were written; not compared with the log (--deep)" in capfd.readouterr().out


def test_whoever_forges_every_hash_is_found_by_a_deep_verify(
    log: Log, beside: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    expected = commitments(log)
    forge(beside / "accounts", hashes=2)
    assert commitments(log) != expected
    assert run(root(), ["--ledger", log.location, "verify"]) == 0
    assert "not compared with the log (--deep)" in capfd.readouterr().out
    for asked in (["--ledger", log.location, "verify", "--deep"], ["verify", log.location, "--deep"]):
        assert run(root(), asked) == 1
        assert "the accounts kept beside the ledger are not what its pledges come to" in capfd.readouterr().out


def test_the_id_of_a_ledger_on_a_server_is_no_path(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    victim = tmp_path / "victim"
    victim.mkdir()
    left = [old(victim / name) for name in ("thesis.txt", "1-0123456789ab.parquet")]
    with create_log(database) as log:
        fill(log)
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(b"ALTER TABLE head DISABLE TRIGGER ALL")
            connection.execute(b"UPDATE head SET ledger = '../../../victim'")
        with pytest.raises(StoreError, match="the id of the ledger is none"):
            commitments(log)
    assert sorted(victim.iterdir()) == sorted(left)
