"""What is printed as a file's text: every byte in a file or a pipe, nothing that acts on a terminal."""

import json
import os
import pty
import sys

import pytest

from bilat.cli.render.terminal import as_seen
from tests.cli.conftest import Bilat
from tests.cli.program import Running

ACTIVE = "\x1b]0;owned\x07 \x9b31m \u202egnp \rover"


def on_a_terminal(*words: str) -> str:
    """What a command prints on a terminal."""
    ours, theirs = pty.openpty()
    with Running(*words, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        read = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            read += more
        os.close(ours)
        assert process.wait() == 0, read
    return read.decode().replace("\r\n", "\n")


@pytest.fixture
def acting(ledger: Bilat, monkeypatch: pytest.MonkeyPatch) -> Bilat:
    """A ledger with a party whose name would act, if it can be recorded."""
    recorded = ledger("append", "party-registered", "--stream", "party/FR", "--name", "\u202e\x9bX", "--type", "state")
    if recorded.code:
        ledger("append", "party-registered", "--stream", "party/FR", "--name", "\u202eX", "--type", "state")
    return ledger


def test_only_a_terminal_sees_controls_spelt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert as_seen(f"a,{ACTIVE}\r\n") == f"a,{ACTIVE}\r\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    seen = as_seen(f"a,{ACTIVE}\r\n\tb\n")
    assert seen == "a,\\u001b]0;owned\\u0007 \\u009b31m \\u202egnp \\u000dover\r\n\tb\n"
    hidden = "\u009b\U000e0041"
    assert json.loads(f'"{as_seen(hidden)}"') == hidden


@pytest.mark.parametrize("words", [("export", "--format", "csv"), ("export",)], ids=" ".join)
def test_a_terminal_is_sent_nothing_that_acts_and_a_pipe_every_byte(acting: Bilat, words: tuple[str, ...]) -> None:
    seen = on_a_terminal(*words)
    assert "\u202e" not in seen
    assert "\\u202e" in seen
    piped = acting(*words).out
    assert "\u202e" in piped
    assert as_text(seen) == as_text(piped.replace("\u202e", "\\u202e").replace("\x9b", "\\u009b"))


def test_a_table_of_a_look_up_is_inert_in_a_pipe_too(acting: Bilat) -> None:
    piped = acting("parties", "--format", "csv").out
    assert "\u202e" not in piped
    assert "\\u202e" in piped


def as_text(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text.splitlines()]
