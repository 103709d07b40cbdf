"""Accounts: kept beside the columns, extended by the streams that new events touch, never stale, never forged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.events.log.log import Log, create_log
from bilat.events.log.stores.application import StoredLine
from bilat.projections.cache import accounts as cache_accounts
from bilat.projections.cache import columns, segments
from bilat.projections.columns import decode_lines
from bilat.projections.pledges.accounts import Accounts, accounts
from bilat.projections.reports import query
from bilat.projections.reports.registry import REPORTS
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import Line, canonical, histories, history, stamped

FIRST = 900


@pytest.fixture(autouse=True)
def kept_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns and accounts of a small ledger are kept too."""
    monkeypatch.setattr(columns, "MIN_EVENTS_TO_CACHE", 1)
    monkeypatch.setattr(columns, "MIN_NEW_EVENTS", 100)


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return stamped(history(3, 1_500))


@pytest.fixture
def log(tmp_path: Path, lines: list[Line]) -> Iterator[Log]:
    with create_log(str(tmp_path / "ledger.db")) as made:
        record(made, lines[:FIRST])
        yield made


def record(log: Log, lines: list[Line]) -> None:
    written = [StoredLine(line["stream"], line["version"], line["kind"], canonical(line)) for line in lines]
    log.record(written, lines[-1]["recorded_at"], after=log.head.size)


def found(log: Log) -> Accounts:
    frame = cache_accounts.cached_accounts(log, log.head, columns.columns(log, log.head))
    assert frame is not None
    return frame


def rows(frame: Accounts) -> list[list[dict[str, Any]]]:
    """What accounts say, in an order of their own; `seq` counts in none."""
    named = ("stream", "event", "unit", "at", "reason")
    parts = (part.collect() for part in frame)
    return [
        part.drop("seq", strict=False).sort(name for name in named if name in part.columns).to_dicts() for part in parts
    ]


def folded(lines: list[Line]) -> list[list[dict[str, Any]]]:
    return rows(accounts(as_of(decode_lines(b"\n".join(map(canonical, lines))), Boundary())))


def files(log: Log) -> set[str]:
    return {path.name for path in (columns.folder_of(log.location, log.id) / "accounts").glob("*.parquet")}


def test_what_is_kept_is_used(log: Log, lines: list[Line], monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows(found(log)) == folded(lines[:FIRST])
    monkeypatch.setattr(cache_accounts, "accounts", None)
    monkeypatch.setattr(cache_accounts, "fold_in_batches", None)  # nothing is folded again
    assert rows(found(log)) == folded(lines[:FIRST])


@pytest.mark.parametrize("more", [5, 600])
def test_new_events_fold_their_own_streams_again(log: Log, lines: list[Line], more: int) -> None:
    found(log)
    before = files(log)
    record(log, lines[FIRST : FIRST + more])
    assert rows(found(log)) == folded(lines[: FIRST + more])
    assert (files(log) == before) is (more == 5)  # a few events are not worth a file


@settings(max_examples=few(15), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(histories(max_size=60), st.integers(2, 59), st.booleans())
def test_accounts_that_grew_are_those_made_at_once(
    tmp_path_factory: Any, drafts: list[Any], cut: int, written: bool
) -> None:
    lines = stamped(drafts)
    cut = min(cut, len(lines) - 1)
    with (
        create_log(str(tmp_path_factory.mktemp("grown") / "ledger.db")) as log,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(columns, "MIN_NEW_EVENTS", 1)
        record(log, lines[:cut])
        found(log)
        patched.setattr(columns, "MIN_NEW_EVENTS", 1 if written else 100)
        record(log, lines[cut:])
        assert rows(found(log)) == folded(lines)


def test_accounts_of_another_log_are_made_anew(log: Log, lines: list[Line]) -> None:
    found(log)
    folder = columns.folder_of(log.location, log.id) / "accounts"
    there = segments.manifest(folder)
    assert there is not None
    segments.write_manifest(folder, there._replace(size=10, root="00" * 32))
    assert rows(found(log)) == folded(lines[:FIRST])


def test_a_damaged_file_is_made_anew(log: Log, lines: list[Line]) -> None:
    found(log)
    path = next((columns.folder_of(log.location, log.id) / "accounts").glob("balances-*"))
    path.write_bytes(path.read_bytes()[:-9])
    assert rows(found(log)) == folded(lines[:FIRST])


def test_a_clock_asks_for_no_accounts(log: Log) -> None:
    asked = Boundary(recorded_by=f"@{FIRST // 2}")
    assert query.open_query(log, None, asked, REPORTS["commitments"].reads).folded is None
    assert query.open_query(log, None, Boundary(known_by="2022"), REPORTS["commitments"].reads).folded is None
    assert query.open_query(log, None, Boundary(), REPORTS["commitments"].reads).folded is not None


def test_forged_accounts_are_found_by_a_deep_verify(log: Log, capfd: pytest.CaptureFixture[str]) -> None:
    found(log)
    folder = columns.folder_of(log.location, log.id) / "accounts"
    there = segments.manifest(folder)
    assert there is not None
    forged = []
    for segment in there.segments:
        frame = pl.read_parquet(folder / segment.file)
        if segment.file.startswith("balances"):
            frame = frame.with_columns(value=pl.when(pl.int_range(pl.len()) == 3).then(1).otherwise("value"))
        forged.append(segments.write_segment(folder, frame, segment.file.partition("-")[0]))
    assert not cache_accounts.accounts_differ(log, log.head)
    segments.write_manifest(folder, there._replace(segments=tuple(forged)))
    assert cache_accounts.accounts_differ(log, log.head)
    assert run(root(), ["--ledger", log.location, "verify", "--deep"]) == 1
    assert "the accounts kept beside the ledger are not what its pledges come to" in capfd.readouterr().out
