"""What holds for a ledger on a server alone."""

from datetime import datetime

import psycopg
import pytest

from bilat.domain.admission import Draft, record
from bilat.events.errors import StoreError
from bilat.events.log.log import create_log, open_log
from bilat.events.log.stores.postgres_schema import GRANTS, TRIGGERS
from bilat.events.parties import PartyRegistered
from tests.conftest import MIDNIGHT
from tests.events.log.lines import put, written

EDITS = (
    "UPDATE stored_events SET topic = 'x'",
    "DELETE FROM stored_events",
    "TRUNCATE stored_events",
    "DELETE FROM head",
    "TRUNCATE head",
    "UPDATE head SET ledger = 'x'",
    "INSERT INTO stored_events SELECT originator_id, originator_version, topic, state, 99 FROM stored_events",
)


def test_the_server_refuses_every_edit(database: str) -> None:
    with create_log(database) as log:
        put(log, written("pledge/a"))
        before = log.head, list(log.lines())
        with psycopg.connect(database, autocommit=True) as connection:
            for edit in EDITS:
                with pytest.raises(psycopg.Error):
                    connection.execute(edit.encode())
            found = connection.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").fetchall()
        assert {name for (name,) in found} == set(TRIGGERS)
        assert (log.head, list(log.lines())) == before


def test_the_grants_let_writers_record_and_readers_read(database: str) -> None:
    """As printed, with the roles named."""
    create_log(database).close()
    with psycopg.connect(database, autocommit=True) as connection:
        for role in ("the_writers", "the_readers"):
            connection.execute(f"DROP ROLE IF EXISTS {role}".encode())
            connection.execute(f"CREATE ROLE {role} LOGIN".encode())
        connection.execute(GRANTS.encode())
    try:
        with open_log(database.replace("postgres:@", "the_writers:@"), "w") as log:
            put(log, written("pledge/a"))
        with psycopg.connect(database.replace("postgres:@", "the_writers:@"), autocommit=True) as writer:
            for column in ("ledger", "schema"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    writer.execute(f"UPDATE head SET {column} = DEFAULT".encode())
        with open_log(database.replace("postgres:@", "the_readers:@"), "w") as log:
            assert log.head.size == len(list(log.lines())) == 1
            with pytest.raises(StoreError, match="permission denied"):
                put(log, written("pledge/b"))
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(b"DROP OWNED BY the_writers, the_readers; DROP ROLE the_writers, the_readers")


def test_a_server_that_goes_away_is_told_and_nothing_is_half_recorded(database: str) -> None:
    create_log(database).close()

    def gone() -> datetime:
        with psycopg.connect(database, autocommit=True) as other:
            other.execute(
                b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                b"WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        return MIDNIGHT

    party = PartyRegistered(stream="party/JP", name="Japan", type="state")
    with open_log(database, "w") as log, pytest.raises(StoreError, match="is the server up") as caught:
        record(log, [Draft(party)], recorder="tester", now=gone)
    assert caught.value.exit_code == 3
    with open_log(database, "w") as log:
        assert log.head.size == len(list(log.lines())) == 0
        record(log, [Draft(party)], recorder="tester", now=lambda: MIDNIGHT)
        assert log.head.size == 1


def test_a_password_is_never_shown(database: str) -> None:
    create_log(database).close()
    with open_log(database.replace("postgres:@", "postgres:secret@")) as log:
        assert "secret" not in log.location
    with pytest.raises(StoreError) as refused:
        open_log("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)
