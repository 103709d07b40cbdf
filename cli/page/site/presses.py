"""Making the pages of a site, by this process or by several."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from bilat.cli.page.html import Sign
from bilat.cli.page.site.relation import Press
from bilat.cli.page.site.summary import Summary, summary
from bilat.events.errors import StoreError
from bilat.events.log import kept_tiles
from bilat.events.log.log import Log, open_log
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.projections.page.closure import Record
from bilat.projections.page.make import Sealed
from bilat.projections.page.relations import Pair
from bilat.projections.reports.query import open_query
from bilat.projections.view.boundary import Boundary

AHEAD = 2
"""Pages for each process that are on their way at a time: nobody waits, and few are held in memory."""


class Asked(NamedTuple):
    """What a site is asked: in which money, signed by whom, at which address, with what kept where; of the ledger at
    which location, made by how many processes.
    """

    currency: str | None
    rates: str | None
    key: PrivateKey | None
    base: str
    kept: Path
    location: str = ""
    jobs: int = 1

    @property
    def unit(self) -> str:
        """The currency of the matrix."""
        return self.currency or "USD"


class Printed(NamedTuple):
    """A page as it is to be written, and what the site keeps of it."""

    html: bytes
    summary: Summary


Streams = Mapping[Pair, Collection[str]]
"""The relations of a site, each with its streams."""


def printed(record: Record, log: Log, asked: Asked, seal: Sealed, streams: Streams) -> Iterator[Printed]:
    """Yield the pages of a site in order: the same, whoever makes them.

    With several processes each opens the ledger for itself. Raises StoreError where one is ended from outside.
    """
    jobs = min(asked.jobs, len(streams))
    if jobs > 1:
        yield from _by_many(jobs, asked, seal, streams)
        return
    press = _press(record, log, asked, seal)
    for pair, own in streams.items():
        yield _page(press, pair, own, asked.unit)


def _press(record: Record, log: Log, asked: Asked, seal: Sealed) -> Press:
    return Press(record, kept_tiles.tree(log), seal, asked.currency, asked.rates, signer(asked.key), asked.kept)


def signer(key: PrivateKey | None) -> Sign | None:
    """Return what signs a text with a key."""
    return (lambda text: Note(text).signed(key)) if key else None


def _page(press: Press, pair: Pair, streams: Collection[str], unit: str) -> Printed:
    page = press.page(pair, streams)
    return Printed(page.html.encode(), summary(page, unit))


def _by_many(jobs: int, asked: Asked, seal: Sealed, streams: Streams) -> Iterator[Printed]:
    before = {*multiprocessing.active_children()}
    secret = asked.key.secret_text() if asked.key else None
    # a process that was forked would stand still in the threads of Polars, which it does not have
    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, spawning, _begin, (asked._replace(key=None), secret, seal))
    waiting: deque[Future[Printed]] = deque()
    try:
        for pair, own in streams.items():
            with _uninterrupted():
                waiting.append(pool.submit(_work, pair, own))
            if len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException as error:  # an interrupt too: what the others are at is of no use any more
        for child in {*multiprocessing.active_children()} - before:
            child.terminate()
        if isinstance(error, BrokenProcessPool):
            cause = "a process that made pages was ended from outside: the site is not made"
            raise StoreError(cause, "where memory ran out take fewer --jobs") from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is begun here never sees it, and this one a moment later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Task(NamedTuple):
    """What a process is to do, and where it has opened the ledger, its press."""

    asked: Asked
    secret: str | None
    seal: Sealed
    press: list[Press]
    opened: ExitStack


_TASK: list[_Task] = []
"""The one task of this process."""


def _begin(asked: Asked, secret: str | None, seal: Sealed) -> None:
    _TASK[:] = [_Task(asked, secret, seal, [], ExitStack())]


def _work(pair: Pair, streams: Collection[str]) -> Printed:
    (task,) = _TASK
    if not task.press:
        asked = task.asked._replace(key=PrivateKey.parse(task.secret) if task.secret else None)
        log = task.opened.enter_context(open_log(asked.location))
        boundary = Boundary(currency=asked.currency, rates=asked.rates)
        record = Record(log, open_query(log, None, boundary).frame, task.seal.point.size)
        task.press.append(_press(record, log, asked, task.seal))
    return _page(task.press[0], pair, streams, task.asked.unit)
