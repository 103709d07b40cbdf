"""What standard output is: which encoding it takes, and whether it is a terminal, on which no text may act."""

import codecs
import io
import re
import sys
from typing import IO, Any

from bilat.cli.render.inert import BEYOND_C0, spelt

_ACTIVE = re.compile(f"(?:[\x00-\x08\x0b\x0c\x0e-\x1f{BEYOND_C0}]|\r(?!\n))")
"""What would act. Tabs and line ends are part of a file's form; a lone carriage return writes over its line."""


def speaks_utf8() -> bool:
    """Whether text printed on standard output leaves as UTF-8."""
    try:
        return codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name == "utf-8"
    except LookupError:
        return False


def as_seen(text: str) -> str:
    """Spell a file's text as it is printed: unchanged, but on a terminal what would act is spelt out, as in JSON."""
    return _ACTIVE.sub(lambda found: spelt(found[0]), text) if sys.stdout.isatty() else text


class InertStream(io.BufferedIOBase):
    """Standard output for a writer of bytes that are text in UTF-8: on a terminal nothing in them acts."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        """Say that it is there to be written to."""
        return True

    def write(self, data: Any) -> int:
        """Write what is whole of the characters so far."""
        self._out.write(as_seen(self._decoder.decode(bytes(data))).encode())
        return len(data)

    def flush(self) -> None:
        """Hand on what was written."""
        self._out.flush()


def shown(out: IO[bytes]) -> IO[bytes]:
    """Make standard output's bytes inert where it is a terminal; a pipe and a file get every byte."""
    return InertStream(out) if sys.stdout.isatty() else out  # type: ignore[return-value]  # writers write and flush
