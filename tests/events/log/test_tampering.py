"""Whatever is done to a ledger behind its back, `verify` finds it and says where."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import StoreError
from bilat.events.log.log import open_log
from bilat.events.log.merkle import Tree
from bilat.events.log.sqlite import TRIGGERS
from tests.events.log.tampering import SEALED_AT, behind_the_back, sealed_ledger, told, verdict_on

Deed = Callable[[sqlite3.Connection], object]
SIZE = 13
AT = "2024-01-04T00:00:00.000000Z"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The ledger before anything is done to it."""
    return sealed_ledger(tmp_path_factory.mktemp("whole") / "ledger.db")


@pytest.fixture
def place(whole: str, tmp_path: Path) -> str:
    """A copy to spoil."""
    return shutil.copy(whole, tmp_path / "ledger.db")


def sql(*statements: str) -> Deed:
    return lambda connection: [connection.execute(statement) for statement in statements]


def line(connection: sqlite3.Connection, position: int) -> bytes:
    (state,) = connection.execute("SELECT state FROM stored_events WHERE rowid = ?", (position,)).fetchone()
    return bytes(state)


def rewritten(position: int, old: bytes, new: bytes) -> Deed:
    """One row's line, with some bytes replaced."""

    def deed(connection: sqlite3.Connection) -> None:
        before = line(connection, position)
        assert old in before
        after = before.replace(old, new, 1)
        connection.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (after, position))

    return deed


def with_new_head(deed: Deed) -> Deed:
    """The same, by somebody who also writes the head anew."""

    def both(connection: sqlite3.Connection) -> None:
        deed(connection)
        rows = connection.execute("SELECT state FROM stored_events ORDER BY rowid").fetchall()
        tree = Tree().extended(bytes(row[0]) for row in rows)
        peaks = " ".join(peak.hex() for peak in tree.peaks)
        values = (tree.size, tree.root.hex(), peaks)
        connection.execute("UPDATE head SET size = ?, root = ?, peaks = ?", values)

    return both


SWAP_LINES = sql(
    "UPDATE stored_events AS a SET state = (SELECT state FROM stored_events WHERE rowid = 5 + 6 - a.rowid) "
    "WHERE rowid IN (5, 6)"
)
SWAP_ROWS = sql(
    "UPDATE stored_events SET rowid = 99 WHERE rowid = 5",
    "UPDATE stored_events SET rowid = 5 WHERE rowid = 6",
    "UPDATE stored_events SET rowid = 6 WHERE rowid = 99",
)
INSERT = "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"
COPY = "originator_id, originator_version, topic, state FROM stored_events WHERE rowid = 7"

