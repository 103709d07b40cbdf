"""Judging: the events of a batch against the rules, one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from bilat.domain.addresses import address_problems
from bilat.domain.batch import Batch
from bilat.domain.correction_rules import entry_problems, normalize_correction
from bilat.domain.doubles import DoubleFinder
from bilat.domain.draft_buffer import DraftRecord
from bilat.domain.fiscal_years import expand_fiscal_years
from bilat.domain.import_summary import ImportCounter
from bilat.domain.quotes import quote_problems
from bilat.domain.rules import OPENERS, problems, seal
from bilat.domain.stream_index import StreamIndex, digest
from bilat.domain.stream_state import PARENT_FIELDS, StreamState
from bilat.domain.texts import text_problems
from bilat.domain.units import NewUnits, unit_problems
from bilat.domain.unlikely import of_itself
from bilat.events.base import Event
from bilat.events.corrections import CorrectionEntry, EntryCorrected
from bilat.events.errors import PROBLEMS_SHOWN, Problem
from bilat.events.likeness.amounts import Worth
from bilat.events.likeness.facts import COMPARED
from bilat.events.log.codec import as_written, canonical, unreadable
from bilat.events.seals import LedgerSealed

PROBLEMS_BATCH = 100
"""Drafts whose streams are looked up at once: few enough that they stay in the processor's cache."""
FOLLOWING = ("opening", "target", "version")
"""The rules that an event breaks where the opening of its stream could not be read."""


class BatchValidator:
    """The judging of one batch. `recorder` is who records it, None where the drafts keep what they tell.

    `latest` is the last moment that a draft may tell it was recorded at; empty where they tell none.
    `already` counts what is recorded already, in the log or earlier in the batch: it is passed over, before the
    rules. `last_at` is the last time of recording that a draft told. `doubles` finds those of the batch that look like
    others; `worth` compares their currencies. `unlikely` says what is so of single events, seen from `today`;
    `units` are the goods.
    """

    def __init__(
        self,
        index: StreamIndex,
        batch: Batch,
        recorder: str | None,
        latest: str = "",
        *,
        worth: Worth | None = None,
        today: date | None = None,
    ) -> None:
        self.already = 0
        self.last_at = ""
        self.following = 0
        self.counter = ImportCounter()
        self.doubles = DoubleFinder(index, worth)
        self.unlikely: list[str] = []
        self.units = NewUnits()
        self._today = today
        self._index, self._batch, self._recorder, self._latest = index, batch, recorder, latest
        self._number = 0
        self._refused: list[tuple[int, Problem]] = []
        self._unstamped: list[Problem] = []
        self._awaited: dict[str, list[tuple[int, Problem]]] = defaultdict(list)
        self._climbing: list[tuple[str, str]] = []

    def judge_all(self, drafts: Iterable[DraftRecord]) -> None:
        """Judge every draft, in order."""
        coming = iter(drafts)
        while some := list(islice(coming, PROBLEMS_BATCH)):
            self._index.load(event.stream for event, *_ in some)
            for each in some:
                self._judge(each)

    def problems(self, found: Sequence[Problem]) -> list[Problem]:
        """Return every problem of the batch, those `found` in reading it first; the others in order, circles last.

        What fails only because an event could not be read, which would have opened a stream, is counted (`following`).
        """
        waiting = [each for some in self._awaited.values() for each in some]
        unread = {each.stream for each in found if each.stream}
        own = [each for each in waiting if each[1].awaited not in unread]
        unknown = self._index.unknown(problem for _, problem in own)
        refused = [*self._refused, *((number, each) for (number, _), each in zip(own, unknown, strict=True))]
        listed = [each for each in refused if not (each[1].stream in unread and each[1].rule in FOLLOWING)]
        numbers = {number for number, _ in listed}
        self.following = len({number for number, _ in (*refused, *waiting) if number not in numbers})
        listed.sort(key=lambda each: each[0])
        whole = [*found, *(problem for _, problem in listed), *_circles(self._index, self._climbing)]
        return whole or self._unstamped

    def _judge(self, draft: DraftRecord) -> None:
        event, where, record, content = draft
        where = where or event.stream
        stream = self._index.stream(event.stream)
        self._number += 1
        opens = event.kind in OPENERS[stream.type]
        if opens and self._awaited:
            self._awaited.pop(stream.name, None)
        # what is rare is looked for in the bytes: a fiscal year here, quotes below
        settled = expand_fiscal_years(event, stream, self._index, where) if b'"FY' in content else event
        if isinstance(settled, Problem):
            if opens:
                self._index.promise(stream.name)
            self._refused.append((self._number, settled))
            return
        entry = event.kind.startswith("entry-")  # sooner told than by isinstance
        if entry and isinstance(settled, EntryCorrected):
            settled = normalize_correction(settled, stream)
        if settled is not event:
            record = settled.content_fields()
            content = canonical(record)
        key = digest(content)
        if self._index.has_content(key):
            self.already += 1
            self.counter.already(settled, stream)
            return
        refused = False
        for problem in self._problems(settled, stream, where, content):
            if problem.awaited:
                self._awaited[problem.awaited].append((self._number, problem))
            else:
                refused = True
                self._refused.append((self._number, problem._replace(stream=event.stream)))
        if not refused:
            self.counter.new(settled, stream)
            if self._today and len(self.unlikely) < PROBLEMS_SHOWN:
                self.unlikely += [f"{where}: {each}" for each in of_itself(settled, self._today)]
            if self._recorder is not None:
                self.units.note(content, where)
            if not stream.kinds and stream.type in COMPARED and self._recorder is not None:
                self.doubles.note(record)  # what is restored is taken as it was recorded
            parent = PARENT_FIELDS.get(stream.type)
            if parent and (parent[0] in record or (entry and parent[0] in record.get("fields", ()))):
                self._climbing.append((stream.name, where))
        if not refused or not entry:  # a refused one too: what follows it is judged on its own
            self._put_aside(settled, stream, record, where)
            self._index.apply(stream, settled, key)

    def _problems(self, event: Event, stream: StreamState, where: str, content: bytes) -> Iterator[Problem]:
        version = event.attributes()["version"]
        if version is not None and version != stream.version + 1:
            yield _other_version(event, stream.version + 1, where)
        if event.kind.startswith("entry-"):
            assert isinstance(event, CorrectionEntry)
            yield from entry_problems(stream, event, self._index, where)
        elif self._recorder is None and isinstance(event, LedgerSealed):
            yield from seal(event, islice(self._batch.lines(), event.size), where)
        else:
            yield from problems(stream, event, self._index, where)
        if b'"quote":' in content:
            yield from quote_problems(event, self._index, where)
        if self._recorder is not None:  # what is restored is taken as it was recorded
            yield from text_problems(content, where)
            yield from unit_problems(content, where)
            if b'"url":' in content:
                yield from address_problems(event, where)
        if why := unreadable(event, content):
            cause = f"what would be recorded could not be read again: {why}"
            yield Problem(where, "unreadable", cause, "leave out what tells nothing")

    def _put_aside(self, event: Event, stream: StreamState, record: dict[str, object], where: str) -> None:
        record = as_written(event, record)
        record["version"] = stream.version + 1
        if self._recorder is not None:
            record["recorded_at"], record["recorder"] = self._batch.blank, self._recorder
        else:
            record["recorded_at"], record["recorder"] = event.recorded_at, event.recorder
            self._unstamped += _unstamped(event, self.last_at, self._latest, where)
            self.last_at = event.recorded_at or self.last_at
        stream.last = self._batch.add(record, stream.last)


