"""A ledger in a place that cannot be written is reported on; its columns are not kept, which a warning says."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilat.events.log.log import create_log
from tests.benchmarks.synthetic import fill
from tests.cli.conftest import Bilat
from tests.filled import mounted, read_only, unmounted
from tests.whole_ledger import assert_whole

EVENTS = 2_500
"""More than are read without columns being kept."""
REPORTS = (("commitments", "ASEAN-JP"), ("timeline", "ASEAN-JP"), ("trade", "ASEAN-JP"), ("check",))


@pytest.fixture(params=["marked read-only", "mounted read-only"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A ledger that cannot be written: modes stand in where the superuser runs the tests."""
    folder = tmp_path / "archive"
    folder.mkdir()
    real = request.param == "mounted read-only"
    if real and not mounted(folder, "8m"):
        pytest.skip("no file system may be mounted here")
    path = folder / "ledger.db"
    with create_log(str(path)) as log:
        fill(log, EVENTS)
    if real:
        read_only(folder)
    else:
        path.chmod(0o444)
        folder.chmod(0o555)
    yield path
    if real:
        unmounted(folder)
    else:
        folder.chmod(0o755)


def test_it_is_reported_on_with_a_warning(ledger: Path, bilat: Bilat, caplog: pytest.LogCaptureFixture) -> None:
    for report in REPORTS:
        with caplog.at_level(logging.WARNING):
            answer = bilat("--ledger", str(ledger), *report)
        assert answer.code == (report == ("check",)), "only an audit's findings are no 0"
        assert f"{EVENTS} events in ledger" in answer.out
        assert f"columns are not kept in {ledger}.columns (the place is read-only)" in caplog.text
        caplog.clear()
    refused = bilat("--ledger", str(ledger), "seal")
    assert (refused.code, "is read-only: nothing recorded" in refused.err) == (3, True)
    assert not Path(f"{ledger}.columns").exists()
    assert_whole(str(ledger), EVENTS)