DEEDS: dict[str, tuple[Deed, str]] = {
    "one byte, still JSON": (rewritten(5, b"50000000", b"60000000"), "@1..8: .* the head of the ledger"),
    "one byte, no longer JSON": (rewritten(5, b"{", b"["), "@5: the line is not JSON"),
    "one byte of white space": (rewritten(5, b'"kind":', b'"kind": '), "@5: the line is not canonical"),
    "a key twice": (rewritten(5, b"{", b'{"amount":1,'), "@5: the line is not canonical"),
    "another stream in the line": (rewritten(5, b"pledge/p1", b"pledge/p9"), "@5: the columns beside"),
    "another kind in the line": (rewritten(5, b"announced", b"revised"), "@5: the columns beside"),
    "no such kind": (rewritten(5, b"announced", b"announcee"), "@5: unknown kind"),
    "an unknown party": (rewritten(5, b'"donor":"JP"', b'"donor":"FR"'), "@5: donor: party/FR is on record"),
    "an unknown source": (rewritten(5, b'"mofa"', b'"mofo"'), "@5: cites: source/mofo is on record nowhere"),
    "a later target": (rewritten(10, b"p1#1", b"p1#2"), "@10: target: .* is no earlier event"),
    "an earlier time": (rewritten(5, b"2024-01-02T", b"2023-01-02T"), "@5: recorded at 2023"),
    "no time": (rewritten(5, b"2024-01-02T", b"2024-01-02 "), "@5: no `recorded_at`"),
    "nobody recorded it": (rewritten(5, b"tester", b""), "@5: no `recorder`"),
    "another version": (rewritten(10, b'"version":2', b'"version":3'), "@10: version 3 of pledge/p1 stands where"),
    "a version that is text": (rewritten(5, b'"version":1', b'"version":"1"'), "@5: a recorded event has"),
    "another topic": (sql("UPDATE stored_events SET topic = 'x' WHERE rowid = 5"), "@5: the columns beside"),
    "another version beside": (
        sql("UPDATE stored_events SET originator_version = 4 WHERE rowid = 5"), "@5: the columns beside",
    ),
    "a stream that is no UTF-8": (
        sql("UPDATE stored_events SET originator_id = CAST(x'ff' AS TEXT) WHERE rowid = 5"), "@5: the columns beside",
    ),
    "a line that is text": (
        sql("UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 5"), "@5: the line is not canonical",
    ),
    "a line that is nothing": (sql("UPDATE stored_events SET state = NULL WHERE rowid = 5"), "@5: the line is not"),
    "a row dropped": (sql("DELETE FROM stored_events WHERE rowid = 5"), "@5: position 5 is missing"),
    "rows dropped": (sql("DELETE FROM stored_events WHERE rowid IN (5, 6, 7)"), "@5: position 5 to 7 is missing"),
    "a row dropped, the rest moved up": (
        sql("DELETE FROM stored_events WHERE rowid = 5", *(
            f"UPDATE stored_events SET rowid = {each - 1} WHERE rowid = {each}" for each in range(6, SIZE + 1)
        )), "@9: version 2 of pledge/p1 stands where version 1 is due",
    ),
    "two lines swapped": (SWAP_LINES, "@5: the columns beside"),
    "two rows swapped": (SWAP_ROWS, "@1..8: .* the head of the ledger"),
    "the tail cut off": (sql("DELETE FROM stored_events WHERE rowid > 11"), "@12: the head counts 13 events"),
    "the tail and the seal cut off": (
        sql(f"DELETE FROM stored_events WHERE rowid >= {SEALED_AT}"), f"@{SEALED_AT}: the head counts 13 events",
    ),
    "everything removed": (sql("DELETE FROM stored_events"), "@1: the head counts 13 events"),
    "a row inserted at the end": (
        sql(f"{INSERT} SELECT 14, 'pledge/p4', 2, topic, state FROM stored_events WHERE rowid = 7"), "@14: version 1 of",
    ),
    "a row inserted before the first": (
        sql(f"{INSERT} SELECT -1, 'pledge/x', 1, topic, state FROM stored_events WHERE rowid = 7"),
        "@-1: a row stands at -1",
    ),
    "a row inserted between": (
        sql(*(f"UPDATE stored_events SET rowid = {each + 1} WHERE rowid = {each}" for each in range(SIZE, 6, -1)),
            f"{INSERT} VALUES (7, 'pledge/x', 1, 'pledge-completed', x'7b7d')"), "@7: a recorded event has",
    ),
    "another root in the head": (
        sql("UPDATE head SET root = replace(root, substr(root, 1, 1), 'x')"), "@None: the head row contradicts",
    ),
    "another size in the head": (sql("UPDATE head SET size = 12"), "@13: the head counts 12 events"),
    "another peak in the head": (sql("UPDATE head SET peaks = '00' || substr(peaks, 3)"), "@1..8: "),
    "no peaks in the head": (sql("UPDATE head SET peaks = 'x'"), "@None: the head row cannot be read"),
    "a size that is no number": (sql("UPDATE head SET size = 'many'"), "@None: the head row cannot be read"),
    "another time in the head": (sql("UPDATE head SET recorded_at = ''"), "@None: the head was recorded at"),
    "no head": (sql("DELETE FROM head"), "@None: the ledger has 0 head rows"),
    "two heads": (sql("INSERT INTO head SELECT 'x', size, root, peaks, recorded_at FROM head"), "2 head rows"),
    "a byte, and a head to fit": (
        with_new_head(rewritten(5, b"50000000", b"60000000")), f"@1..8: .* the seal at @{SEALED_AT} tells",
    ),
    "rows swapped, and a head to fit": (with_new_head(SWAP_ROWS), f"@1..8: .* the seal at @{SEALED_AT} tells"),
    "another root in the seal, and a head to fit": (
        with_new_head(rewritten(SEALED_AT, b'"root":"', b'"root":"0')), f"@1..8: .* the seal at @{SEALED_AT} tells",
    ),
    "a seal of what comes after it": (
        with_new_head(rewritten(SEALED_AT, b'"size":8', b'"size":9')), f"@{SEALED_AT}: a seal of 9 events",
    ),
}  # fmt: skip


def test_the_ledger_itself_verifies(place: str) -> None:
    assert told(verdict_on(place, deep=True)) == []
    assert verdict_on(place).sealed == SEALED_AT - 1


@pytest.mark.parametrize(("deed", "expected"), DEEDS.values(), ids=DEEDS)
def test_what_is_done_behind_the_back_is_found_and_placed(place: str, deed: Deed, expected: str) -> None:
    with behind_the_back(place) as connection:
        deed(connection)
    first, *_ = told(verdict_on(place))
    assert pytest.approx(first) if False else __import__("re").match(expected, first) or expected in first, (
        first
    )


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_dropped_or_replaced_is_named(place: str, name: str) -> None:
    table = "head" if name.startswith("head") else "stored_events"
    for replacement in ("", f"CREATE TRIGGER {name} AFTER DELETE ON {table} BEGIN SELECT 1; END"):
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            connection.execute(f"DROP TRIGGER {name}")
            if replacement:
                connection.execute(replacement)
        assert [each for each in told(verdict_on(place)) if f"trigger {name} is " in each]


def test_a_trigger_too_many_is_named(place: str) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER helpful AFTER INSERT ON stored_events BEGIN SELECT 1; END")
    assert told(verdict_on(place)) == ["@None: a trigger helpful is there that `bilat init` did not make"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DROP TABLE head", "the table head is missing"),
        ("DROP TABLE stored_events", "the table stored_events is missing"),
        ("ALTER TABLE stored_events RENAME COLUMN state TO line", "the table stored_events has the columns"),
        ("PRAGMA user_version = 0", "the schema number of the file is 0, not 1"),
    ],
)
def test_a_table_that_is_not_as_it_was_made_is_named(place: str, statement: str, expected: str) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute(statement)
    assert [each for each in told(verdict_on(place)) if expected in each]


@settings(max_examples=150)
@given(data=st.data())
def test_a_flipped_byte_of_any_row_is_found(
    whole: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoiled = shutil.copy(whole, tmp_path_factory.mktemp("spoiled") / "ledger.db")
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
    ), told(verdict)


@settings(max_examples=150)
@given(data=st.data())
def test_a_flipped_byte_of_the_file_is_never_a_crash(
    whole: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoiled = shutil.copy(whole, tmp_path_factory.mktemp("spoiled") / "ledger.db")
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
