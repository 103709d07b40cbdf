"""What every reader has in common: after a thousand problems it stops, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import BinaryIO

from bilat.events.errors import PROBLEMS_SHOWN, Problem
from bilat.events.formats.reading import Context, Reader, Reading


def bounded(read: Reader) -> Reader:
    """Make a reader that reads no further once it has found `PROBLEMS_SHOWN` problems.

    A file whose every line is wrong is wrong in one way: the first thousand say in which. The last problem says
    that the reading stopped, so that nobody takes the rest for sound.
    """

    @wraps(read)
    def stopping(file: BinaryIO, context: Context) -> Iterator[Reading]:
        count = 0
        for reading in read(file, context):
            yield reading
            count += isinstance(reading, Problem)
            if count == PROBLEMS_SHOWN:
                yield Problem(
                    reading.where if isinstance(reading, Problem) else "",
                    "stopped",
                    f"the reading stopped here, after {count:,} problems: what follows was not looked at",
                    "mend these first",
                )
                return

    return stopping
