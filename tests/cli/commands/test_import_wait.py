"""How long an import waits for another program that writes."""

import sqlite3
import time
from pathlib import Path

from tests.cli.conftest import Bilat


def test_an_import_that_is_to_wait_no_second_waits_none(ledger: Bilat) -> None:
    Path("in.jsonl").write_text('{"kind":"party-registered","stream":"party/VN","name":"Vietnam","type":"state"}\n')
    other = sqlite3.connect("bilat.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    busy = ledger("import", "in.jsonl", "--wait", "0")
    waited = time.monotonic() - began
    other.execute("ROLLBACK")
    other.close()
    assert (busy.code, busy.out) == (3, "")
    assert waited < 3  # the library's own time is five seconds
    assert ledger("import", "in.jsonl", "--wait", "0").code == 0
