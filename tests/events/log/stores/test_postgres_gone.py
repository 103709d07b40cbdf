"""A server that goes away: exit code 3 within seconds, nothing half-recorded, and a second run completes."""

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import psycopg
import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from bilat.events.location import redact_location
from bilat.events.log.log import create_log
from bilat.events.log.transparency.merkle import Tree
from tests.benchmarks.synthetic import history
from tests.cli.program import Running
from tests.postgres import running_server
from tests.whole_ledger import assert_whole

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # platformdirs misses XDG_RUNTIME_DIR
SIZE = 600
SOON = 10
"""Seconds within which it must be told."""


class Server:
    """A server of these tests alone, which may be stopped and started again, and a database on it."""

    def __init__(self, running: Any, url: str) -> None:
        self.running = running
        self.url = url

    def stop(self) -> None:
        """End it at once, as a power cut would; return when it is gone."""
        pid = self.running.get_pid()
        os.kill(pid, signal.SIGQUIT)
        self.running.get_postmaster_info().process.wait(30)

    def start(self) -> None:
        """Start it; it recovers what was committed."""
        self.running.ensure_postgres_running()

    def drop_connections(self) -> None:
        """End every connection but the one that does so."""
        with psycopg.connect(self.url, autocommit=True) as other:
            other.execute(
                b"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                b"WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def own_server() -> Iterator[Any]:
    """The one server beside that of the test run: these tests stop it and change whom it lets in."""
    with running_server() as running:
        yield running


@pytest.fixture
def server(own_server: Any) -> Server:
    """The server, up, with an empty database."""
    own_server.ensure_postgres_running()
    name = f"d{uuid.uuid4().hex[:12]}"
    url: str = own_server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return Server(own_server, url.replace("/postgres?", f"/{name}?"))


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """A file of events of many kinds."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, history(SIZE))))
    return str(path)


def in_the_transaction(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen once when the events of a batch are sent, before its head is."""
    real, left = Tree.grown, [happens]

    def grown(tree: Tree, leaves: list[bytes]) -> Tree:
        if left:
            left.pop()()
        return real(tree, leaves)

    monkeypatch.setattr(Tree, "grown", grown)


def test_a_server_that_goes_away_in_the_middle_of_a_batch(
    server: Server, lines: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    create_log(server.url).close()
    words = ["--ledger", server.url, "import", lines]
    for happens in (server.drop_connections, server.stop):
        in_the_transaction(monkeypatch, happens)
        # when it happens, then it is told within seconds
        begun = time.monotonic()
        assert run(root(), words) == 3
        assert time.monotonic() - begun < SOON
        answer = capfd.readouterr()
        assert answer.out == ""
        assert "is the server up, and may this user in?" in answer.err
    # and while it is gone every command says so
    begun = time.monotonic()
    for asked in (words, [*words[:2], "log"], [*words[:2], "verify"]):
        assert run(root(), asked) == 3
    assert time.monotonic() - begun < SOON
    capfd.readouterr()
    # when it is back, then nothing is half-recorded and a second run completes
    server.start()
    assert_whole(server.url, 0)
    assert run(root(), words) == 0
    assert_whole(server.url, SIZE)


def test_a_server_that_goes_away_while_a_timeline_is_followed(server: Server, lines: str) -> None:
    create_log(server.url).close()
    assert run(root(), ["--ledger", server.url, "import", lines]) == 0
    with Running("--ledger", server.url, "timeline", "ASEAN-JP", "--follow", "--format", "json") as following:
        assert following.stdout is not None
        assert following.stdout.readline()
        server.stop()
        code, _, err = following.communicate()
    assert code == 3
    assert b"and may this user in?" in err


def test_a_wrong_password_is_refused_and_not_repeated(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    # given a server that asks for passwords
    create_log(server.url).close()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(b"CREATE ROLE clerk LOGIN PASSWORD 'right-word'")
        (rules,) = connection.execute(b"SHOW hba_file").fetchone() or ("",)
        Path(rules).write_text("local all clerk scram-sha-256\n" + Path(rules).read_text())
        connection.execute(b"SELECT pg_reload_conf()")
    wrong = server.url.replace("postgres:@", "clerk:wrong-word@")
    # when the wrong one is given, then it is refused, and not repeated
    for asked in (["log"], ["verify"], ["timeline", "ASEAN-JP", "--follow"]):
        assert run(root(), ["--ledger", wrong, *asked]) == 3
        answer = capfd.readouterr()
        assert "password authentication failed" in answer.err
        assert "wrong-word" not in answer.out + answer.err


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:s3cret@127.0.0.1:1/x",
        "postgresql://me:s3%cret@127.0.0.1:1/x",
        "postgresql://me:x@s3cret@127.0.0.1:1/x",
        "postgresql://me:s3cret/y@127.0.0.1:1/x",
        "postgresql://127.0.0.1:s3cret/y@x",
        "postgresql://me:x?s3cret@127.0.0.1:1/x",
        "postgresql://127.0.0.1:1/x?user=me&password=s3cret",
        "postgresql://127.0.0.1:1/x?user=me&password=s3cret@y",
        "postgresql://127.0.0.1:1/x?usr=me&password=s3cret",
    ],
)
@pytest.mark.parametrize("words", [("log",), ("verify",), ("init",)], ids=lambda words: words[0])
def test_a_password_is_repeated_in_no_message(
    url: str, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg")
    assert run(root(), ["--ledger", url, *words]) == 3
    answer = capfd.readouterr()
    assert "cannot be re" in answer.err  # reached, or read
    for text in (answer.out, answer.err, redact_location(url)):
        assert "s3" not in text
        assert "cret" not in text
