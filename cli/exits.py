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

from bilat.events.errors import BilatError

USAGE, STORE, BUG, INTERRUPTED = 2, 3, 70, 130


def run(group: TyperGroup, args: Sequence[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        answer: Any = group.main(list(args), prog_name="bilat", standalone_mode=False)
        sys.stdout.flush()
        return answer if isinstance(answer, int) else 0
    except BilatError as error:
        return _said(f"{error.message}\n  {error.remedy}" if error.remedy else str(error), error.exit_code)
    except TyperException as error:
        error.show() if hasattr(error, "show") else _said(error.format_message(), USAGE)
        return USAGE
    except (KeyboardInterrupt, Abort):
        return _said("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as end:  # typer and rich leave with 1 where a pipe was closed
        if isinstance(end.__context__, BrokenPipeError):
            return _closed_pipe()
        return USAGE if end.code == 1 else int(end.code or 0)
    except Exception as error:
        return _unexpected(error)


def say(message: str) -> None:
    """Print a message, made inert, on standard error."""
    from bilat.cli.render.inert import inert

    for line in message.split("\n"):
        print(inert(line), file=sys.stderr)


def _said(message: str, code: int) -> int:
    say(f"bilat: {message}")
    return code


def _closed_pipe() -> int:
    """Whoever read our output has seen enough; nothing more may be written, at shutdown neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected(error: Exception) -> int:
    if os.environ.get("BILAT_DEBUG"):
        traceback.print_exc()
    if isinstance(error, OSError):
        return _said(f"cannot read or write: {error}", STORE)
    hint = "" if os.environ.get("BILAT_DEBUG") else "; BILAT_DEBUG=1 shows where"
    return _said(f"this is a bug: {type(error).__name__}: {error}{hint}", BUG)
