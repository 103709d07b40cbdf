"""What many tests share: settings of hypothesis, a ledger, and recording into it."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bilat.domain.admission import Draft, Outcome, record
from bilat.events.base import Event
from bilat.events.log.codec import read_event
from bilat.events.log.log import Log, create_log
from tests.full import FULL, tries
from tests.postgres import running_server

if not FULL:  # a pool of threads in each of several workers is busy with being woken up
    os.environ.setdefault("POLARS_MAX_THREADS", "1")

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as a shell starts its jobs: programs would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("bilat", max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bilat")

Line = dict[str, Any]
Recording = Callable[..., Outcome]
MIDNIGHT = datetime(2024, 1, 1, tzinfo=UTC)


def event(line: Line) -> Event:
    """The event that a line tells; the test fails where it tells none."""
    read = read_event(line, "")
    assert isinstance(read, Event), read
    return read


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The PostgreSQL server of this test run (of each worker, where there are several), by URL."""
    with running_server() as running:
        running.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield running.get_uri()


@pytest.fixture
def database(server: str) -> str:
    """An empty database on the server, by URL."""
    import psycopg

    name = f"d{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be created: a file, then a database."""
    if request.param == "postgres":
        found: str = request.getfixturevalue("database")
        return found
    return str(tmp_path / "ledger.db")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Log]:
    """An empty ledger, open for writing."""
    with create_log(str(tmp_path / "ledger.db")) as log:
        yield log


@pytest.fixture
def given(ledger: Log) -> Recording:
    """A function that records lines into the ledger at midnight, as one batch."""

    def recording(*lines: Line, **options: Any) -> Outcome:
        drafts = [Draft(event(line), f"line {number}") for number, line in enumerate(lines, 1)]
        chosen: Line = {"recorder": "tester", "now": lambda: MIDNIGHT, **options}
        return record(ledger, drafts, **chosen)

    return recording
