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
