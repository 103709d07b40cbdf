"""Reports from kept columns are those of the fold, whatever becomes of the folder they are kept in."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilat.events.log.log import Log, create_log
from bilat.events.log.stores.application import StoredLine
from bilat.projections import columns, fold
from bilat.projections.cache import columns as cache_columns
from bilat.projections.cache import segments
from bilat.projections.pledges.lots import lots
from bilat.projections.reports import query
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.benchmarks import synthetic
from tests.full import FULL, few
from tests.histories import RELATION, Line, canonical, histories, history, stamped
from tests.projections.pledges.summed import by_columns, by_fold

BOUNDARIES = [Boundary(RELATION, members=True), Boundary(None, known_by="2021-06")]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of a ledger on a server are kept in a folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    """A history: of all kinds and 500 steps, or of 100,000."""
    if FULL:
        return stamped(synthetic.history(110_000))
    return stamped(history(7, 500))


def recorded(log: Log, lines: list[Line]) -> None:
    """Record the lines past the rules."""
    after = log.head.size
    written = [StoredLine(line["stream"], line["version"], line["kind"], canonical(line)) for line in lines]
    log.record(written, lines[-1]["recorded_at"], after=after)


def agree(log: Log, lines: list[Line], *boundaries: Boundary) -> None:
    """The columns and the totals of the report are those of the log and of its fold."""
    assert cache_columns.columns(log, log.head).collect().equals(columns.read(log))
    for boundary in boundaries:
        question = query.open_query(log, boundary.relation and "-".join(boundary.relation), boundary)
        found = lots(as_of(question.frame, question.boundary), question.boundary)
        assert by_columns(found) == by_fold(lines, boundary)
        value = query.run_report("commitments", question)["totals"]
        known, members = boundary.known_day, boundary.members
        sums = fold.totals(fold.lots(lines, relation=boundary.relation, known_by=known, members=members))
        for name in ("headline", "net", "mobilised"):
            reported = {each["unit"]: each["value"] for each in value[name]}
            assert reported == {unit: _plain(getattr(each, name)) for unit, each in sums.items() if unit in reported}
            assert not any(getattr(each, name) for unit, each in sums.items() if unit not in reported)


def _plain(value: Any) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def damaged(folder: Path) -> None:
    """One byte of the first segment is another."""
    path = min(folder.glob("*.parquet"), key=lambda path: int(path.name.partition("-")[0]))
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


def test_reports_are_those_of_the_fold_before_and_after_everything(
    place: str, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a ledger, and columns in segments of which each is a piece of it
    if not FULL:
        monkeypatch.setattr(cache_columns, "MIN_EVENTS_TO_CACHE", 200)
        monkeypatch.setattr(cache_columns, "MIN_NEW_EVENTS", 40)
        monkeypatch.setattr(cache_columns, "SEGMENT_EVENTS", 250)
    before = len(lines) * 10 // 11
    with create_log(place) as log:
        recorded(log, lines[:before])
        agree(log, lines[:before], *BOUNDARIES)
        folder = cache_columns.folder_of(log.location, log.id)
        assert cache_columns.usable(folder, log.head)
        # when new events come
        recorded(log, lines[before:])
        agree(log, lines, *BOUNDARIES)
        # then what was kept is extended by them
        kept = segments.manifest(folder)
        assert kept is not None
        assert kept.size == len(lines)
        assert len(kept.segments) > 1
        # and what is damaged, or gone, is made anew
        for spoil in (damaged, shutil.rmtree):
            spoil(folder)
            agree(log, lines, BOUNDARIES[0])
            again = segments.manifest(folder)
            assert again is not None
            assert again.segments != kept.segments


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Paths of new ledgers."""
    folder = tmp_path_factory.mktemp("ledgers")
    return (str(folder / f"{number}.db") for number in count())


@settings(max_examples=few(10), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(histories(max_size=40), st.lists(st.integers(1, 30), max_size=4), st.sampled_from(BOUNDARIES), st.integers(3, 9))
def test_columns_extended_at_any_moments_are_those_of_the_log(
    names: Iterator[str], drafts: list[Any], cuts: list[int], boundary: Boundary, piece: int
) -> None:
    lines = stamped(drafts)
    with pytest.MonkeyPatch.context() as small, create_log(next(names)) as log:
        for name, value in (("MIN_EVENTS_TO_CACHE", 0), ("MIN_NEW_EVENTS", 2), ("SEGMENT_EVENTS", piece)):
            small.setattr(cache_columns, name, value)
        at = 0
        for cut in [*cuts, len(lines)]:
            if lines[at : at + cut]:
                recorded(log, lines[at : at + cut])
                at = log.head.size
                agree(log, lines[:at])
        agree(log, lines, boundary)
