"""Ctrl-C: 130 at any moment, once, without a traceback."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilat.cli.exits import run
from tests.cli.conftest import Bilat
from tests.cli.test_exits import raising
from tests.full import FULL

KILLS = 120 if FULL else 6
SOON = 0.3
"""Seconds after the program has begun within which it is interrupted."""
BEGUN = (
    "import os, sys; from bilat.cli.main import main; os.write(2, b'@'); sys.argv = ['bilat', *sys.argv[1:]]; main()"
)
LINES = (
    ("commitments", "ASEAN-JP"),
    ("verify",),
    ("timeline", "ASEAN-JP", "--format", "xlsx"),
    ("show", "party/JP"),
    ("append", "party-registered", "--stream", "party/VN", "--name", "Vietnam", "--type", "state"),
    ("--help",),
)


def test_an_interrupt_in_the_first_moments_is_130_without_a_traceback(ledger: Bilat) -> None:
    rng = random.Random(16)
    codes = []
    for number in range(KILLS):
        words = LINES[number % len(LINES)]
        process = subprocess.Popen(
            [sys.executable, "-c", BEGUN, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        assert process.stderr.read(1) == b"@"
        time.sleep(rng.random() * SOON)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        codes.append(process.returncode)
        # a command that was done before is 0
        assert (process.returncode, said) in ((130, b"bilat: interrupted\n"), (0, b"")), (words, said)
    assert codes.count(130) > len(codes) / 2


def during(code: str) -> "subprocess.CompletedProcess[str]":
    """Interrupt what `code` does, with the interrupts watched."""
    begun = f"import os, signal, sys\nfrom bilat.cli import interrupts\ninterrupts.watch()\n{code}"
    return subprocess.run([sys.executable, "-c", begun], capture_output=True, text=True, check=False)


def test_an_interrupt_waits_for_the_module_that_is_being_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nwhole = True\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = during(
        "import slow\nimport time\ntry:\n    time.sleep(5)\n"
        "except KeyboardInterrupt:\n    print(slow.whole, interrupts.interrupted())"
    )
    assert (done.stdout, done.stderr) == ("True True\n", "")


def test_an_interrupt_that_was_swallowed_comes_again() -> None:
    done = during(
        "class Gone:\n    def __del__(self):\n        os.kill(os.getpid(), signal.SIGINT)\n"
        "import time\ntry:\n    Gone()\n    time.sleep(5)\nexcept KeyboardInterrupt:\n    print('interrupted')"
    )
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_an_ignored_interrupt_stays_ignored() -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from bilat.cli import interrupts"
    check = f"{code}; interrupts.watch(); print(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n"


def test_a_fault_that_an_interrupt_caused_is_an_interrupt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bilat.cli.interrupts._asked", True)
    assert run(raising(KeyError("half loaded")), []) == 130
    assert capsys.readouterr().err == "bilat: interrupted\n"


def test_a_panic_of_a_library_is_a_bug_with_a_line_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    class PanicException(BaseException):
        """As PyO3 raises: no Exception."""

    assert run(raising(PanicException("index out of bounds")), []) == 70
    assert capsys.readouterr().err.startswith("bilat: this is a bug: PanicException: index out of bounds")
