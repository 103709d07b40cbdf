"""The program in a process of its own, forked from one that has everything loaded: most of a start is loading.

With `BILAT_FULL=1` it is started as users start it. What only a real start shows is tested with `PROGRAM`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from multiprocessing import reduction
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

from tests.full import FULL

CLOSED = -1
"""In place of a stream's number: the program finds it closed."""
Stream = int | None
"""A file's number, CLOSED, or None for a pipe."""
STREAMS = ("stdin", "stdout", "stderr")
PROGRAM = [str(Path(sys.executable).parent / "bilat")]
"""The installed program."""


class Ended(NamedTuple):
    """How the program ended, and what it wrote into its pipes."""

    returncode: int
    stdout: bytes
    stderr: bytes


def server() -> ForkServerContext:
    """The process to fork from: one for all tests of this process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.cli.preloaded"])
    return context


def run(*words: str, given: bytes = b"", **how: Any) -> Ended:
    """Run the program to its end; `how` is what `Running` takes."""
    with Running(*words, **how) as running:
        return running.communicate(given)


class Running:
    """The program at work, used like `subprocess.Popen`: by default, all its streams are pipes."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None
    stderr: IO[bytes] | None

    def __init__(
        self,
        *words: str,
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
        env: Mapping[str, str] | None = None,
        limit: int = 0,
    ) -> None:
        """Begin; `env` is set beside the environment of now, no file may grow beyond `limit` bytes."""
        theirs: list[int] = []
        made: list[int] = []
        self.stdin = self.stdout = self.stderr = None
        for number, stream in enumerate((stdin, stdout, stderr)):
            if stream is None:
                reading, writing = os.pipe()
                stream, mine = (writing, reading) if number else (reading, writing)
                made.append(stream)
                setattr(self, STREAMS[number], os.fdopen(mine, "rb" if number else "wb"))
            theirs.append(stream)
        begin = _started if FULL else _forked
        self._process = begin(words, {**os.environ, **(env or {})}, theirs, limit)
        for stream in made:
            os.close(stream)

    @property
    def returncode(self) -> int | None:
        """Its exit code, below 0 where a signal ended it, None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal, if it has not ended."""
        if self.returncode is None and self._process.pid:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return the exit code; raise TimeoutExpired where it takes longer."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("bilat", timeout or 0)
        return self.returncode

    def communicate(self, given: bytes = b"") -> Ended:
        """Write to its standard input, read its pipes to the end, and wait."""
        parts: dict[int, bytes] = {1: b"", 2: b""}

        def read(number: int, stream: IO[bytes]) -> None:
            parts[number] = stream.read()

        piped = [(number, stream) for number, stream in ((1, self.stdout), (2, self.stderr)) if stream]
        threads = [threading.Thread(target=read, args=each) for each in piped]
        for thread in threads:
            thread.start()
        if self.stdin:
            with contextlib.suppress(BrokenPipeError):  # it did not want to read
                self.stdin.write(given)
                self.stdin.flush()
            _close(self.stdin)
        for thread in threads:
            thread.join()
        return Ended(self.wait(), parts[1], parts[2])

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream:
                _close(stream)
        if error and self.returncode is None:
            self.kill()
        self._process.join()


def _close(stream: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):  # of what was not read
        stream.close()


class _Started(subprocess.Popen[bytes]):
    """The installed program, used like a process that was forked."""

    @property
    def exitcode(self) -> int | None:
        """Its exit code, None while it runs."""
        return self.poll()

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(timeout)


def _started(words: Sequence[str], environment: dict[str, str], streams: Sequence[int], limit: int) -> _Started:
    def ready() -> None:
        for number, stream in enumerate(streams):
            if stream == CLOSED:
                os.close(number)
        _limit(limit)

    stdin, stdout, stderr = (subprocess.DEVNULL if stream == CLOSED else stream for stream in streams)
    return _Started([*PROGRAM, *words], stdin=stdin, stdout=stdout, stderr=stderr, env=environment, preexec_fn=ready)


def _forked(words: Sequence[str], environment: dict[str, str], streams: Sequence[int], limit: int) -> BaseProcess:
    process = server().Process(
        target=_be_the_program,
        args=(words, str(Path.cwd()), environment, [_Number(each) for each in streams], limit),
    )
    process.start()
    return process


def _limit(size: int) -> None:
    if size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class _Number:
    """A file's number, which is another in the process that it is sent to."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Any, ...]:
        return (int, (CLOSED,)) if self.number == CLOSED else (_received, (reduction.DupFd(self.number),))


def _received(sent: Any) -> int:
    number: int = sent.detach()
    return number


def _be_the_program(
    words: Sequence[str], folder: str, environment: dict[str, str], streams: Sequence[int], limit: int
) -> None:
    """Be what a start of the program makes of the process: its folder, environment, limits and standard streams."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    for number, (stream, name) in enumerate(zip(streams, STREAMS, strict=True)):
        opened = None
        if stream == CLOSED:
            os.close(number)
        else:
            os.dup2(stream, number)
            os.close(stream)
            opened = _opened(number, encoding)
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)
    _limit(limit)
    from bilat.cli.main import main

    sys.argv = ["bilat", *words]
    try:
        main()
    finally:
        with contextlib.suppress(AttributeError, OSError):
            sys.stdout.flush()
        sys.stdout = None  # what a full device refused is not written once more


def _opened(number: int, encoding: str) -> IO[Any]:
    """A standard stream, as Python opens it."""
    mode, newline = ("w", "\n") if number else ("r", None)
    errors = "backslashreplace" if number == 2 else "strict"
    return open(number, mode, encoding=encoding, errors=errors, newline=newline, closefd=False)
