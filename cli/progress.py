"""A progress bar for long files: on standard error, on a terminal, once a second has passed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

PATIENCE = 1.0  # seconds before the bar appears
SMALL = 200_000  # bytes that are read and recorded well within that time

Advance = Callable[[int | None], None]
"""Says how many bytes have been read; none once everything has, and what is left has no known length."""


@contextmanager
def progress(size: int | None) -> Iterator[Advance]:
    """Show how far the work on a file of `size` bytes has come."""
    if size is None or size < SMALL or not sys.stderr.isatty():
        yield lambda read: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("reading", total=size)

    def advance(read: int | None) -> None:
        if read is None:
            bar.update(task, description="checking and recording", total=None)
        else:
            bar.update(task, completed=read)

    timer = Timer(PATIENCE, bar.start)
    timer.start()
    try:
        yield advance
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
