"""Admission: a batch of events against the rules, then onto the log; all of it or nothing.

The events of a batch are judged one after another as they come. What is kept in memory is what the rules need of the
streams they belong to or name (`Index`), every problem, and references to what the batch has not opened yet; the
events themselves are put aside on disk (`Drafts`, `Batch`), and reach the store a page at a time, in one transaction.
The store is locked only while they do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from time import sleep

from orjson import loads

from bilat.domain.batch import Batch, Recording, Stamped
from bilat.domain.drafts import Draft, Drafts, Read
from bilat.domain.entries import entry_problems, spelled_out
from bilat.domain.fiscal import written_out
from bilat.domain.index import AWAITED, Index, digest
from bilat.domain.quotes import quote_problems
from bilat.domain.rules import OPENERS, problems, seal
from bilat.domain.streams import ABOVE, Stream
from bilat.domain.summaries import Summary, Tally
from bilat.events.base import Event
from bilat.events.corrections import Entry, EntryCorrected
from bilat.events.errors import BadInput, Conflict, Problem, Refused
from bilat.events.log.codec import canonical, decode
from bilat.events.log.head import Head, Overtaken
from bilat.events.log.log import Log, stamp_of
from bilat.events.seals import LedgerSealed

__all__ = ["Draft", "Outcome", "record"]

ATTEMPTS = 20
PAUSE = 0.005
"""Seconds, times the attempt, before a batch that another writer overtook is judged again."""
SOME = 100
"""Drafts whose streams are looked up at once: few enough that they stay in the processor's cache."""


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: how many events were new, the position of the first, how many were known before."""

    count: int
    first_position: int
    already: int
    summary: Summary
    _stamped: Stamped

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
) -> Outcome:
    """Admit a batch and record it atomically.

    `found` are problems met while reading the batch; they refuse it together with those of the rules, and may come
    while the drafts do. With `preserve` the drafts keep their own `recorded_at`, `recorder` and seals: for restoring
    an export into an empty ledger. `recording` is told how many events are on their way into the store. Raises
    Refused with every problem of the batch; Conflict, StoreError.
    """
    kept = Drafts(drafts)
    for attempt in range(ATTEMPTS):
        sleep(PAUSE * attempt)
        head = log.head
        if preserve and head.size:
            raise BadInput(f"{log.place} holds {head.size} events already", "restore into an empty ledger")
        batch = Batch()
        index = Index(log, batch, kept.party, empty=not head.size)
        admission = Admission(index, batch, None if preserve else recorder)
        admission.judge_all(kept)
        if refused := admission.problems(found):
            raise Refused(refused)
        at = admission.last_at if preserve else max(stamp_of(now()), head.recorded_at)
        turn = _Turn(log, index, batch, head, at, recording)
        if not dry_run and batch.count:
            try:
                log.record(turn.stamped, at, after=head.size, again=None if preserve else turn.again)
            except Overtaken:
                continue
        summary = admission.tally.summary()
        return Outcome(batch.count, turn.head.size + 1, admission.already, summary, turn.stamped)
    raise _outrun(log, index, head)


def _outrun(log: Log, index: Index, head: Head) -> Conflict:
    """The conflict of a batch that was overtaken time and again: the first stream it rests on that has grown."""
    now = log.head
    grown: dict[str, tuple[int, int]] = {}
    for line in log.lines(head.size + 1, now.size):
        told = loads(line)
        stream, version = told["stream"], told["version"]
        if index.looked_at([stream]):
            grown[stream] = grown.get(stream, (version - 1, 0))[0], version
    if not grown:
        return Overtaken(head.size, now.size)
    stream = next(iter(grown))
    return Conflict(stream, *grown[stream])


class _Turn:
    """A batch on its way into the log, stamped, and the `head` that it follows."""

    def __init__(self, log: Log, index: Index, batch: Batch, head: Head, at: str, recording: Recording) -> None:
        self.log, self.index, self.head = log, index, head
        self.stamped = Stamped(batch, at, recording)

    def again(self, head: Head) -> tuple[Stamped, str] | None:
        """The same after other events, where none of them is of a stream that the rules have looked at."""
        later = self.log.lines(self.head.size + 1, head.size)
        if self.index.looked_at(loads(line)["stream"] for line in later):
            return None
        self.head = head
        self.stamped.recorded_at = max(self.stamped.recorded_at, head.recorded_at)
        return self.stamped, self.stamped.recorded_at


class Admission:
    """The judging of one batch. `recorder` is who records it, None where the drafts keep what they tell.

    `already` counts what is recorded already, in the log or earlier in the batch: it is passed over, before the
    rules. `last_at` is the last time of recording that a draft told.
    """

    def __init__(self, index: Index, batch: Batch, recorder: str | None) -> None:
        self.already = 0
        self.last_at = ""
        self.tally = Tally()
        self._index, self._batch, self._recorder = index, batch, recorder
        self._number = 0
        self._refused: list[tuple[int, Problem]] = []
        self._unstamped: list[Problem] = []
        self._awaited: dict[str, list[tuple[int, Problem]]] = defaultdict(list)
        self._climbing: list[tuple[str, str]] = []

    def judge_all(self, drafts: Iterable[Read]) -> None:
        """Judge every draft, in order."""
        coming = iter(drafts)
        while some := list(islice(coming, SOME)):
            self._index.load(event.stream for event, *_ in some)
            for each in some:
                self._judge(each)

    def problems(self, found: Sequence[Problem]) -> list[Problem]:
        """Every problem of the batch, those `found` in reading it first; the others in order, circles last."""
        waiting = [each for some in self._awaited.values() for each in some]
        unknown = self._index.unknown(problem for _, problem in waiting)
        refused = [*self._refused, *((number, each) for (number, _), each in zip(waiting, unknown, strict=True))]
        refused.sort(key=lambda each: each[0])
        whole = [*found, *(problem for _, problem in refused), *_circles(self._index, self._climbing)]
        return whole or self._unstamped

    def _judge(self, draft: Read) -> None:
        event, where, told, content = draft
        place = where or event.stream
        stream = self._index.stream(event.stream)
        self._number += 1
        opens = event.kind in OPENERS[stream.type]
        if opens and self._awaited:
            self._awaited.pop(stream.name, None)
        # what is rare is looked for in the bytes: a fiscal year here, quotes below
        settled = written_out(event, stream, self._index, place) if b'"FY' in content else event
        if isinstance(settled, Problem):
            if opens:
                self._index.promise(stream.name)
            self._refused.append((self._number, settled))
            return
        entry = event.kind.startswith("entry-")  # sooner told than by isinstance
        if entry and isinstance(settled, EntryCorrected):
            settled = spelled_out(settled, stream)
        if settled is not event:
            told = settled.told()
            content = canonical(told)
        key = digest(content)
        if self._index.tells(key):
            self.already += 1
            self.tally.already(settled, stream)
            return
        refused = False
        for problem in self._problems(settled, stream, place, quotes=b'"quote":' in content):
            if problem.rule == AWAITED:
                self._awaited[problem.remedy].append((self._number, problem))
            else:
                refused = True
                self._refused.append((self._number, problem))
        if not refused:
            self.tally.new(settled, stream)
            above = ABOVE.get(stream.type)
            if above and (above[0] in told or (entry and above[0] in told.get("fields", ()))):
                self._climbing.append((stream.name, place))
        if not refused or not entry:  # a refused one too: what follows it is judged on its own
            self._put_aside(settled, stream, told, place)
            self._index.take(stream, settled, key)

    def _problems(self, event: Event, stream: Stream, place: str, *, quotes: bool) -> Iterator[Problem]:
        version = event.__dict__["version"]
        if version is not None and version != stream.version + 1:
            yield _other_version(event, stream.version + 1, place)
        if event.kind.startswith("entry-"):
            assert isinstance(event, Entry)
            yield from entry_problems(stream, event, self._index, place)
        elif self._recorder is None and isinstance(event, LedgerSealed):
            yield from seal(event, islice(self._batch.lines(), event.size), place)
        else:
            yield from problems(stream, event, self._index, place)
        if quotes:
            yield from quote_problems(event, self._index, place)

    def _put_aside(self, event: Event, stream: Stream, told: dict[str, object], place: str) -> None:
        told["version"] = stream.version + 1
        if self._recorder is not None:
            told["recorded_at"], told["recorder"] = self._batch.blank, self._recorder
        else:
            told["recorded_at"], told["recorder"] = event.recorded_at, event.recorder
            self._unstamped += _unstamped(event, self.last_at, place)
            self.last_at = event.recorded_at or self.last_at
        stream.last = self._batch.add(told, stream.last)


def _other_version(event: Event, version: int, where: str) -> Problem:
    return Problem(
        where, "version", f"version {event.version} is given, {event.stream} is to get version {version}",
        "leave `version` out, or look at what was recorded in the meantime",
    )  # fmt: skip


def _unstamped(event: Event, earlier: str, where: str) -> Iterator[Problem]:
    if not event.recorded_at or not event.recorder:
        yield Problem(where, "preserve", "no `recorded_at` or `recorder` to preserve", "import it without --preserve")
    elif event.recorded_at < earlier:
        yield Problem(where, "preserve", "recorded before its predecessor", "keep the lines in their order")


def _circles(index: Index, climbing: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Where the way up from one of these streams comes back to it or runs into a ring."""
    ending: set[str] = set()
    for name, where in climbing:
        path = {name: None}
        above = index.stream(name).above
        while above and above not in path and above not in ending:
            path[above] = None
            above = index.stream(above).above
        if above in path:
            rule, way = ABOVE[name.partition("/")[0]][0], " -> ".join([*path, above])
            yield Problem(where, rule.replace("_", "-"), f"a circle: {way}", f"cut one `{rule}`")
        else:
            ending.update(path)
