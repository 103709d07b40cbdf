"""A table that is cut makes only the rows it shows, and reads as if it had made them all."""

from dataclasses import replace
from pathlib import Path

import pytest

from bilat.events.log.log import create_log
from bilat.projections.reports import registry
from tests.benchmarks.synthetic import fill
from tests.cli.conftest import Bilat

ASKED: tuple[list[str], ...] = (
    [],
    ["--limit", "7"],
    ["--limit", "0"],
    ["--from", "2018", "--limit", "30"],
    ["--instrument", "loan"],
    ["--in", "USD", "--limit", "5"],
    ["--by", "year"],
    ["--show", "rates"],
)


def test_a_cut_table_reads_as_the_first_rows_of_the_whole(
    bilat: Bilat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_log(str(tmp_path / "bilat.db")) as log:
        fill(log, 1_900)
    cut = [bilat("commitments", "ASEAN-JP", *asked) for asked in ASKED]
    uncut = {name: replace(report, cut=False) for name, report in registry.REPORTS.items()}
    monkeypatch.setattr(registry, "REPORTS", uncut)
    assert cut == [bilat("commitments", "ASEAN-JP", *asked) for asked in ASKED]
    assert " more (" in cut[0].out


OTHERS: tuple[list[str], ...] = (
    ["timeline"],
    ["timeline", "--limit", "7", "--reverse"],
    ["timeline", "--limit", "9", "--kind", "pledge", "--long"],
    ["timeline", "--limit", "5", "--from", "2018", "--party", "JP", "--format", "md"],
    ["timeline", "--limit", "5", "--to", "1900"],
    ["trade"],
    ["trade", "--limit", "7", "--policy", "interval"],
    ["trade", "--limit", "7", "--claims"],
    ["trade", "--limit", "3", "--policy", "official", "--format", "md"],
    ["delivery", "--as-of", "2022-06-30", "--limit", "4"],
)


def test_other_cut_tables_read_as_the_first_rows_of_the_whole_too(
    bilat: Bilat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_log(str(tmp_path / "bilat.db")) as log:
        fill(log, 1_900)
    cut = [bilat(*asked, "ASEAN-JP") for asked in OTHERS]
    uncut = {name: replace(report, cut=False) for name, report in registry.REPORTS.items()}
    monkeypatch.setattr(registry, "REPORTS", uncut)
    assert cut == [bilat(*asked, "ASEAN-JP") for asked in OTHERS]
    assert " more (" in cut[0].out


EXPLAINED: tuple[list[str], ...] = (
    [],
    ["--limit", "7"],
    ["--limit", "0"],
    ["--by", "year", "--limit", "30"],
    ["--in", "USD", "--proof", "--limit", "5", "--from", "2018"],
    ["--by", "donor", "--format", "md", "--limit", "9"],
)


def test_a_cut_explanation_reads_as_the_first_events_of_the_whole(
    bilat: Bilat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_log(str(tmp_path / "bilat.db")) as log:
        fill(log, 1_900)
    cut = [bilat("explain", "ASEAN-JP", *asked) for asked in EXPLAINED]
    uncut = {name: replace(report, cut=False) for name, report in registry.REPORTS.items()}
    monkeypatch.setattr(registry, "REPORTS", uncut)
    assert cut == [bilat("explain", "ASEAN-JP", *asked) for asked in EXPLAINED]
    assert " more events (" in cut[0].out


REPLAYED: tuple[list[str], ...] = (
    [],
    ["--limit", "7"],
    ["--limit", "0"],
    ["--order", "on", "--limit", "40"],
    ["--from", "2018", "--format", "md", "--limit", "9"],
)


def test_a_cut_replay_reads_as_the_first_events_of_the_whole(
    bilat: Bilat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_log(str(tmp_path / "bilat.db")) as log:
        fill(log, 1_000)
    cut = [bilat("replay", "ASEAN-JP", *asked) for asked in REPLAYED]
    uncut = {name: replace(report, cut=False) for name, report in registry.REPORTS.items()}
    monkeypatch.setattr(registry, "REPORTS", uncut)
    assert cut == [bilat("replay", "ASEAN-JP", *asked) for asked in REPLAYED]
    assert " more (" in cut[0].out