def _other_version(event: Event, version: int, where: str) -> Problem:
    return Problem(
        where,
        "version",
        f"version {event.version} is given, {event.stream} is to get version {version}",
        "leave `version` out, or look at what was recorded in the meantime",
    )


def _unstamped(event: Event, earlier: str, latest: str, where: str) -> Iterator[Problem]:
    if not event.recorded_at or not event.recorder:
        yield Problem(where, "preserve", "no `recorded_at` or `recorder` to preserve", "import it without --preserve")
    elif event.recorded_at < earlier:
        yield Problem(where, "preserve", "recorded before its predecessor", "keep the lines in their order")
    elif latest and event.recorded_at > latest:
        message = f"recorded at {event.recorded_at}, which is still to come: nothing later could have its own time"
        yield Problem(where, "preserve", message, "is this machine's clock right? else import it without --preserve")


def _circles(index: StreamIndex, climbing: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield where the way up from one of these streams comes back to it or runs into a ring."""
    ending: set[str] = set()
    for name, where in climbing:
        path = {name: None}
        parent = index.stream(name).parent_stream
        while parent and parent not in path and parent not in ending:
            path[parent] = None
            parent = index.stream(parent).parent_stream
        if parent in path:
            rule, way = PARENT_FIELDS[name.partition("/")[0]][0], " -> ".join([*path, parent])
            yield Problem(where, rule.replace("_", "-"), f"a circle: {way}", f"cut one `{rule}`")
        else:
            ending.update(path)
