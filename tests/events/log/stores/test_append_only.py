"""The file itself refuses to be edited, whatever program tries."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bilat.events.log.log import Log
from bilat.events.log.stores.sqlite import TRIGGERS
from tests.events.log.lines import put, written

COLUMNS = "(originator_id, originator_version, topic, state)"


@pytest.fixture(params=[1, 3], ids=["one event", "three events"])
def edited(request: pytest.FixtureRequest, ledger: Log) -> Iterator[sqlite3.Connection]:
    """A plain connection to a ledger of some events, `pledge/a#1` the first and `pledge/b#1` the last."""
    put(ledger, *[written("pledge/a", version) for version in range(1, request.param)], written("pledge/b"))
    before = ledger.head, list(ledger.lines())
    with closing(sqlite3.connect(ledger.location, isolation_level=None)) as connection:
        yield connection
    assert (ledger.head, list(ledger.lines())) == before, "nothing changed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = x'7b7d'",
        "UPDATE stored_events SET rowid = rowid + 10",
        "DELETE FROM stored_events",
        "DELETE FROM stored_events WHERE rowid = (SELECT max(rowid) FROM stored_events)",
        f"REPLACE INTO stored_events {COLUMNS} VALUES ('pledge/b', 1, 'x', x'7b7d')",
        f"INSERT OR IGNORE INTO stored_events {COLUMNS} VALUES ('pledge/b', 1, 'x', x'7b7d')",
        f"INSERT INTO stored_events {COLUMNS} VALUES ('pledge/b', 1, 'x', x'7b7d') "
        "ON CONFLICT DO UPDATE SET topic = 'y'",
        "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        "VALUES (99, 'pledge/z', 1, 'x', x'7b7d')",
        "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        "VALUES (-1, 'pledge/z', 1, 'x', x'7b7d')",
        "REPLACE INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        "VALUES (1, 'pledge/z', 1, 'x', x'7b7d')",
        "REPLACE INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        "SELECT max(rowid), 'pledge/z', 1, 'x', x'7b7d' FROM stored_events",
        "DELETE FROM head",
        "INSERT INTO head VALUES ('0', 0, '', '', '')",
        "REPLACE INTO head SELECT ledger, 0, root, peaks, recorded_at FROM head",
    ],
)
def test_the_store_refuses_every_edit(edited: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        edited.execute(statement)


def test_the_triggers_are_those_that_verify_looks_for(ledger: Log) -> None:
    with closing(sqlite3.connect(ledger.location)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == set(TRIGGERS)
