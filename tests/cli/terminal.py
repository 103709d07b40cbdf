"""The command line in a pseudo-terminal: a process of its own (`program.py`)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from tests.cli.program import server

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][0-9A-B]|[=>78])|[\x07\r]")
PATIENCE = 30.0
"""Seconds until a test stops waiting for a question: only a loaded machine takes more than one."""
COLUMNS, ROWS = 200, 40
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
ENTER, CTRL_C, CTRL_D, TAB, DOWN = "\r", "\x03", "\x04", "\t", "\x1b[B"


class Ended(NamedTuple):
    """How a session ended: its exit code, and all that stood on the terminal."""

    code: int
    screen: str


class Session:
    """A command that runs in a pseudo-terminal. Leave it by `end`."""

    def __init__(self, *words: str, given: str = "", environment: Mapping[str, str] | None = None) -> None:
        """Begin a command; `given` is a file that comes in as standard input in place of the terminal."""
        self._raw, self._read = "", 0
        self._terminal, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        name = os.ttyname(slave)
        self._process = server().Process(
            target=_run, args=(name, words, str(Path.cwd()), given, dict(environment or {}))
        )
        self._process.start()
        self._slave = slave

    @property
    def screen(self) -> str:
        """What stood on the terminal so far, without the escapes that move about on it."""
        return _ESCAPES.sub("", self._raw)

    def wait_for(self, text: str) -> None:
        """Wait until a text appears that was not waited for before."""
        until = time.monotonic() + PATIENCE
        while (at := self.screen.find(text, self._read)) < 0:
            if time.monotonic() > until or not self._more(until - time.monotonic()):
                raise AssertionError(f"{text!r} was never printed; the last of it:\n{self.screen[-1500:]}")
        self._read = at + len(text)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def answer(self, question: str, text: str = "") -> None:
        """Wait for a question, and answer it: the text is pasted, which is a hundred times quicker than keys."""
        self.wait_for(question)
        self._drain()
        self.press(f"{PASTE}{text}{PASTED}{ENTER}" if text else ENTER)

    def answers(self, *pairs: tuple[str, str]) -> None:
        """Answer one question after another."""
        for question, text in pairs:
            self.answer(question, text)

    def end(self) -> Ended:
        """Wait for the end of the command."""
        until = time.monotonic() + PATIENCE
        while self._process.is_alive() and time.monotonic() < until:
            self._more(0.05)
        self._process.join(0.1)
        if self._process.exitcode is None:
            self._process.kill()
            raise AssertionError(f"the command did not end; the last of it:\n{self.screen[-1500:]}")
        while self._more(0):
            pass
        os.close(self._terminal)
        os.close(self._slave)
        return Ended(self._process.exitcode, self.screen)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.is_alive():
            self._process.kill()
        self._process.join()

    def _drain(self) -> None:
        """Read what follows a question before it is answered: the rest of its line."""
        self._more(0.001)
        self._read = len(self.screen)

    def _more(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(seconds, 0))
        if not ready:
            return False
        self._raw += os.read(self._terminal, 65536).decode(errors="replace")
        return True


def _run(terminal: str, words: tuple[str, ...], folder: str, given: str, environment: dict[str, str]) -> None:
    """Be the program, on a terminal of its own."""
    os.setsid()
    slave = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    os.chdir(folder)
    for number in range(3):
        os.dup2(os.open(given, os.O_RDONLY) if given and not number else slave, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout, sys.stderr = (open(number, "w", buffering=1, closefd=False) for number in (1, 2))  # noqa: SIM115
    for variable in ("BILAT_LEDGER", "BILAT_RECORDER", "NO_COLOR"):
        os.environ.pop(variable, None)
    os.environ.update({"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "BILAT_DEBUG": "1", **environment})
    from bilat.cli.main import main

    sys.argv = ["bilat", *words]
    main()
