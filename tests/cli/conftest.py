"""Running the command line: in this process, or as the installed program where the process matters."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bilat.cli.exits import run
from bilat.cli.main import root


class Answer(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Bilat = Callable[..., Answer]

PROGRAM = [str(Path(sys.executable).parent / "bilat")]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in an empty folder, whatever the environment says."""
    monkeypatch.chdir(tmp_path)
    for variable in ("BILAT_LEDGER", "BILAT_RECORDER", "BILAT_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def bilat(capfd: pytest.CaptureFixture[str]) -> Bilat:
    """Run a command inside this process."""

    def answer(*args: str) -> Answer:
        capfd.readouterr()
        code = run(root(), args)
        return Answer(code, *capfd.readouterr())

    return answer


@pytest.fixture
def program() -> Bilat:
    """Run the installed program, in a process of its own."""

    def answer(*args: str, given: bytes = b"") -> Answer:
        done = subprocess.run([*PROGRAM, *args], input=given, capture_output=True, check=False)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return answer


@pytest.fixture
def ledger(bilat: Bilat) -> Bilat:
    """A small ledger in ./bilat.db: two parties, one source, one pledge. Returns the runner."""
    assert bilat("init").code == 0
    for line in (
        ("party-registered", "--stream", "party/JP", "--name", "Japan", "--type", "state"),
        ("party-registered", "--stream", "party/ASEAN", "--name", "ASEAN", "--type", "multilateral"),
        (
            "source-registered",
            "--stream",
            "source/mofa",
            "--title",
            "Summit",
            "--publisher",
            "MOFA",
            "--type",
            "official",
            "--published",
            "2023-12-17",
        ),
        (
            "pledge-announced",
            "--stream",
            "pledge/exchange",
            "--donor",
            "JP",
            "--recipient",
            "ASEAN",
            "--title",
            "Exchange",
            "--instrument",
            "grant",
            "--amount",
            "JPY 40bn",
            "--on",
            "2023-12-17",
            "--cites",
            "mofa",
        ),
    ):
        assert bilat("append", *line).code == 0
    return bilat
