"""How the program ends: what goes to standard error, and with which exit code, whatever happened.

0 done (a closed pipe too), 1 an audit found something, 2 bad input, 3 the store, 70 a bug, 130 interrupted.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

from typer.core import TyperGroup
from typer.exceptions import Abort, TyperException

from bilat.cli import interrupts
from bilat.events.errors import BilatError

USAGE, STORE, BUG, INTERRUPTED = 2, 3, 70, 130


def run(group: TyperGroup, args: Sequence[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        code = _answer(group, args)
    except (KeyboardInterrupt, Abort):
        return _interrupted()
    except BaseException as error:
        # what was in the middle of something when it was interrupted may have failed in its own way
        code = INTERRUPTED if interrupts.interrupted() else _failed(error)
    # Typer turns an interrupt into a silent 130 of its own: whatever the code, it is said here, once
    return _interrupted() if interrupts.interrupted() else code


def _answer(group: TyperGroup, args: Sequence[str]) -> int:
    answer: Any = group.main(list(args), prog_name="bilat", standalone_mode=False)
    sys.stdout.flush()
    return answer if isinstance(answer, int) else 0


def _failed(error: BaseException) -> int:
    match error:
        case BilatError():
            return said(f"{error.message}\n  {error.remedy}" if error.remedy else str(error), error.exit_code)
        case TyperException():
            from bilat.events.location import without_passwords

            error.message = without_passwords(error.message)  # what was typed is repeated by Typer itself
            error.show() if hasattr(error, "show") else said(error.format_message(), USAGE)
            return USAGE
        case BrokenPipeError():
            return _closed_pipe()
        case SystemExit():  # typer and rich leave with 1 where a pipe was closed
            if isinstance(error.__context__, BrokenPipeError):
                return _closed_pipe()
            return USAGE if error.code == 1 else int(error.code or 0)
    return _unexpected(error)  # a panic of a library in Rust is no Exception


def say(message: str) -> None:
    """Print a message on standard error, made inert, and without the password of a URL that somebody typed."""
    from bilat.cli.render.inert import inert
    from bilat.events.location import without_passwords

    for line in message.split("\n"):
        print(inert(without_passwords(line)), file=sys.stderr)


def said(message: str, code: int) -> int:
    """Say why the program ends, and return its exit code."""
    say(f"bilat: {message}")
    return code


def _interrupted() -> int:
    interrupts.unwatch()  # once is enough
    return said("interrupted", INTERRUPTED)


def _closed_pipe() -> int:
    """Whoever read our output has seen enough; nothing more may be written, at shutdown neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected(error: BaseException) -> int:
    if os.environ.get("BILAT_DEBUG"):
        traceback.print_exc()
    if isinstance(error, OSError):
        return said(f"cannot read or write: {error}", STORE)
    hint = "" if os.environ.get("BILAT_DEBUG") else "; BILAT_DEBUG=1 shows where"
    return said(f"this is a bug: {type(error).__name__}: {error}{hint}", BUG)
