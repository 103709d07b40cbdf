"""The pager: what is longer than the screen is read in one, as git does it."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading

LESS = "FRX"
"""What `less` is told where nobody has: leave at once what fits, show colours, leave the screen as it is."""


def print_paged(text: str, height: int) -> None:
    """Print a text on standard output: through the pager where that is a terminal of fewer lines.

    `PAGER` names the pager (`less` without it); `cat`, nothing, or what is not there means none.
    """
    command = pager() if sys.stdin.isatty() and sys.stdout.isatty() and text.count("\n") >= height else []
    if not command:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    ours = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if ours else None  # Ctrl-C is the pager's while it is open
    try:
        subprocess.run(command, input=text.encode(errors="replace"), env={"LESS": LESS, **os.environ}, check=False)
    finally:
        if ours:
            signal.signal(signal.SIGINT, before)


def pager() -> list[str]:
    """Return the pager's command; nothing where there is none."""
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # an open quotation mark
        return []
    return command if command and command != ["cat"] and shutil.which(command[0]) else []
