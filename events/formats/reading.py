"""What a format's reader is given, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple, Protocol

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.printed.fields import Background


class RecordedStreams(Protocol):
    """What is recorded already, for readers that tell revisions from repetitions. A log is one."""

    def stream(self, name: str) -> list[Event]: ...
    def streams(self, prefix: str = "") -> list[str]: ...


@dataclass(frozen=True)
class Context:
    """What is known beside the bytes of a file: its name, what the user said about it, what the log holds.

    `background` is what loose print is read against: settings, names, the day. Formats of programs pass it over.
    """

    name: str = ""
    kind: str | None = None
    mapping: Mapping[str, Any] = field(default_factory=dict)
    known: RecordedStreams | None = None
    background: Background = field(default_factory=Background)


class Skipped(NamedTuple):
    """A row or element that tells no event of ours, and why; counted, not refused."""

    where: str
    reason: str


class ReportedSum(NamedTuple):
    """Money that the file tells in so many words: for the comparison of sums in and out."""

    status: str
    unit: str
    value: Decimal


class LooseCell(NamedTuple):
    """A cell that was read otherwise than it stands, and how; said before the event that it is a part of."""

    where: str
    field: str
    printed: str
    read_as: str

    def __str__(self) -> str:
        return f"{self.where}: {self.field} {self.printed!r} {self.read_as}"


Reading = tuple[Event, str] | Problem | Skipped | ReportedSum | LooseCell
"""An event and where it stands (`line 7`), why there is none, something left out, a sum, or a cell read loosely."""
Reader = Callable[[BinaryIO, Context], Iterator[Reading]]
Writer = Callable[[Iterable[bytes], BinaryIO], None]
