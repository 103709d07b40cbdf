"""A ledger with a seal in it, and ways to change it behind its back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bilat.domain.admission import Draft, record
from bilat.events.log.log import Log, create_log
from bilat.events.log.stores.sqlite import TRIGGERS
from bilat.events.log.verify.sqlite import SQLiteSource
from bilat.events.log.verify.verify import Verdict, verify
from bilat.events.seals import LedgerSealed
from tests.conftest import Line, event

SEALED_AT = 9
"""The position of the seal; it covers the eight events before it, and four follow."""
SIZE = 13
MIDNIGHT = datetime(2024, 1, 1, tzinfo=UTC)
CITES = [{"source": "mofa", "quote": "Japan will provide"}]


def pledge(name: str) -> Line:
    """A pledge that names parties and a source."""
    fields = {"donor": "JP", "recipient": "ASEAN", "title": name, "instrument": "grant"}
    amount = {"value": "50000000", "unit": "USD", "bound": "exact"}
    return {
        "kind": "pledge-announced",
        "stream": f"pledge/{name}",
        "on": "2023",
        "cites": CITES,
        "amount": amount,
    } | fields


FIRST: tuple[Line, ...] = (
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN", "type": "multilateral"},
    {
        "kind": "source-registered",
        "stream": "source/mofa",
        "title": "t",
        "publisher": "p",
        "type": "official",
    },
    *(pledge(f"p{number}") for number in range(5)),
)
LATER: tuple[Line, ...] = (
    {"kind": "pledge-restated", "stream": "pledge/p1", "on": "2024", "cites": CITES, "target": "pledge/p1#1"},
    pledge("p5"),
    {
        "kind": "entry-corrected",
        "stream": "pledge/p2",
        "target": "pledge/p2#1",
        "fields": {"donor": "ASEAN", "recipient": "JP"},
        "reason": "turned round",
    },
    {"kind": "pledge-completed", "stream": "pledge/p3", "on": "2024", "cites": CITES},
)


def recorded(log: Log, lines: tuple[Line, ...], day: int) -> None:
    """Record a batch on the given day."""
    now = MIDNIGHT + timedelta(days=day)
    record(log, [Draft(event(line)) for line in lines], recorder="tester", now=lambda: now)


def sealed_ledger(path: Path) -> str:
    """A ledger of thirteen events, the ninth a seal; its place."""
    with create_log(str(path)) as log:
        recorded(log, FIRST[:4], 0)
        recorded(log, FIRST[4:], 1)
        seal = LedgerSealed(stream=f"ledger/{log.id}", size=log.head.size, root=log.head.root)
        record(log, [Draft(seal)], recorder="tester", now=lambda: MIDNIGHT + timedelta(days=2))
        recorded(log, LATER, 3)
    return str(path)


@contextmanager
def behind_the_back(place: str) -> Iterator[sqlite3.Connection]:
    """A connection to the file with its triggers out of the way; they are put back as they were."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for name, body in TRIGGERS.items():
            connection.execute(f"CREATE TRIGGER {name} {body}")


def verdict_on(place: str, *, deep: bool = False) -> Verdict:
    """What verify says of a ledger."""
    with closing(SQLiteSource(place)) as source:
        return verify(source, deep=deep)


def finding_texts(verdict: Verdict) -> list[str]:
    """The findings as text: position or span, and cause."""
    return [
        f"@{each.position}..{each.last}: {each.cause}" if each.last else f"@{each.position}: {each.cause}"
        for each in verdict.findings
    ]
