"""A question to a ledger: its columns as of one moment, what is asked of them, and the stamp that names them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, Protocol

import polars as pl

from bilat.events.log.damage import suspected
from bilat.events.log.head import Head
from bilat.projections.cache.accounts import cached_accounts
from bilat.projections.cache.columns import columns
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.reports.recorded_lines import RecordedLines
from bilat.projections.reports.registry import Reads, find_report
from bilat.projections.reports.stamp import stamp
from bilat.projections.view import parties, relations
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.corrections import corrected
from bilat.projections.view.relation_words import in_codes


class QueriedLog(Protocol):
    """What a question needs of a log."""

    @property
    def head(self) -> Head: ...
    @property
    def location(self) -> str: ...
    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...
    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


class Query(NamedTuple):
    """What every report is computed from. `names` are the parties' names by code.

    `lines` are the canonical lines (of a log on disk read when they are asked for, by reports that read some of them),
    `folded` the accounts of the whole log where they are kept, each for the reports that read them (`registry`);
    `suspect` raises StoreError where an error comes of a damaged ledger.
    """

    frame: pl.LazyFrame
    boundary: Boundary
    stamp: dict[str, Any]
    names: Mapping[str, str]
    lines: Sequence[bytes] = ()
    folded: Accounts | None = None
    suspect: Callable[[BaseException], None] | None = None

    @property
    def words(self) -> str:
        """The boundary as a sentence, with the parties' names."""
        return f"{self.boundary.words(self.names)}."


def open_query(log: QueriedLog, relation: str | None, boundary: Boundary, reads: Collection[Reads] = ()) -> Query:
    """Put the question to the log as it stands, with what a report `reads` besides the columns.

    `relation` is in the form of `relations.bounded`, with codes or names. Raises BadInput, with near names, for an
    unknown party, Ambiguous for a name of several.
    """
    head = log.head
    frame = columns(log, head)
    own = as_recorded(frame, boundary).filter(pl.col("stream_type") == "party")
    known = parties.parties(corrected(own))  # whatever the public knew, a party has its name
    names = dict(zip(known["code"], known["name"], strict=True))
    meant = None if relation is None else in_codes(relation, names)
    boundary = relations.bounded(boundary, meant, known["code"])
    lines = _lines(log, head.size, reads)
    clocked = boundary.known_by is not None or boundary.recorded_by is not None
    folded = cached_accounts(log, head, frame) if "accounts" in reads and not clocked else None
    suspect = getattr(log, "suspect", None)  # a log in memory cannot be damaged
    return Query(frame, boundary, stamp(head), names, lines, folded, suspect)


def _lines(log: QueriedLog, size: int, reads: Collection[Reads]) -> Sequence[bytes]:
    """Return the lines of the log, where a report reads some: all, or as they are asked for."""
    opened = getattr(log, "opened_again", None)  # a log in memory has its lines at hand
    if "some lines" in reads and opened is not None:
        return RecordedLines(opened, size)
    return list(log.lines(1, size)) if {"lines", "some lines"} & {*reads} else ()


def dated(report: str, boundary: Boundary, today: date) -> Boundary:
    """Say as of which day a report is told that is told of one: `today`, where the boundary names none."""
    settled = boundary.as_of is not None or not find_report(report).dated
    return boundary if settled else replace(boundary, as_of=today.isoformat())


def run_report(report: str, question: Query, **asked: Any) -> dict[str, Any]:
    """Compute a report. `asked` are its parameters. Raises BadInput, with near names, for an unknown report."""
    found = find_report(report)
    if {"lines", "some lines"} & {*found.reads}:
        asked["lines"] = question.lines
    if "accounts" in found.reads:
        asked["folded"] = question.folded
    with suspected(question.suspect):
        return found.load().compute(question.frame, question.boundary, question.stamp, **asked)
