"""Admission: a batch of events against the rules, then onto the log; all of it or nothing.

The events of a batch are judged one after another as they come. What is kept in memory is what the rules need of the
streams they belong to or name (`Index`), every problem, and references to what the batch has not opened yet; the
events themselves are put aside on disk (`Drafts`, `Batch`), and reach the store a page at a time, in one transaction.
The store is locked only while they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import sleep

from orjson import loads

from bilat.domain.batch import Batch, Recording, StampedBatch
from bilat.domain.doubles import Double
from bilat.domain.draft_buffer import Draft, DraftBuffer
from bilat.domain.import_summary import Summary
from bilat.domain.stream_index import StreamIndex
from bilat.domain.validation import BatchValidator
from bilat.events.base import Event
from bilat.events.errors import BadInput, Conflict, Problem, Refused
from bilat.events.likeness.amounts import Worth
from bilat.events.log.codec import decode
from bilat.events.log.head import AHEAD, Head, LogAdvanced, stamp_of
from bilat.events.log.log import Log
from bilat.events.printed.names import LedgerNames
from bilat.events.values.recorders import check_recorder

__all__ = ["Draft", "Outcome", "record"]

ATTEMPTS = 20
PAUSE = 0.005
"""Seconds, times the attempt, before a batch that another writer overtook is judged again."""


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: how many events were new, the position of the first, how many were known before."""

    count: int
    first_position: int
    already: int
    summary: Summary
    _stamped: StampedBatch
    doubles: Sequence[Double] = ()
    """What of the new events may tell again what others have told."""
    unlikely: Sequence[str] = ()
    """What is unlikely of single new events, each with its place in the batch."""
    units: Sequence[str] = ()
    """What units of goods the ledger did not know before, each with its place and near ones."""

    @property
    def recorded(self) -> list[Event]:
        """The new events as recorded (in a dry run, as they would be), read again."""
        return [decode(each.state) for each in self._stamped]


def record(
    log: Log,
    drafts: Iterable[tuple[Event, str]],
    *,
    recorder: str,
    now: Callable[[], datetime],
    found: Sequence[Problem] = (),
    dry_run: bool = False,
    preserve: bool = False,
    recording: Recording = lambda count: None,
    worth: Worth | None = None,
    today: date | None = None,
) -> Outcome:
    """Admit a batch and record it atomically.

    `found` are problems met while reading the batch; they refuse it together with those of the rules, and may come
    while the drafts do. With `preserve` the drafts keep their own `recorded_at`, `recorder` and seals: for restoring
    an export into an empty ledger. `recording` is told how many events are on their way into the store. `worth`
    compares the currencies of what may be recorded twice, `today` tells what is still to come. Raises Refused with
    every problem of the batch; BadInput where `recorder` is no name; Conflict, StoreError.
    """
    if not preserve:
        check_recorder(recorder)
    kept = DraftBuffer(drafts)
    for attempt in range(ATTEMPTS):
        sleep(PAUSE * attempt)
        head = log.head
        if preserve and head.size:
            raise BadInput(f"{log.location} holds {head.size} events already", "restore into an empty ledger")
        batch = Batch()
        index = StreamIndex(log, batch, kept.party, empty=not head.size)
        latest = stamp_of(now() + AHEAD) if preserve else ""
        admission = BatchValidator(index, batch, None if preserve else recorder, latest, worth=worth, today=today)
        admission.judge_all(kept)
        if refused := admission.problems(found):
            raise Refused(refused, admission.following)
        at = admission.last_at if preserve else max(stamp_of(now()), head.recorded_at)
        doubles = admission.doubles.found()
        units = admission.units.notes(LedgerNames(log).units)
        turn = _Turn(log, index, batch, head=head, at=at, recording=recording)
        if not dry_run and batch.count:
            try:
                log.record(turn.stamped, at, after=head.size, rebase=None if preserve else turn.rebase)
            except LogAdvanced:
                continue
        summary = admission.counter.summary()
        return Outcome(
            batch.count,
            turn.head.size + 1,
            admission.already,
            summary,
            turn.stamped,
            doubles,
            admission.unlikely,
            units,
        )
    raise _outrun(log, index, head)


def _outrun(log: Log, index: StreamIndex, head: Head) -> Conflict:
    """Return the conflict of a batch that was overtaken time and again: the first stream it rests on that has grown."""
    now = log.head
    grown: dict[str, tuple[int, int]] = {}
    for line in log.lines(head.size + 1, now.size):
        value = loads(line)
        stream, version = value["stream"], value["version"]
        if index.looked_at([stream]):
            grown[stream] = grown.get(stream, (version - 1, 0))[0], version
    if not grown:
        return LogAdvanced(head.size, now.size)
    stream = next(iter(grown))
    return Conflict(stream, *grown[stream])


class _Turn:
    """A batch on its way into the log, stamped, and the `head` that it follows."""

    def __init__(
        self, log: Log, index: StreamIndex, batch: Batch, *, head: Head, at: str, recording: Recording
    ) -> None:
        self.log, self.index, self.head = log, index, head
        self.stamped = StampedBatch(batch, at, recording)

    def rebase(self, head: Head) -> tuple[StampedBatch, str] | None:
        """Return the same after other events, where none of them is of a stream that the rules have looked at."""
        later = self.log.lines(self.head.size + 1, head.size)
        if self.index.looked_at(loads(line)["stream"] for line in later):
            return None
        self.head = head
        self.stamped.recorded_at = max(self.stamped.recorded_at, head.recorded_at)
        return self.stamped, self.stamped.recorded_at
