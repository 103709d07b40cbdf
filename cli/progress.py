"""A progress bar for long files: on standard error, on a terminal, once a second has passed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bilat.events.log.verify.audit import Advance

PATIENCE = 1.0  # seconds before the bar appears
SMALL = 200_000  # bytes that are read and recorded well within that time


class Progress(Protocol):
    """Is told how far an import has come."""

    def read(self, events: int, done: int | None) -> None:
        """So many events were read and checked, from so many bytes, where that is known."""

    def recording(self, done: int) -> None:
        """So many of them have gone into the store."""


class Unseen:
    """Progress that nobody watches."""

    def read(self, events: int, done: int | None) -> None:
        """Show nothing."""

    def recording(self, done: int) -> None:
        """Show nothing."""


@contextmanager
def importing(size: int | None) -> Iterator[Progress]:
    """Show how far the import of a file of `size` bytes has come, at what rate, and how long the rest will take.

    Of a file without a known size, such as a pipe, the count and the rate are shown.
    """
    if (size is not None and size < SMALL) or not sys.stderr.isatty():
        yield Unseen()
        return
    from bilat.cli.render.progress import Bar

    bar = Bar(size)
    with _after_a_while(bar):
        yield bar


@contextmanager
def progress(size: int | None) -> Iterator["Advance"]:
    """Show how far the check of a file of `size` bytes has come."""
    if size is None or size < SMALL or not sys.stderr.isatty():
        yield lambda read: None
        return
    from rich.console import Console
    from rich.progress import Progress as Checking

    bar = Checking(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("reading", total=size)

    def advance(read: int | None) -> None:
        if read is None:
            bar.update(task, description="checking", total=None)
        else:
            bar.update(task, completed=read)

    with _after_a_while(bar):
        yield advance


class _Shown(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


@contextmanager
def _after_a_while(bar: _Shown) -> Iterator[None]:
    timer = Timer(PATIENCE, bar.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
