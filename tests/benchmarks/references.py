"""What rows are measured against, where that is Python: `python -m tests.benchmarks.references NAME ARGS`.

Each prints the seconds that its work took, start-up and imports aside.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bilat.events.base import Event
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.registry import event_class

PAGE = 1_000


def imported(source: str, ledger: str) -> Callable[[], object]:
    """Import JSON Lines as the command does: read, admit, record, with what is said of doubles and of single events."""
    from bilat.cli.recording import worth
    from bilat.domain.importing import import_batch
    from bilat.events.formats.jsonl import read

    log = create_log(ledger)

    def work() -> None:
        with Path(source).open("rb") as file:
            import_batch(log, read(file), recorder="benchmark", now=_now, worth=worth, today=_now().date())

    return work


def _now() -> datetime:
    return datetime.now(UTC)


def saved(source: str, ledger: str) -> Callable[[], object]:
    """Validate each line and save in batches of 1,000 with our mapper, without rules."""
    log = create_log(ledger)
    stamp = {"recorded_at": "2025-01-01T00:00:00.000000Z", "recorder": "benchmark"}

    def work() -> None:
        versions: dict[str, int] = defaultdict(int)
        batch: list[Event] = []
        with Path(source).open("rb") as file:
            for line in file:
                kind = line.partition(b'"kind":"')[2].partition(b'"')[0].decode()
                event = event_class(kind).model_validate_json(line)
                versions[event.stream] += 1
                batch.append(event.model_copy(update={"version": versions[event.stream], **stamp}))
                if len(batch) == PAGE:
                    _save(log, batch)
                    batch = []
        _save(log, batch)

    return work


def _save(log: Log, batch: list[Event]) -> None:
    if batch:
        events: Any = batch
        record = {"after": log.head.size, "recorded_at": batch[-1].recorded_at, "rebase": None}
        log._application.events.put(events, **record)


def folded(ledger: str) -> Callable[[], object]:
    """Read the log in pages, restore every event, and add up what was told, in Python."""
    log = open_log(ledger)

    def work() -> dict[tuple[str, str], Decimal]:
        recorder, mapper = log._application.recorder, log._application.mapper
        totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        start = 1
        while page := recorder.select_notifications(start, PAGE):
            for stored in page:
                event: Any = mapper.to_domain_event(stored)
                amount = getattr(event, "amount", None)
                if amount is not None:
                    totals[event.kind, amount.unit] += amount.value
            start = page[-1].id + 1
        return totals

    return work


def rebuilt(ledger: str) -> Callable[[], object]:
    """Make the columns from the log."""
    from bilat.projections.columns import decode_lines

    log = open_log(ledger)

    def work() -> None:
        position = 1
        for joined in log.read_chunks():
            position += decode_lines(joined, position).height

    return work


def hashed(ledger: str) -> Callable[[], object]:
    """Read the lines and hash them, in Python."""
    log = open_log(ledger)

    def work() -> str:
        digest = hashlib.sha256()
        for line in log.lines():
            digest.update(line)
        return digest.hexdigest()

    return work


if __name__ == "__main__":
    work = {each.__name__: each for each in (imported, saved, folded, rebuilt, hashed)}[sys.argv[1]](*sys.argv[2:])
    begun = time.perf_counter()
    work()
    print(time.perf_counter() - begun)
