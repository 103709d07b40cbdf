"""How the program ends, whatever happened."""

import signal
import subprocess
from collections.abc import Callable

import pytest
from typer.core import TyperGroup
from typer.exceptions import Exit

from bilat.cli.exits import run
from bilat.events.errors import Conflict, StoreError
from tests.cli.conftest import Bilat
from tests.cli.program import PROGRAM, Running


def group_that(does: Callable[[], None]) -> TyperGroup:
    return TyperGroup(name="bilat", invoke_without_command=True, callback=does, rich_markup_mode=None)


def raising(error: BaseException) -> TyperGroup:
    def does() -> None:
        raise error

    return group_that(does)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Conflict("pledge/x", 1, 2), 2, "bilat: pledge/x stands at version 2"),
        (StoreError("x.db is locked", "try again"), 3, "bilat: x.db is locked\n  try again"),
        (OSError(28, "No space left on device"), 3, "bilat: cannot read or write"),
        (KeyError("x"), 70, "bilat: this is a bug: KeyError: 'x'; BILAT_DEBUG=1 shows where"),
        (KeyboardInterrupt(), 130, ""),
        (Exit(1), 1, ""),
    ],
)
def test_every_end_has_its_code(error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(error), []) == code
    assert said in capsys.readouterr().err


def test_a_bug_shows_its_traceback_on_demand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BILAT_DEBUG", "1")
    assert run(raising(KeyError("x")), []) == 70
    assert "Traceback" in capsys.readouterr().err


def test_messages_are_inert(capsys: pytest.CaptureFixture[str]) -> None:
    run(raising(StoreError("\x1b]0;owned\x07 \u202e", "")), [])
    assert capsys.readouterr().err == "bilat: \\e]0;owned\\x07 \\u202e\n"


def test_the_installed_program_answers_usage_and_store_errors(program: Bilat) -> None:
    assert program("--version").code == 0
    assert program("timeline", "--kind").code == 2
    missing = program("timeline", "ASEAN-JP")
    assert (missing.code, missing.out) == (3, "")
    assert "bilat init bilat.db" in missing.err


def test_a_closed_pipe_is_no_failure() -> None:
    with subprocess.Popen([*PROGRAM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.read(10)
        reader.stdout.close()
        assert reader.stderr.read() == b""
        assert reader.wait() == 0


def test_an_interrupt_is_130_and_records_nothing(program: Bilat) -> None:
    assert program("init").code == 0
    with Running("import", "-") as waiting:
        assert waiting.stdin is not None
        waiting.stdin.write(b'{"kind":"party-registered","stream":"party/JP","name":"Japan","type":"state"}\n' * 2000)
        waiting.stdin.flush()  # more than a pipe holds: the program reads it by now
        waiting.send_signal(signal.SIGINT)
        assert waiting.wait() == 130
        waiting.stdin.close()
    assert "0 events" in program("log").out
