"""The standard streams, made ready: whoever starts the program may have closed one, or chosen an old encoding."""

import codecs
import os
import sys
from io import RawIOBase, TextIOWrapper
from typing import Any

IN, OUT, ERR = range(3)


def make_ready() -> str:
    """Make the standard streams usable, and say which one is missing that no command can do without.

    The numbers of closed streams are taken, so that no file opened later is mistaken for one of them. What
    reads a closed standard input is refused when it reads; what is said to a closed standard error is lost,
    the exit code tells it; without a standard output a command does not begin, as its answer would be lost
    and what it recorded would not be known.
    """
    without = [stream for stream in (IN, OUT, ERR) if not _open_for(stream, writing=stream != IN)]
    for stream in without:
        _take(stream)
    if IN in without:
        sys.stdin = TextIOWrapper(_Closed(), encoding="utf-8")
    if ERR in without:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # stays open to the end
    codecs.register_error("spelt", _spelt)
    for text in (sys.stdout, sys.stderr):
        if hasattr(text, "reconfigure"):
            text.reconfigure(errors="spelt")  # an ASCII terminal gets \u2265 rather than a crash
    return "standard output is closed" if OUT in without else ""


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal, to be asked on standard error."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _open_for(stream: int, *, writing: bool) -> bool:
    """Tell whether a stream is there, and open in the direction in which it is used."""
    try:
        os.fstat(stream)
    except OSError:
        return False
    if (sys.stdin, sys.stdout, sys.stderr)[stream] is None:
        return False
    try:
        import fcntl
    except ImportError:  # not on Windows
        return True
    way = fcntl.fcntl(stream, fcntl.F_GETFL) & os.O_ACCMODE
    return way in (os.O_RDWR, os.O_WRONLY if writing else os.O_RDONLY)


def _take(stream: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != stream:
        os.dup2(nothing, stream)
        os.close(nothing)


def _spelt(error: UnicodeError) -> tuple[str, int]:
    r"""Write what an encoding lacks as JSON would: `\u2265`, and in two halves what lies beyond four digits."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from bilat.cli.render.inert import spelt

    return spelt(error.object[error.start : error.end]), error.end


class _Closed(RawIOBase):
    """A standard input that is closed: nobody sits there, and reading it is bad input."""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        """Refuse."""
        from bilat.events.errors import BadInput

        raise BadInput("standard input is closed", "give it a file or a pipe, or name a file instead of -")
