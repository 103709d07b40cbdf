"""The pager: for what is longer than the screen, on a terminal, where one is wanted."""

import io
import sys
from pathlib import Path

import pytest

from bilat.cli.render import pager
from tests.cli.conftest import Bilat

KEEPS = f"{sys.executable} -c \"import sys; open('paged.txt', 'w').write(sys.stdin.read())\""
"""A pager that keeps what it is given."""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_is_longer_than_the_screen_is_read_in_the_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("PAGER", KEEPS)
    pager.print_paged("one\ntwo ≥ 2\n", 2)
    assert (Path("paged.txt").read_text(), screen.getvalue()) == ("one\ntwo ≥ 2\n", "")
    pager.print_paged("one\n", 2)
    assert screen.getvalue() == "one\n"


@pytest.mark.parametrize("named", ["", "cat", "no-such-pager", "less 'open"])
def test_there_are_those_who_want_none(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", named)
    assert pager.pager() == []


def test_nothing_is_paged_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", KEEPS)
    pager.print_paged("one\ntwo\n", 1)
    assert (capsys.readouterr().out, Path("paged.txt").exists()) == ("one\ntwo\n", False)


def test_no_pager_stands_before_the_command_or_after_it(ledger: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("--no-pager", "parties"), ("parties", "--no-pager")):
        monkeypatch.setenv("PAGER", KEEPS)
        assert ledger(*words).code == 0
        assert pager.pager() == []
