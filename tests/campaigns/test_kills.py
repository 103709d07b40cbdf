"""Kills at random moments of what writes: what was acknowledged is there, nothing is in part, all verifies."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import orjson
import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.events.log.log import create_log, open_log
from tests.benchmarks.synthetic import fill, history
from tests.full import FULL

KILLS = 200 if FULL else 12
SEED = 16
EVENTS, BATCH = 60, 400
STARTED = (
    "import os, sys; from bilat.cli.main import main; os.write(2, b'@'); sys.argv = ['bilat', *sys.argv[1:]]; main()"
)
"""Runs a command and says when the program has begun: before, Python itself answers to signals."""
COMMANDS = {
    "append": ("append", "party-registered", "--stream", "party/XKK", "--name", "K", "--type", "ngo"),
    "import": ("import", "in.jsonl"),
    "seal": ("seal",),
    "init": ("init", "new.db", "--with", "asean-japan"),
    "export": ("export", "-o", "out.xlsx"),
    "prove": ("prove", "@1", "-o", "proof.json"),
}
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger and a file to import, which each try begins with."""
    begun = tmp_path / "begun"
    begun.mkdir()
    with create_log(str(begun / "bilat.db")) as log:
        fill(log, EVENTS)
    (begun / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, history(BATCH, seed=2))))
    monkeypatch.setenv("BILAT_RECORDER", "tester")
    monkeypatch.delenv("BILAT_LEDGER", raising=False)
    return begun


def started(words: tuple[str, ...], folder: Path) -> "subprocess.Popen[bytes]":
    """A command of which the program has begun."""
    command = [sys.executable, "-c", STARTED, *words]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert process.stderr.read(1) == b"@"
    return process


def size(path: Path) -> int:
    """How many events a ledger holds."""
    with open_log(str(path)) as log:
        return log.head.size


def test_kills_leave_the_whole_or_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(SEED)
    lasting: dict[str, float] = {}
    growth: dict[str, int] = {}
    came: Counter[str] = Counter()
    for number in range(KILLS):
        name = list(COMMANDS)[number % len(COMMANDS)]
        kind = SIGNALS[number // len(COMMANDS) % len(SIGNALS)]
        work = folder.parent / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        before = size(work / "bilat.db")
        # when it is killed at some moment of the time that it took when it was not
        begun = time.monotonic()
        process = started(COMMANDS[name], work)
        if name in lasting:
            time.sleep(rng.random() * lasting[name])
            process.send_signal(kind)
        out, err = process.communicate(timeout=120)
        lasting.setdefault(name, time.monotonic() - begun)
        # then it ended by the signal, or was done
        case = (name, kind.name, process.returncode, err)
        ended = (0, 130) if kind == signal.SIGINT else (0, -kind)
        assert process.returncode in ended, case
        assert b"Traceback" not in err, case
        assert b"panicked" not in err, case
        came[f"{kind.name} {process.returncode}"] += 1
        # and what was acknowledged is there, nothing in part, and all of it verifies
        after = size(work / "bilat.db")
        grown = growth.setdefault(name, after - before)  # the first of each was not killed
        assert after in ({before + grown} if b"recorded" in out and grown else {before, before + grown}), case
        assert process.returncode != 0 or after == before + grown, case
        monkeypatch.chdir(work)
        for ledger in ("bilat.db", "new.db"):
            if name == "init" and process.returncode and ledger == "new.db":
                continue
            if Path(ledger).exists():
                assert run(root(), ["--ledger", ledger, "verify", "--deep"]) == 0, case
        if kind == signal.SIGINT and process.returncode and name != "init":
            left = {each.name for each in work.iterdir() if not each.name.startswith("bilat.db")}
            assert left <= {"in.jsonl", "out.xlsx", "proof.json"}, (case, left)
        capfd.readouterr()
    print(dict(came), file=sys.stderr)
    assert sum(came.values()) == KILLS
    assert all(growth[name] for name in ("append", "import", "seal"))
    assert os.environ.get("BILAT_FULL") is None or len(came) > len(SIGNALS)
