"""Running the command line: in this process, or as the installed program where the process matters."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from tests.cli.program import run as run_program


class Answer(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Bilat = Callable[..., Answer]

RECORDED = (
    "party-registered --stream party/JP --name Japan --type state",
    "party-registered --stream party/ASEAN --name ASEAN --type multilateral",
    "source-registered --stream source/mofa --title Summit --publisher MOFA --type official --published 2023-12-17",
    "pledge-announced --stream pledge/exchange --donor JP --recipient ASEAN --title Exchange --instrument grant"
    " --amount 'JPY 40bn' --on 2023-12-17 --cites mofa",
)
"""What the small ledger holds."""


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
    """Run the program in a process of its own."""

    def answer(*args: str, given: bytes = b"") -> Answer:
        done = run_program(*args, given=given)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return answer


@pytest.fixture(scope="session")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small ledger in it, bilat.db: two parties, one source, one pledge. Made once, to be copied."""
    folder = tmp_path_factory.mktemp("small")
    command = ("--ledger", str(folder / "bilat.db"))
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("BILAT_RECORDER", raising=False)
        assert run(root(), [*command, "init"]) == 0
        for line in RECORDED:
            assert run(root(), [*command, "append", *shlex.split(line)]) == 0
    return folder


@pytest.fixture
def ledger(bilat: Bilat, small_ledger: Path) -> Bilat:
    """A small ledger in ./bilat.db: two parties, one source, one pledge. Returns the runner."""
    shutil.copytree(small_ledger, ".", dirs_exist_ok=True)
    return bilat
