"""Columns kept beside a ledger: never stale, never foreign, and never in the way."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.verify.audit import audit
from bilat.projections import columns
from bilat.projections.cache import columns as cache_columns
from bilat.projections.cache import segments
from bilat.projections.cache.beside import kept_beside
from bilat.projections.cache.verify import first_difference
from tests.benchmarks.synthetic import fill, history, written
from tests.cli.program import server
from tests.full import FULL

SIZE, MORE = (3_000, 0) if FULL else (600, 100)
"""Events of a ledger whose columns are kept; `MORE` are kept too, in place of as many as the program says."""


@pytest.fixture(autouse=True)
def kept_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of the ledger are kept, though it is small."""
    _keep_early(monkeypatch)


def _keep_early(patch: pytest.MonkeyPatch) -> None:
    if MORE:
        patch.setattr(cache_columns, "MIN_EVENTS_TO_CACHE", SIZE - MORE)
        patch.setattr(cache_columns, "MIN_NEW_EVENTS", MORE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all kinds of events."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    with create_log(str(path)) as log:
        fill(log, SIZE)
    return path


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(whole, tmp_path / "ledger.db"))


@pytest.fixture
def log(place: Path) -> Iterator[Log]:
    with open_log(str(place), "w") as opened:
        yield opened


def kept(place: Path) -> list[str]:
    return sorted(path.name for path in place.with_name("ledger.db.columns").glob("*"))


def assert_columns_match_log(log: Log) -> None:
    """The columns are those of the log."""
    assert_frame_equal(cache_columns.columns(log, log.head).collect(), columns.read(log), check_exact=True)


def grown(log: Log, by: int, recorder: str = "synthetic") -> None:
    """Record `by` more events of the history."""
    size = log.head.size
    more = list(written(history(size + by), recorder))[size:]
    log.record(more, "2025-01-01T00:00:00.000000Z", after=size)


def test_columns_are_kept_and_used(log: Log, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_columns_match_log(log)
    expected = columns.read(log)
    assert len(kept(place)) == 2
    monkeypatch.setattr(Log, "read_chunks", None)  # the log is not read again
    assert_frame_equal(cache_columns.columns(log, log.head).collect(), expected)


def test_new_events_extend_what_is_kept(log: Log, place: Path) -> None:
    assert_columns_match_log(log)
    (first,) = [name for name in kept(place) if name.endswith("parquet")]
    grown(log, cache_columns.MIN_NEW_EVENTS)
    assert_columns_match_log(log)
    assert first in kept(place)
    assert len(kept(place)) == 3
    grown(log, 10)  # too few to be written
    assert_columns_match_log(log)
    assert len(kept(place)) == 3


def test_segments_stay_few(log: Log, place: Path) -> None:
    for _ in range(6):
        assert_columns_match_log(log)
        grown(log, cache_columns.MIN_NEW_EVENTS)
    assert_columns_match_log(log)
    assert len(json.loads((place.with_name("ledger.db.columns") / "manifest.json").read_text())["segments"]) <= 3


def _truncated(folder: Path) -> None:
    (path,) = folder.glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-100])


def _flipped(folder: Path) -> None:
    (path,) = folder.glob("*.parquet")
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


def _missing(folder: Path) -> None:
    (path,) = folder.glob("*.parquet")
    path.unlink()


def _changed(**fields: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | fields))

    return change


def _unreadable(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"ledger":')


@pytest.mark.parametrize(
    "spoil",
    [
        _truncated,
        _flipped,
        _missing,
        _unreadable,
        _changed(ledger="f" * 32),
        _changed(root="0" * 64),
        _changed(fingerprint="x"),
        _changed(size=SIZE - 1),
        _changed(size=10**9),
        _changed(peaks="x", size=5),
        _changed(segments=[]),
        _changed(segments=3),
        _changed(more=1),
    ],
)
def test_what_is_damaged_or_foreign_is_made_anew(spoil: Callable[[Path], None], log: Log, place: Path) -> None:
    assert_columns_match_log(log)
    spoil(place.with_name("ledger.db.columns"))
    assert_columns_match_log(log)
    assert_columns_match_log(log)


def test_the_columns_of_another_ledger_of_the_same_size_are_not_read(log: Log, place: Path, tmp_path: Path) -> None:
    assert_columns_match_log(log)
    other = tmp_path / "other.db"
    with create_log(str(other)) as different:
        fill(different, SIZE + cache_columns.MIN_NEW_EVENTS, seed=2)
        shutil.move(place.with_name("ledger.db.columns"), tmp_path / "other.db.columns")
        assert_columns_match_log(different)


def test_a_log_that_was_rewritten_is_read_anew(log: Log, place: Path) -> None:
    """A restored backup that went on otherwise: same ledger, longer, another root."""
    copy = Path(shutil.copy(place, place.with_name("copy.db")))
    grown(log, 50, "one")
    assert_columns_match_log(log)
    with open_log(str(copy), "w") as backup:
        grown(backup, 80, "another")
        shutil.copytree(place.with_name("ledger.db.columns"), place.with_name("copy.db.columns"))
        assert_columns_match_log(backup)


def test_a_read_only_place_is_reported_on_with_a_warning(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    place.chmod(0o444)
    place.parent.chmod(0o555)
    try:
        with caplog.at_level(logging.WARNING), open_log(str(place)) as log:
            assert_columns_match_log(log)
        assert "read-only" in caplog.text
        assert not kept(place)
    finally:
        place.parent.chmod(0o755)


def test_a_full_disk_is_reported_on_with_a_warning(
    log: Log, place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(segments, "write_manifest", full)
    assert_columns_match_log(log)
    monkeypatch.setattr(segments, "write_segment", full)
    assert_columns_match_log(log)
    assert caplog.text.count("No space left") == 2


def _report(place: str) -> int:
    with pytest.MonkeyPatch.context() as patch, open_log(place) as log:
        _keep_early(patch)
        return cache_columns.columns(log, log.head).collect().height


def test_many_processes_at_once(place: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=server()) as pool:
        assert set(pool.map(_report, [str(place)] * 8)) == {SIZE}
    with open_log(str(place)) as log:
        assert_columns_match_log(log)
    assert not [name for name in kept(place) if name.endswith(".tmp")]


def test_what_a_killed_process_left_is_removed_later(log: Log, place: Path) -> None:
    folder = place.with_name("ledger.db.columns")
    folder.mkdir()
    left = folder / "1-0123456789ab.parquet.tmp"
    left.write_bytes(b"PAR1")
    os.utime(left, (0, 0))
    (folder / "2-0123456789ab.parquet").write_bytes(b"PAR1")  # of a process that may be at work
    assert_columns_match_log(log)
    assert left.name not in kept(place)
    assert "2-0123456789ab.parquet" in kept(place)


def test_columns_that_are_not_what_the_log_says_are_found(log: Log, place: Path) -> None:
    assert first_difference(log, log.head) is None  # nothing is kept
    assert_columns_match_log(log)
    assert first_difference(log, log.head) is None
    folder, head = place.with_name("ledger.db.columns"), log.head
    forged = columns.read(log).with_columns(
        title=pl.when(pl.col("position") == 345).then(pl.lit("forged")).otherwise("title")
    )
    segment = segments.write_segment(folder, forged)
    segments.write_manifest(folder, segments.Manifest(head.ledger, head.size, head.root, head.peaks, (segment,)))
    assert first_difference(log, head) == 345
    verdict = audit(str(place), now=datetime.now(UTC), deep=True, beside=kept_beside)
    (finding,) = verdict.findings
    assert (finding.position, verdict.total) == (345, 1)
    assert str(folder) in finding.remedy
