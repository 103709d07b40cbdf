"""Measuring processes: wall time, processor time and peak memory, the best of several runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as those of an installed program are, ours like the reference's."""
BILAT = str(Path(sys.executable).parent / "bilat")


class Cost(NamedTuple):
    """What a run cost: seconds by the clock, seconds of processor, MiB at the peak."""

    wall: float
    cpu: float
    peak: float


def best(command: Sequence[str], runs: int = 3) -> Cost:
    """The cheapest of several runs. Raises CalledProcessError where one fails."""
    return min(_run(command) for _ in range(runs))


def printed_figure(name: str, *args: str) -> float:
    """The seconds that `python -m tests.benchmarks.references NAME ARGS` says its work took."""
    command = [PYTHON, "-m", "tests.benchmarks.references", name, *args]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def installed(program: str) -> bool:
    """Whether a peer is here to be measured."""
    return shutil.which(program) is not None


def _run(command: Sequence[str]) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
