"""Admission: a batch of events against the rules, then onto the log; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from time import sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from orjson import loads

from bilat.domain.entries import entry_problems, spelled_out
from bilat.domain.fiscal import written_out
from bilat.domain.index import Index
from bilat.domain.quotes import quote_problems
from bilat.domain.rules import OPENERS, problems, seal
from bilat.events.base import Event
from bilat.events.corrections import Entry, EntryCorrected
from bilat.events.errors import BadInput, Problem, Refused
from bilat.events.log.application import Written
from bilat.events.log.codec import canonical
from bilat.events.log.head import Head, Overtaken
from bilat.events.log.log import Log, stamp_of
from bilat.events.seals import LedgerSealed

if TYPE_CHECKING:
    from bilat.domain.summaries import Summary

ATTEMPTS = 20
PAUSE = 0.005
"""Seconds, times the attempt, before a batch that another writer overtook is judged again."""
ABOVE = {"part_of": "", "parent": "party/", "origin": "source/"}
"""Fields that name what stands above, in no circle, and the type of stream where they leave it out."""


class Draft(NamedTuple):
    """An event to record and where it came from (`line 7`; empty for one typed at the prompt)."""

    event: Event
    where: str = ""


class Admitted(NamedTuple):
    """An event that may be recorded: with its version, where it came from, and its fields as they are written."""

    event: Event
    where: str
    told: dict[str, Any]


class Outcome(NamedTuple):
    """What became of a batch: what was new, the position of the first, and how many were known before.

    `summary` is there after an import.
    """

    admitted: Sequence[Admitted]
    added: dict[str, str]
    first_position: int
    already: int
    summary: Summary | None = None

    @property
    def recorded(self) -> list[Event]:
        """The new events as recorded (in a dry run, as they would be)."""
        return [each.event.model_copy(update=self.added) for each in self.admitted]


def record(
    log: Log,
    drafts: Iterable[Draft],
    *,
    recorder: str,
    now: Callable[[], datetime],
    found: Sequence[Problem] = (),
    dry_run: bool = False,
    preserve: bool = False,
) -> Outcome:
    """Admit a batch and record it atomically.

    `found` are problems met while reading the batch; they refuse it together with those of the rules. With
    `preserve` the drafts keep their own `recorded_at`, `recorder` and seals: for restoring an export into an empty
    ledger. Raises Refused with every problem of the batch; Conflict, StoreError.
    """
    batch = list(drafts)
    for attempt in range(ATTEMPTS):
        sleep(PAUSE * attempt)
        head = log.head
        if preserve and head.size:
            raise BadInput(f"{log.place} holds {head.size} events already", "restore into an empty ledger")
        index = _index(log, batch)
        admitted, refused = admit(index, batch, preserve)
        if found or refused:
            raise Refused([*found, *refused])
        if preserve and (refused := [*_unstamped(admitted)]):
            raise Refused(refused)
        at = max(stamp_of(now()), head.recorded_at)
        added = {} if preserve else {"recorded_at": at, "recorder": recorder}
        turn = _Turn(log, index, admitted, head, added)
        if not dry_run and admitted:
            try:
                log.record(*turn.written(), after=head.size, again=None if preserve else turn.again)
            except Overtaken:
                continue
        return Outcome(admitted, turn.added, turn.head.size + 1, len(batch) - len(admitted))
    raise Overtaken(head.size, log.head.size)


class _Turn:
    """A batch on its way into the log, stamped, and the `head` that it follows."""

    def __init__(self, log: Log, index: Index, admitted: Sequence[Admitted], head: Head, added: dict[str, str]) -> None:
        self.log, self.index, self.admitted, self.head, self.added = log, index, admitted, head, added

    def written(self) -> tuple[Sequence[Written], str]:
        """The lines of the batch, and when the last of them is recorded."""
        last = self.added or self.admitted[-1].told
        return [_written(each, self.added) for each in self.admitted], last["recorded_at"]

    def again(self, head: Head) -> tuple[Sequence[Written], str] | None:
        """The same after other events, where none of them is of a stream that the rules have looked at."""
        later = self.log.lines(self.head.size + 1, head.size)
        if self.index.looked_at(loads(line)["stream"] for line in later):
            return None
        self.head = head
        self.added["recorded_at"] = max(self.added["recorded_at"], head.recorded_at)
        return self.written()


def _index(log: Log, batch: Sequence[Draft]) -> Index:
    """What the log knows of the batch's streams, and which it promises to open."""
    openings = (event for event, _ in reversed(batch) if event.kind in OPENERS[_type(event)])
    index = Index(log, {event.stream: event for event in openings})
    index.load(event.stream for event, _ in batch)
    return index


