"""SIGKILL at any moment of an import leaves none of the batch or all of it."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from bilat.events.log.log import create_log, open_log
from bilat.events.log.transparency.merkle import Tree
from tests.domain.batches import imported
from tests.domain.facts import WORLD, pledge
from tests.full import FULL

PLEDGES = 3_000 if FULL else 1_000
IMPORT = """
import sys
from datetime import UTC, datetime
from bilat.domain.importing import import_batch
from bilat.events.formats.jsonl import read
from bilat.events.formats.reading import Context
from bilat.events.log.log import Log, open_log

record = Log.record

def announced(self, *args, **options):
    print("recording", flush=True)
    record(self, *args, **options)

Log.record = announced
with open_log(sys.argv[1], "w") as log, open(sys.argv[2], "rb") as file:
    print("reading", flush=True)
    import_batch(log, read(file, Context()), recorder="t", now=lambda: datetime.now(UTC))
    print("done", flush=True)
"""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of many pledges."""
    path = tmp_path_factory.mktemp("batch") / "pledges.jsonl"
    path.write_bytes(b"".join(orjson.dumps(pledge(f"p{number}")) + b"\n" for number in range(PLEDGES)))
    return path


@pytest.mark.parametrize(
    ("mark", "longest"), [("reading", 0.3), *[("recording", 0.1)] * (5 if FULL else 2), ("done", 0.0)]
)
def test_a_killed_import_leaves_none_or_all(tmp_path: Path, batch: Path, mark: str, longest: float) -> None:
    ledger = str(tmp_path / "ledger.db")
    with create_log(ledger) as log:
        imported(log, *WORLD)
    command = [sys.executable, "-c", IMPORT, ledger, str(batch)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert next(line for line in child.stdout if line.strip() == mark)
        try:
            child.wait(random.uniform(0, longest))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
    with open_log(ledger, "w") as log:
        recorded = log.head.size - len(WORLD)
        assert recorded in ([0, PLEDGES] if mark != "done" else [PLEDGES])
        assert log.head.tree == Tree().extended(log.lines())
        with batch.open("rb") as file:
            again = imported(log, file.read())
        assert (again.already, again.count) == (recorded, PLEDGES - recorded)
