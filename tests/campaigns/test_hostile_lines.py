"""Hostile command lines: each ends with an exit code that says why, without a bug, a traceback or a changed record."""

import shutil
from pathlib import Path

import pytest

from bilat.cli.exits import BUG, run
from bilat.cli.main import root
from bilat.events.log.log import create_log, open_log
from tests.benchmarks.synthetic import fill
from tests.campaigns.hostile import lines
from tests.cli.program import run as run_program
from tests.full import FULL

LINES = 500 if FULL else 45
APART = 10 if FULL else 15
"""Every so many-th line runs in a process of its own, too."""
SEED = 16
EVENTS = 60
RECORDING = ("append", "import", "seal", "init")
ENDS = (0, 1, 2, 3)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a small ledger and some files that lines may name."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bilat.db"
    with create_log(str(path)) as log:
        fill(log, EVENTS)
    (tmp_path / "in.jsonl").write_text('{"kind":"party-registered","stream":"party/XK","name":"K","type":"state"}\n')
    (tmp_path / "in.csv").write_text("iso,year,index\nUSA,2020,100\n")
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)) * 20)
    monkeypatch.setenv("BILAT_RECORDER", "tester")
    monkeypatch.delenv("BILAT_LEDGER", raising=False)
    shutil.copy(path, tmp_path / "kept.db")
    return path


def canonical(path: Path) -> list[bytes]:
    """The lines of a ledger."""
    with open_log(str(path)) as log:
        return list(log.lines())


def test_hostile_lines_end_with_a_reason(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = canonical(place)
    tried = 0
    for number, words in enumerate(lines(SEED, LINES)):
        code = run(root(), words)
        _, err = capfd.readouterr()
        assert code in ENDS, (code, words, err)
        assert code != BUG
        assert "Traceback" not in err, words
        assert "panicked" not in err, words
        assert "\x1b" not in err, words
        if code in (2, 3):
            assert err.startswith(("bilat: ", "Usage: ")), (words, err)
        after = canonical(place)
        assert after[: len(before)] == before, words
        assert len(after) == len(before) or (code == 0 and words[0] in RECORDING), (code, words)
        before = after
        tried += 1
        if number % APART == 0 and all("\0" not in word for word in words):
            shutil.copy(place.parent / "kept.db", place.parent / "apart.db")
            alone = run_program(*words, env={"BILAT_LEDGER": "apart.db"})
            assert alone.returncode in ENDS, (words, alone)
            assert b"Traceback" not in alone.stderr, words
    assert tried == LINES
    assert run(root(), ["verify"]) == 0