def admit(index: Index, batch: Sequence[Draft], preserve: bool = False) -> tuple[list[Admitted], list[Problem]]:
    """The events of the batch that are new, with their versions, and every problem of those that may not be.

    What is recorded already, in the log or earlier in the batch, is left out of both.
    """
    admitted: list[Admitted] = []
    refused: list[Problem] = []
    for event, where in batch:
        place = where or event.stream
        stream = index.stream(event.stream)
        settled = written_out(event, stream, index, place)
        if isinstance(settled, Problem):
            refused.append(settled)
            continue
        if isinstance(settled, EntryCorrected):
            settled = spelled_out(settled, stream)
        told = settled.told()
        key = canonical(told)
        if key in stream.known:
            continue
        version = stream.version + 1
        found = list(_version(settled, version, place))
        if isinstance(settled, Entry):
            found += entry_problems(stream, settled, index, place)
        elif isinstance(settled, LedgerSealed) and preserve:
            found += seal(settled, (canonical(each.told) for each in admitted[: settled.size]), place)
        else:
            found += problems(stream, settled, index, place)
        found += quote_problems(settled, index, place)
        refused += found
        if settled.version is None:
            settled = settled.model_copy(update={"version": version})
        if not found or not isinstance(settled, Entry):
            stream.take(settled, key)  # a refused one too: what follows it is then judged on its own
        if not found:
            told["version"] = version
            if preserve:
                told |= {"recorded_at": settled.recorded_at, "recorder": settled.recorder}
            admitted.append(Admitted(settled, where, told))
    refused += _cycles(index, admitted)
    return admitted, refused


def _written(admitted: Admitted, added: dict[str, str]) -> Written:
    event = admitted.event
    return Written(event.stream, event.version or 0, event.kind, canonical({**admitted.told, **added}))


def _type(event: Event) -> str:
    return event.stream.partition("/")[0]


def _version(event: Event, version: int, where: str) -> Iterator[Problem]:
    if event.version not in (None, version):
        yield Problem(
            where, "version", f"version {event.version} is given, {event.stream} is to get version {version}",
            "leave `version` out, or look at what was recorded in the meantime",
        )  # fmt: skip


def _unstamped(admitted: Sequence[Admitted]) -> Iterator[Problem]:
    earlier = ""
    for event, where, _ in admitted:
        if not event.recorded_at or not event.recorder:
            yield Problem(
                where, "preserve", "no `recorded_at` or `recorder` to preserve", "import it without --preserve"
            )
        elif event.recorded_at < earlier:
            yield Problem(where, "preserve", "recorded before its predecessor", "keep the lines in their order")
        earlier = event.recorded_at or earlier


def _cycles(index: Index, admitted: Sequence[Admitted]) -> Iterator[Problem]:
    for event, where, told in admitted:
        for field, prefix in ABOVE.items():
            if told.get(field) or told.get("fields", {}).get(field):
                seen = [event.stream]
                while above := getattr(index.stream(seen[-1]).opening, field, None):
                    seen.append(prefix + above)
                    if seen[-1] in seen[:-1]:
                        rule, path = field.replace("_", "-"), " -> ".join(seen)
                        yield Problem(where or event.stream, rule, f"a circle: {path}", f"cut one `{field}`")
                        break
