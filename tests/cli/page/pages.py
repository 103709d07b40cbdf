"""The shipped history as a log in memory, its checkpoint signed by a key, and pages of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from bilat.cli.page.html import render
from bilat.events import histories
from bilat.events.log.codec import decode
from bilat.events.log.head import Head
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.transparency.signed_notes import Note
from bilat.projections.page.make import make
from bilat.projections.view.boundary import Boundary
from tests.histories import canonical, stamped

LEDGER = "0" * 31 + "1"
KEY = PrivateKey("example.org/seals", bytes(range(32)))


class ShippedLog(NamedTuple):
    """A log in memory."""

    kept: tuple[bytes, ...]
    location: str = "nowhere.db"

    @property
    def head(self) -> Head:
        """What a store would say of it."""
        return Head.of(LEDGER, Tree().extended(self.kept), decode(self.kept[-1]).recorded_at or "")

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """The lines from one position to another."""
        return iter(self.kept[start - 1 : stop])

    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """The same, joined."""
        yield b"\n".join(self.kept[start - 1 : stop])


@cache
def shipped() -> ShippedLog:
    """The history of ASEAN and Japan, as it is recorded: with versions, times and recorders."""
    drafts = map(json.loads, histories.path("asean-japan").read_bytes().splitlines())
    return ShippedLog(tuple(map(canonical, stamped(drafts))))


def checkpoint(log: ShippedLog, size: int | None = None, key: PrivateKey = KEY) -> str:
    """A signed checkpoint of the first events of a log."""
    lines = log.kept[:size]
    text = Checkpoint.of(LEDGER, len(lines), Tree().extended(lines).root.hex()).text
    return Note(text).signed(key)


@cache
def page_data_of(relation: str = "ASEAN-JP", currency: str | None = "USD") -> dict[str, Any]:
    """The data of a page on the shipped history, under a signed checkpoint."""
    log = shipped()
    boundary = Boundary(currency=currency, rates="ecb-day" if currency else None)
    found: dict[str, Any] = make(log, relation, boundary, checkpoint(log), KEY.public)
    return found


@cache
def page_of(relation: str = "ASEAN-JP") -> str:
    """The page on the shipped history, signed by the key of its checkpoint."""
    return render(page_data_of(relation), lambda text: Note(text).signed(KEY))
