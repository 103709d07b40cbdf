"""Ctrl-C: whenever it comes, the command ends once and with 130, and no half-loaded library shows its traceback."""

from __future__ import annotations

import signal
import sys

TYPE_CHECKING = False  # as `typing` says, which takes a while to load
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, NoReturn

AGAIN = 0.005
"""Seconds until it is tried again to interrupt a command that could not be interrupted at that moment."""
_IMPORT = "<frozen importlib._bootstrap>"

_watching = False
_asked = False


def watch() -> None:
    """Take Ctrl-C over from Python, unless whoever started the process had it ignored (as `nohup` and `&` do).

    A library that is interrupted while it is being loaded may crash, swallow the interrupt or take it for a
    fault of its own. So an interrupt that comes during an import is put off until the import is done, and one
    that was swallowed is raised again.
    """
    global _watching
    if signal.getsignal(signal.SIGINT) in (signal.SIG_IGN, None):
        return
    _watching = True
    signal.signal(signal.SIGINT, _interrupt)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _interrupt)
    sys.unraisablehook = _unraisable


def unwatch() -> None:
    """Ignore Ctrl-C from here on, where it was taken over: the exit code stands, what is left is to leave."""
    if not _watching:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_IGN)


def leave() -> NoReturn:
    """Interrupt the command because of a key: on a terminal that is read key by key, Ctrl-C sends no signal."""
    global _asked
    _asked = True
    raise KeyboardInterrupt


def interrupted() -> bool:
    """Tell whether somebody wanted the command to end, whatever it did since."""
    return _asked


def _interrupt(number: int, frame: FrameType | None) -> None:
    global _asked
    _asked = True
    if hasattr(signal, "setitimer") and _importing(frame):
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
        return
    raise KeyboardInterrupt


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORT:
            return True
        frame = frame.f_back
    return False


def _unraisable(lost: Any) -> None:
    """Raise an interrupt again that came where nothing can be raised (a destructor, a callback)."""
    if lost.exc_type is KeyboardInterrupt and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
    else:
        sys.__unraisablehook__(lost)
