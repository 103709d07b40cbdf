"""Importing: whatever a format's reader yields, as one atomic batch."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bilat.domain.admission import Outcome, record
from bilat.domain.batch import Recording
from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats.reading import LooseCell, Reading, ReportedSum, Skipped
from bilat.events.likeness.amounts import Worth
from bilat.events.log.log import Log

LOOSE_KEPT = 8
"""Cells of which is said how they were read; the others are counted."""
SEAL = "a seal belongs to the ledger it was made in; --preserve keeps it"


def import_batch(
    log: Log,
    readings: Iterable[Reading],
    *,
    recorder: str,
    now: Callable[[], datetime],
    dry_run: bool = False,
    preserve: bool = False,
    recording: Recording = lambda count: None,
    worth: Worth | None = None,
    today: date | None = None,
) -> Outcome:
    """Record everything that was read, or nothing. Raises Refused with every problem of reading and rules.

    The readings are judged as they come, and none is kept: `domain.admission` says what is. The summary tells what
    was left out and why, and money in the file beside money on record. Seals speak about the ledger they were made
    in: they are left out, unless `preserve` restores it. `recording` is told how many events are on their way into
    the store, `worth` compares the currencies of what may be recorded twice, `today` tells what is
    still to come.
    """
    sorted_out = _Readings(readings, preserve)
    with _no_collection():
        outcome = record(
            log,
            sorted_out.drafts(),
            recorder=recorder,
            now=now,
            found=sorted_out.found,
            dry_run=dry_run,
            preserve=preserve,
            recording=recording,
            worth=worth,
            today=None if preserve else today,
        )
    summary = outcome.summary.beside(sorted_out.skipped, sorted_out.reported)
    summary = replace(summary, loose=sorted_out.loose, loose_cells=sorted_out.loose_cells)
    return replace(outcome, summary=summary)


class _Readings:
    """What a reader yields, sorted: drafts are handed on, all else is kept here."""

    def __init__(self, readings: Iterable[Reading], preserve: bool) -> None:
        self.found: list[Problem] = []
        self.skipped: list[Skipped] = []
        self.reported: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self.loose: list[LooseCell] = []
        self.loose_cells = 0
        self._readings, self._preserve = readings, preserve

    def drafts(self) -> Iterator[tuple[Event, str]]:
        """Go through the events, one after another."""
        for reading in self._readings:
            match reading:
                case Problem():
                    self.found.append(reading)
                case Skipped():
                    self.skipped.append(reading)
                case LooseCell():
                    self.loose_cells += 1
                    if len(self.loose) < LOOSE_KEPT:
                        self.loose.append(reading)
                case ReportedSum():
                    self.reported[reading.status, reading.unit] += reading.value
                case event, where if self._preserve or event.kind != "ledger-sealed":
                    yield event, where
                case _, where:
                    self.skipped.append(Skipped(where, SEAL))


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
