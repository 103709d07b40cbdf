"""Whatever is done to a ledger behind its back, `verify` finds it and says where."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import StoreError
from bilat.events.log.log import open_log
from bilat.events.log.stores.sqlite import TRIGGERS
from tests.events.log.verify.tampering import SEALED_AT, SIZE, behind_the_back, finding_texts, sealed_ledger, verdict_on
from tests.events.log.verify.tamperings import DEEDS, Deed, line
from tests.full import tries


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The ledger before anything is done to it."""
    return sealed_ledger(tmp_path_factory.mktemp("whole") / "ledger.db")


@pytest.fixture
def place(whole: str, tmp_path: Path) -> str:
    """A copy to spoil."""
    return shutil.copy(whole, str(tmp_path / "ledger.db"))


def test_the_ledger_itself_verifies(place: str) -> None:
    assert finding_texts(verdict_on(place, deep=True)) == []
    assert verdict_on(place).sealed == SEALED_AT - 1


@pytest.mark.parametrize(("deed", "expected"), DEEDS.values(), ids=DEEDS)
def test_what_is_done_behind_the_back_is_found_and_placed(place: str, deed: Deed, expected: str) -> None:
    with behind_the_back(place) as connection:
        deed(connection)
    first, *_ = finding_texts(verdict_on(place))
    assert pytest.approx(first) if False else __import__("re").match(expected, first) or expected in first, first


@pytest.mark.parametrize("name", TRIGGERS)
@pytest.mark.parametrize("replaced", [False, True], ids=["dropped", "replaced"])
def test_a_trigger_dropped_or_replaced_is_named(place: str, name: str, replaced: bool) -> None:
    table = "head" if name.startswith("head") else "stored_events"
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute(f"DROP TRIGGER {name}")
        if replaced:
            connection.execute(f"CREATE TRIGGER {name} AFTER DELETE ON {table} BEGIN SELECT 1; END")
    cause = "is not the one that `bilat init` made" if replaced else "is missing"
    assert [each for each in finding_texts(verdict_on(place)) if f"trigger {name} {cause}" in each]


def test_a_trigger_too_many_is_named(place: str) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER helpful AFTER INSERT ON stored_events BEGIN SELECT 1; END")
    assert finding_texts(verdict_on(place)) == ["@None: a trigger helpful is there that `bilat init` did not make"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DROP TABLE head", "the table head is missing"),
        ("DROP TABLE stored_events", "the table stored_events is missing"),
        ("ALTER TABLE stored_events RENAME COLUMN state TO line", "the table stored_events has the columns"),
        ("PRAGMA user_version = 0", "the schema number of the file is 0, not 1"),
        ("CREATE TABLE note (text)", "the table note is there that `bilat init` did not make"),
        ("CREATE VIEW events AS SELECT * FROM stored_events", "the view events is there that"),
        ("CREATE INDEX by_topic ON stored_events (topic)", "the index by_topic is there that"),
        ("CREATE UNIQUE INDEX one_root ON head (root)", "the index one_root is there that"),
        (
            "DROP TABLE leaves; CREATE TABLE leaves (first INTEGER PRIMARY KEY, hashes BLOB NOT NULL UNIQUE)",
            "the table leaves has a rule that `bilat init` did not make",
        ),
    ],
)
def test_a_table_that_is_not_as_it_was_made_is_named(place: str, statement: str, expected: str) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.executescript(statement)
    assert [each for each in finding_texts(verdict_on(place)) if expected in each]


@settings(max_examples=tries(150))
@given(data=st.data())
def test_a_flipped_byte_of_any_row_is_found(
    whole: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoiled = shutil.copy(whole, str(tmp_path_factory.mktemp("spoiled") / "ledger.db"))
    position = data.draw(st.integers(1, SIZE), label="position")
    with behind_the_back(spoiled) as connection:
        before = bytearray(line(connection, position))
        place = data.draw(st.integers(0, len(before) - 1), label="byte")
        before[place] ^= data.draw(st.integers(1, 255), label="flip")
        connection.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (bytes(before), position))
    verdict = verdict_on(spoiled)
    assert any(
        each.position is not None and each.position <= position <= (each.last or each.position)
        for each in verdict.findings
    ), finding_texts(verdict)


@settings(max_examples=tries(150))
@given(data=st.data())
def test_a_flipped_byte_of_the_file_is_never_a_crash(
    whole: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoiled = shutil.copy(whole, str(tmp_path_factory.mktemp("spoiled") / "ledger.db"))
    raw = bytearray(Path(whole).read_bytes())
    place = data.draw(st.integers(100, len(raw) - 1), label="byte")
    raw[place] ^= data.draw(st.integers(1, 255), label="flip")
    Path(spoiled).write_bytes(raw)
    try:
        clean = not verdict_on(spoiled).findings
    except StoreError:
        return  # SQLite itself cannot open it
    if clean:  # the byte is one that nobody reads
        with open_log(whole) as before, open_log(spoiled) as after:
            assert list(after.lines()) == list(before.lines())
