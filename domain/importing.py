"""Importing: whatever a format's reader yields, as one atomic batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bilat.domain.admission import Draft, Outcome, record
from bilat.events.errors import Problem
from bilat.events.formats.reading import Reading, Skipped, Told
from bilat.events.log.log import Log


def import_batch(
    log: Log,
    readings: Iterable[Reading],
    *,
    recorder: str,
    now: Callable[[], datetime],
    dry_run: bool = False,
    preserve: bool = False,
) -> Outcome:
    """Record everything that was read, or nothing. Raises Refused with every problem, of reading and of the rules.

    Seals speak about the ledger they were made in: they are left out, unless `preserve` restores that very ledger.
    """
    drafts: list[Draft] = []
    found: list[Problem] = []
    for reading in readings:
        if isinstance(reading, Problem):
            found.append(reading)
        elif isinstance(reading, Skipped | Told):
            continue
        elif preserve or reading[0].kind != "ledger-sealed":
            drafts.append(Draft(*reading))
    return record(log, drafts, recorder=recorder, now=now, found=found, dry_run=dry_run, preserve=preserve)
