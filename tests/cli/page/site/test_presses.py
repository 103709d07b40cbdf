"""Pages made by several processes: the same bytes, and where one fails, or somebody interrupts, no site."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bilat.cli.page.site.build import site_files
from bilat.cli.page.site.folder import write_folder
from bilat.cli.page.site.presses import Asked
from bilat.events.errors import BilatError, StoreError
from bilat.events.log.log import Log, create_log
from tests.benchmarks.relations import fill
from tests.cli.page.pages import KEY
from tests.full import FULL

RELATIONS = 2


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """A ledger of a few relations."""
    with create_log(str(tmp_path_factory.mktemp("ledger") / "l.db")) as found:
        fill(found, RELATIONS, each=6)
        yield found


@pytest.fixture(scope="module")
def asked(log: Log, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked("USD", "ecb-day", KEY, "", tmp_path_factory.mktemp("pages") / log.id, log.location)


def test_the_site_is_the_same_whoever_makes_it(log: Log, asked: Asked, tmp_path: Path) -> None:
    two = dict(site_files(log, asked._replace(jobs=2, kept=tmp_path / log.id)))
    assert two == dict(site_files(log, asked))
    assert sum(path.count("-") for path in two if path.endswith(".html")) >= RELATIONS
    assert multiprocessing.active_children() == []


def test_where_a_process_fails_the_old_site_stays(log: Log, asked: Asked, tmp_path: Path) -> None:
    write_folder(tmp_path / "www", [("index.html", b"old"), ("datapackage.json", b'{"name": "bilat-1"}')])
    gone = asked._replace(jobs=2, location=str(tmp_path / "gone.db"))
    with pytest.raises(BilatError, match=r"gone\.db"):
        write_folder(tmp_path / "www", site_files(log, gone))
    assert (tmp_path / "www" / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["www"], "nothing is left beside it"
    assert multiprocessing.active_children() == []


def children(of: int) -> list[int]:
    """The processes that a process has begun."""
    return [int(each) for each in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def running(process: int) -> bool:
    """Whether a process is there, and at work: nobody may have asked what became of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not FULL, reason="a process of its own, and two more: BILAT_FULL=1")
@pytest.mark.parametrize("ended", ["interrupted", "killed"])
def test_an_interrupt_ends_all_of_it(log: Log, tmp_path: Path, ended: str) -> None:
    program = ["-c", "from bilat.cli.main import main; main()", "--ledger", log.location]
    words = [*program, "site", str(tmp_path / "www"), "--jobs", "2"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, *words], stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as begun:
        deadline = time.monotonic() + 60
        while len(found := children(begun.pid)) < 3 and begun.poll() is None:  # one of them minds what is shared
            assert time.monotonic() < deadline
            time.sleep(0.01)
        if ended == "killed":
            os.kill(found[-1], signal.SIGKILL)
        else:
            os.killpg(begun.pid, signal.SIGINT)
        _, said = begun.communicate(timeout=60)
    if ended == "killed":
        assert (begun.returncode, said.count("\n")) == (3, 2), said
        assert "was ended from outside" in said
    else:
        assert (begun.returncode, said) == (130, "bilat: interrupted\n")
    deadline = time.monotonic() + 20
    while any(map(running, found)):
        assert time.monotonic() < deadline, "a process goes on"
        time.sleep(0.01)
    assert [each for each in tmp_path.iterdir() if "www" in each.name] == []


@pytest.mark.parametrize(
    ("met", "raised"),
    [(BrokenProcessPool, StoreError), (KeyboardInterrupt, KeyboardInterrupt)],
    ids=["ended", "ctrl-c"],
)
def test_what_ends_the_work_leaves_nothing_behind(
    log: Log, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, met: type, raised: type[BaseException]
) -> None:
    class Page:
        def result(self) -> None:
            raise met

    monkeypatch.setattr("bilat.cli.page.site.presses.ProcessPoolExecutor.submit", lambda *words: Page())
    with pytest.raises(raised, match="take fewer --jobs" if raised is StoreError else None):
        write_folder(tmp_path / "www", site_files(log, asked._replace(jobs=2)))
    assert not [*tmp_path.iterdir()]
