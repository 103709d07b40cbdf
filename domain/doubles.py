"""Doubles: what a batch opens that may be on record already, or twice in the batch itself.

What makes two openings alike is `events/likeness`; here they are looked for on the way in, and what helps is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from orjson import loads

from bilat.domain.batch import Batch
from bilat.domain.stream_index import StreamIndex
from bilat.domain.stream_state import StreamState
from bilat.events.base import Event
from bilat.events.likeness.amounts import Worth
from bilat.events.likeness.facts import COMPARED, Fact, fact_of
from bilat.events.likeness.pairs import Pair, pairs
from bilat.events.values.codes import split_reference

if TYPE_CHECKING:
    from bilat.events.log.log import Log

RECENT = 20_000
"""How many of the last events are looked through for openings: recording costs the same on a ledger of any size."""
HELD = 25_000
"""How many openings of a batch are held against later ones, at least; of longer batches the earlier are let go.
So many are compared at a time: sorting them costs less than looking each one up."""
NAMED = 5
"""How many others are named of one draft."""
_REGISTERS = ("party", "source")
"""The streams whose openings are all looked at: they are few, and most were recorded first."""

Openings = Iterable[tuple[str, bytes]]


class Double(NamedTuple):
    """One event that may tell what another has told.

    `event` is the one on its way, `like` the other, both as references (of one on its way, that which it would get);
    `said` is the other in a few words, `why` they are alike.
    """

    event: str
    like: str
    said: str
    why: str

    @property
    def stream(self) -> str:
        """The stream of the event on its way."""
        return self.event.partition("#")[0]

    @property
    def known(self) -> str:
        """The stream of the other."""
        return self.like.partition("#")[0]

    def __str__(self) -> str:
        return f"{self.event} looks like {self.like} ({self.said}): {self.why}"

    @property
    def advice(self) -> str:
        """What helps once both are recorded, if they are one."""
        match self.stream.partition("/")[0]:
            case _ if self.stream == self.known:
                return f"bilat append entry-retracted --target {self.event} --reason ..., then cite {self.like}"
            case "pledge":
                return f"bilat append pledge-merged --stream {self.stream} --into {self.known} --reason ..."
            case _:
                return f"bilat append entry-retracted --target {self.event} --reason ..., and go on with {self.known}"


class DoubleFinder:
    """Finds doubles among the openings of one batch, and between them and those on record.

    Of each at most `named` others are named. `worth` compares amounts in two currencies; without it only those in one
    are compared.
    """

    def __init__(self, index: StreamIndex, worth: Worth | None = None, named: int = 1) -> None:
        self._streams = index
        self._worth, self._named = worth, named
        self._earlier: list[Fact] = []
        self._facts: list[Fact] = []
        self._found: dict[str, list[Double]] = {}
        self._sought: dict[str, set[tuple[str, ...]]] = {}

    def note(self, record: Mapping[str, Any]) -> None:
        """Take in an opening of the batch, as it is recorded."""
        fact = fact_of(record, self._top)
        if fact is None:
            return
        if len(self._facts) == HELD:
            self._compare(pairs(self._facts, self._earlier, self._worth))
            self._earlier, self._facts = self._facts, []
        self._facts.append(fact)
        self._sought.setdefault(fact.type, set()).add(fact.sides)

    def found(self) -> list[Double]:
        """Return the doubles, those on record looked through, in order of the events on their way."""
        self._compare(pairs(self._facts, self._earlier, self._worth))
        recorded = [
            fact for type_, sides in self._sought.items() for fact in self._recorded(type_) if fact.sides in sides
        ]
        if recorded:
            on_record = {fact.ref for fact in recorded}
            alike = pairs([*self._earlier, *self._facts], recorded, self._worth)
            self._compare(pair for pair in alike if pair.earlier.ref in on_record)
        every = [each for found in self._found.values() for each in found]
        return [each for each in every if self._stands(each.stream) and self._stands(each.known)]

    def _compare(self, alike: Iterable[Pair]) -> None:
        for new, known, why in alike:
            named = self._found.setdefault(new.ref, [])
            if len(named) < self._named:
                named.append(Double(new.ref, known.ref, known.said, why))

    def _recorded(self, type_: str) -> Iterator[Fact]:
        """Yield the openings of one type that are on record, as corrected."""
        reader = self._streams.reader
        if type_ in _REGISTERS:
            names = reader.streams(f"{type_}/")
            every = (events[0].content_fields() for events in reader.read_streams(names).values())
            records = {record["stream"]: record for record in every}
            corrected: set[str] = set()
        else:
            records, corrected = _recent(reader.lines(max(1, self._size() - RECENT + 1)), type_)
        self._streams.load([*corrected])
        for stream, record in records.items():
            if stream in corrected:
                opening = self._streams.stream(stream).opening
                record = opening.content_fields() if opening else record
            fact = fact_of(record, self._top)
            if fact is not None:
                yield fact

    def _size(self) -> int:
        return self._streams.reader.head.size

    def _stands(self, stream: str) -> bool:
        """Tell whether a stream is neither retracted nor merged into another."""
        state = self._streams.stream(stream)
        return not state.void and not state.holds("pledge-merged")

    def _top(self, code: str) -> str:
        """Return the uppermost party above a party."""
        seen = {code}
        while above := self._streams.stream(f"party/{code}").parent_stream:
            code = above.partition("/")[2]
            if code in seen:
                break
            seen.add(code)
        return code


def _recent(lines: Iterable[bytes], type_: str) -> tuple[dict[str, dict[str, Any]], set[str]]:
    """Return the openings of a type among some lines by stream, and the streams whose opening was corrected."""
    mark, records, corrected = f'"stream":"{type_}/'.encode(), {}, set()
    for line in lines:
        if mark not in line:
            continue
        if b'"kind":"entry-corrected"' in line:
            stream, version = split_reference(loads(line)["target"])
            if version == 1:
                corrected.add(stream)
        elif b'"version":1' in line:
            record = loads(line)
            if record["version"] == 1:
                records[record["stream"]] = record
    return records, corrected


def likely_doubles(event: Event, log: Log, *, drafts: Iterable[Event] = (), worth: Worth | None = None) -> list[Double]:
    """Return what one event may tell again: the nearest first, before it is recorded.

    `drafts` are events that are to be recorded with it, before it. An opening is held against other openings (see
    `events/likeness`); any other event against those of its own stream: it may be the same, told by another source.
    `worth` compares amounts in two currencies. Never raises for an event that the rules will refuse.
    """
    index = StreamIndex(log, Batch(), lambda _: None)
    stream = index.stream(event.stream)
    earlier = [each for each in drafts if each.stream == event.stream]
    if stream.kinds or earlier:
        return [*_on_its_stream(event, stream, earlier)]
    finder = DoubleFinder(index, worth, NAMED)
    for each in drafts:
        if each.stream.partition("/")[0] in COMPARED and not index.stream(each.stream).kinds:
            finder.note(each.content_fields())
    finder.note(event.content_fields())
    return [each for each in finder.found() if each.stream == event.stream]


_MONEY = ("pledge-announced", "pledge-topped-up", "pledge-revised", "pledge-committed", "pledge-disbursed")


def _on_its_stream(event: Event, stream: StreamState, drafts: Sequence[Event]) -> Iterator[Double]:
    """Yield the events of the same stream that say the same: all but sources and notes, or the amount on one day."""
    mine, own = event.content_fields(), f"{stream.name}#{stream.version + len(drafts) + 1}"
    others = [*stream.effective_events().items(), *enumerate(drafts, stream.version + 1)]
    for version, other in others:
        yours = other.content_fields()
        if other.kind != event.kind or mine == yours:  # what is recorded already is passed over by itself
            continue
        ref = f"{stream.name}#{version}"
        said = f"{other.kind}, {other.on}" if other.on else other.kind
        if _bare(mine) == _bare(yours):
            yield Double(own, ref, said, "the same event, from another source")
        elif event.kind in _MONEY and mine.get("amount") and _same(mine, yours, "amount", "on"):
            yield Double(own, ref, said, "the same amount on the same day")


def _same(one: Mapping[str, Any], other: Mapping[str, Any], *names: str) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _bare(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in ("cites", "note", "label")}
