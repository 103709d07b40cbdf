"""A question to a ledger: its columns as of one moment, what is asked of them, and the stamp that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

import polars as pl

from bilat.projections import columns, relations
from bilat.projections.boundary import Boundary
from bilat.projections.clocks import view
from bilat.projections.stamp import Head, stamp


class Log(Protocol):
    """What a question needs of a log."""

    @property
    def head(self) -> Head: ...
    def joined(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]: ...


class Question(NamedTuple):
    """What every report is computed from. `names` are the parties' names by code."""

    frame: pl.DataFrame
    boundary: Boundary
    stamp: dict[str, Any]
    names: Mapping[str, str]

    @property
    def words(self) -> str:
        """The boundary as a sentence, with the parties' names."""
        return f"{self.boundary.words(self.names)}."


def ask(log: Log, relation: str | None, boundary: Boundary) -> Question:
    """Read the log as it stands and put the question. Raises BadInput, with near names, for an unknown relation."""
    head = log.head
    frame = columns.read(log, head.size)
    known = relations.parties(view(frame, boundary))
    if relation is not None:
        boundary = replace(boundary, relation=relations.relation(relation, known["code"]))
    names = dict(zip(known["code"], known["name"], strict=True))
    return Question(frame, boundary, stamp(head), names)
