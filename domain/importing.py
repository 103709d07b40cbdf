"""Importing: whatever a format's reader yields, as one atomic batch."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bilat.domain.admission import Draft, Outcome, record
from bilat.domain.summaries import summary
from bilat.events.errors import Problem
from bilat.events.formats.reading import Reading, Skipped, Told
from bilat.events.log.log import Log

SEAL = "a seal belongs to the ledger it was made in; --preserve keeps it"


def import_batch(
    log: Log,
    readings: Iterable[Reading],
    *,
    recorder: str,
    now: Callable[[], datetime],
    dry_run: bool = False,
    preserve: bool = False,
) -> Outcome:
    """Record everything that was read, or nothing. Raises Refused with every problem of reading and rules.

    The outcome has a `Summary`: what was left out and why, money in the file beside money on record. Seals
    speak about the ledger they were made in: they are left out, unless `preserve` restores it.
    """
    with _no_collection():
        return _imported(log, readings, recorder=recorder, now=now, dry_run=dry_run, preserve=preserve)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let nobody look for rings of garbage meanwhile: a batch makes none, and each search would visit all of it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _imported(
    log: Log,
    readings: Iterable[Reading],
    *,
    recorder: str,
    now: Callable[[], datetime],
    dry_run: bool,
    preserve: bool,
) -> Outcome:
    drafts: list[Draft] = []
    found: list[Problem] = []
    skipped: list[Skipped] = []
    told: list[Told] = []
    for reading in readings:
        match reading:
            case Problem():
                found.append(reading)
            case Skipped():
                skipped.append(reading)
            case Told():
                told.append(reading)
            case event, where if preserve or event.kind != "ledger-sealed":
                drafts.append(Draft(event, where))
            case _, where:
                skipped.append(Skipped(where, SEAL))
    outcome = record(log, drafts, recorder=recorder, now=now, found=found, dry_run=dry_run, preserve=preserve)
    new = [each.event for each in outcome.admitted]
    return outcome._replace(summary=summary(log, [event for event, _ in drafts], new, skipped, told))
