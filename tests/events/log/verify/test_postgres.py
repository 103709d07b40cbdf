"""What is done to a ledger on a server behind its back is found as well."""

import re
from contextlib import closing

import psycopg
import pytest

from bilat.domain.admission import Draft, record
from bilat.events.errors import StoreError
from bilat.events.log.log import create_log
from bilat.events.log.verify.postgres import PostgresSource
from bilat.events.log.verify.verify import verify
from bilat.events.seals import LedgerSealed
from tests.events.log.verify.tampering import FIRST, LATER, MIDNIGHT, SIZE, finding_texts, recorded

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # platformdirs misses XDG_RUNTIME_DIR
OFF = "ALTER TABLE stored_events DISABLE TRIGGER ALL"
ON = "ALTER TABLE stored_events ENABLE TRIGGER ALL"
LINE = "convert_from(state, 'UTF8')"
DEEDS = (
    (
        f"UPDATE stored_events SET state = replace({LINE}, '50000000', '60000000')::bytea WHERE notification_id = 5",
        "@5: this is not the line",
    ),
    ("UPDATE stored_events SET topic = 'x' WHERE notification_id = 5", "@5: the columns beside the line tell"),
    ("DELETE FROM stored_events WHERE notification_id = 5", "@5: position 5 is missing"),
    ("DELETE FROM stored_events WHERE notification_id > 11", "@12: the head counts 13 events"),
    ("UPDATE head SET peaks = 'x'", "@None: the head row cannot be read"),
    ("ALTER TABLE stored_events DISABLE TRIGGER log_refuses_change", "@None: the trigger log_refuses_change is"),
    ("DROP TRIGGER log_refuses_truncate ON stored_events", "@None: the trigger log_refuses_truncate is missing"),
    (
        "CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NEW; END $$",
        "@None: the trigger log_refuses_change does not do",
    ),
    ("DROP TRIGGER head_keeps_ledger ON head", "@None: the trigger head_keeps_ledger is missing"),
    (
        "CREATE UNIQUE INDEX one_topic ON stored_events (topic, originator_id, originator_version)",
        "@None: a unique index one_topic is there that",
    ),
    ("DROP INDEX stored_events_notification_id_idx", "@None: the unique index stored_events_notification_id_idx is"),
    ("ALTER TABLE leaves ADD CHECK (first < 99)", "@None: a constraint leaves_first_check is there"),
    ("CREATE RULE quiet AS ON INSERT TO leaves DO INSTEAD NOTHING", "@None: a rule quiet is there"),
    ("ALTER TABLE stored_events ENABLE ROW LEVEL SECURITY", "@None: row security is switched on for stored_events"),
    ("ALTER TABLE head ADD COLUMN note text", "@None: the table head has the columns"),
    ("ALTER TABLE leaves RENAME TO kept; CREATE VIEW leaves AS SELECT * FROM kept", "@None: leaves is no table"),
    (
        "ALTER TABLE head DISABLE TRIGGER ALL; UPDATE head SET ledger = repeat('0', 32); "
        "ALTER TABLE head ENABLE TRIGGER ALL",
        "@9: the head row names the ledger 0000",
    ),
    (
        "ALTER TABLE leaves DISABLE TRIGGER ALL; UPDATE leaves SET hashes = ''; ALTER TABLE leaves ENABLE TRIGGER ALL",
        "@1: the hashes kept at recording cannot be read",
    ),
    ("DROP TABLE head", "@None: the table head is missing"),
    ("DROP TABLE stored_events", "@1: the head counts 13 events"),
)


@pytest.fixture(scope="module")
def url(server: str) -> str:
    """A database with a sealed ledger in it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE sealed")
    place = _other(server, "sealed")
    with create_log(place) as log:
        recorded(log, FIRST, 0)
        seal = LedgerSealed(stream=f"ledger/{log.id}", size=log.head.size, root=log.head.root)
        record(log, [Draft(seal)], recorder="tester", now=lambda: MIDNIGHT)
        recorded(log, LATER, 3)
    return place


def findings(url: str) -> list[str]:
    with closing(PostgresSource(url)) as source:
        return finding_texts(verify(source, deep=True))


def test_a_ledger_on_a_server_is_verified_too(url: str) -> None:
    """One test: each deed is done to a copy of the database of its own."""
    with closing(PostgresSource(url)) as source:
        verdict = verify(source, deep=True)
    assert (finding_texts(verdict), verdict.tree.size, verdict.sealed) == ([], SIZE, 8)
    with psycopg.connect(_other(url, "template1"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE whole TEMPLATE template0")
    for number, (deed, expected) in enumerate(DEEDS):
        copy = _copied(url, number)
        with psycopg.connect(copy, autocommit=True) as connection:
            for statement in (OFF, deed, ON) if deed.startswith(("UPDATE stored", "DELETE")) else (deed,):
                connection.execute(statement.encode())
        first, *_ = findings(copy)
        assert re.match(expected, first), (deed, first)
    with psycopg.connect(_copied(url, 99), autocommit=True) as connection:  # as the first release made them
        connection.execute(b"DROP FUNCTION a_ledger_keeps_its_id CASCADE")
    assert findings(_other(url, "copy99")) == []
    with pytest.raises(StoreError, match="holds no ledger"):
        findings(_other(url, "whole"))
    with pytest.raises(StoreError, match="cannot be read"):
        findings(_other(url, "none"))


def _copied(url: str, number: int) -> str:
    with psycopg.connect(_other(url, "template1"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE copy{number} TEMPLATE sealed".encode())
    return _other(url, f"copy{number}")


def _other(url: str, database: str) -> str:
    return re.sub(r"/\w+\?", f"/{database}?", url, count=1)
