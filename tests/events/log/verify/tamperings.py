"""What may be done to a ledger behind its back, and what `verify` says first of each."""

import sqlite3
from collections.abc import Callable

from bilat.events.log.transparency.merkle import Tree
from tests.events.log.verify.tampering import SEALED_AT, SIZE

Deed = Callable[[sqlite3.Connection], object]


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


def moved(position: int, to: int) -> str:
    """The statement that gives a row another position."""
    return f"UPDATE stored_events SET rowid = {to} WHERE rowid = {position}"


SWAP_LINES = sql(
    "UPDATE stored_events AS a SET state = (SELECT state FROM stored_events WHERE rowid = 5 + 6 - a.rowid) "
    "WHERE rowid IN (5, 6)"
)
SWAP_ROWS = sql(moved(5, 99), moved(6, 5), moved(99, 6))
INSERT = "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"

DEEDS: dict[str, tuple[Deed, str]] = {
    "one byte, still JSON": (rewritten(5, b"50000000", b"60000000"), "@5: this is not the line"),
    "one byte, no longer JSON": (rewritten(5, b"{", b"["), "@5: the line is not JSON"),
    "one byte of white space": (rewritten(5, b'"kind":', b'"kind": '), "@5: the line is not canonical"),
    "a key twice": (rewritten(5, b"{", b'{"amount":1,'), "@5: the line is not canonical"),
    "another stream in the line": (rewritten(5, b"pledge/p1", b"pledge/p9"), "@5: the columns beside"),
    "another kind in the line": (rewritten(5, b"announced", b"revised"), "@5: the columns beside"),
    "no such kind": (rewritten(5, b"announced", b"announcee"), "@5: unknown kind"),
    "an unknown party": (rewritten(5, b'"donor":"JP"', b'"donor":"FR"'), "@5: this is not the line"),
    "an unknown source": (rewritten(5, b'"mofa"', b'"mofo"'), "@5: this is not the line"),
    "a later target": (rewritten(10, b"p1#1", b"p1#2"), "@10: target: .* is no earlier event"),
    "an earlier time": (rewritten(5, b"2024-01-02T", b"2023-01-02T"), "@5: recorded at 2023"),
    "no time": (rewritten(5, b"2024-01-02T", b"2024-01-02 "), "@5: no `recorded_at`"),
    "nobody recorded it": (rewritten(5, b"tester", b""), "@5: no `recorder`"),
    "another version": (rewritten(10, b'"version":2', b'"version":3'), "@10: version 3 of pledge/p1 stands"),
    "a version that is text": (rewritten(5, b'"version":1', b'"version":"1"'), "@5: a recorded event has"),
    "another topic": (sql("UPDATE stored_events SET topic = 'x' WHERE rowid = 5"), "@5: the columns beside"),
    "another version beside": (
        sql("UPDATE stored_events SET originator_version = 4 WHERE rowid = 5"),
        "@5: the columns beside",
    ),
    "a stream that is no UTF-8": (
        sql("UPDATE stored_events SET originator_id = CAST(x'ff' AS TEXT) WHERE rowid = 5"),
        "@5: the columns beside",
    ),
    "a line that is text": (
        sql("UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 5"),
        "@5: the line is not canonical",
    ),
    "a line that is nothing": (sql("UPDATE stored_events SET state = NULL WHERE rowid = 5"), "@5: the line"),
    "a row dropped": (sql("DELETE FROM stored_events WHERE rowid = 5"), "@5: position 5 is missing"),
    "rows dropped": (sql("DELETE FROM stored_events WHERE rowid IN (5, 6, 7)"), "@5: position 5 to 7 is"),
    "a row dropped, the rest moved up": (
        sql("DELETE FROM stored_events WHERE rowid = 5", *(moved(each, each - 1) for each in range(6, 14))),
        "@5: this is not the line",
    ),
    "two lines swapped": (SWAP_LINES, "@5: the columns beside"),
    "two rows swapped": (SWAP_ROWS, "@5: this is not the line"),
    "the tail cut off": (sql("DELETE FROM stored_events WHERE rowid > 11"), "@12: the head counts 13 events"),
    "the tail and the seal cut off": (
        sql(f"DELETE FROM stored_events WHERE rowid >= {SEALED_AT}"),
        "@9: the head counts 13 events",
    ),
    "everything removed": (sql("DELETE FROM stored_events"), "@1: the head counts 13 events"),
    "a row inserted at the end": (
        sql(f"{INSERT} SELECT 14, 'pledge/p4', 2, topic, state FROM stored_events WHERE rowid = 7"),
        "@14: version 1 of",
    ),
    "a row inserted before the first": (
        sql(f"{INSERT} SELECT -1, 'pledge/x', 1, topic, state FROM stored_events WHERE rowid = 7"),
        "@-1: a row stands at -1",
    ),
    "a row inserted between": (
        sql(
            *(moved(each, each + 1) for each in range(SIZE, 6, -1)),
            f"{INSERT} VALUES (7, 'pledge/x', 1, 'pledge-completed', x'7b7d')",
        ),
        "@7: a recorded event has",
    ),
    "another root in the head": (
        sql("UPDATE head SET root = replace(root, substr(root, 1, 1), 'x')"),
        "@None: the head row contradicts",
    ),
    "another size in the head": (sql("UPDATE head SET size = 12"), "@13: the head counts 12 events"),
    "another peak in the head": (sql("UPDATE head SET peaks = '00' || substr(peaks, 3)"), "@1..8: "),
    "no peaks in the head": (sql("UPDATE head SET peaks = 'x'"), "@None: the head row cannot be read"),
    "a size that is no number": (sql("UPDATE head SET size = 'many'"), "@None: the head row cannot be read"),
    "another time in the head": (sql("UPDATE head SET recorded_at = ''"), "@None: the head was recorded at"),
    "no head": (sql("DELETE FROM head"), "@None: the ledger has 0 head rows"),
    "two heads": (
        sql("INSERT INTO head SELECT 'x', size, root, peaks, recorded_at FROM head"),
        "@None: the ledger has 2 head rows",
    ),
    "a byte, and a head to fit": (
        with_new_head(rewritten(5, b"50000000", b"60000000")),
        "@5: this is not the line",
    ),
    "rows swapped, and a head to fit": (with_new_head(SWAP_ROWS), "@5: this is not the line"),
    "another root in the seal, and a head to fit": (
        with_new_head(rewritten(SEALED_AT, b'"root":"', b'"root":"0')),
        "@9: this is not the line",
    ),
    "another ledger's id": (sql(f"UPDATE head SET ledger = '{32 * '0'}'"), "@9: the head row names the ledger 0000"),
    "an id that none has": (sql("UPDATE head SET ledger = '../../x'"), "@9: the head row names the ledger ../../x"),
    "the hashes kept, emptied": (
        sql("UPDATE leaves SET hashes = x''"),
        "@1: the hashes kept at recording cannot be read beyond the first 0",
    ),
    "the hashes kept of one batch, removed": (
        sql("DELETE FROM leaves WHERE first = 5"),
        "@5: the hashes kept at recording cannot be read beyond the first 4",
    ),
    "the hashes kept of the last batch, removed": (
        sql("DELETE FROM leaves WHERE first = 10"),
        "@10: hashes are kept of 9 events, the log holds 13",
    ),
    "the hashes kept, cut short": (
        sql("UPDATE leaves SET hashes = substr(hashes, 1, 64) WHERE first = 10"),
        "@12: hashes are kept of 11 events",
    ),
    "the tail cut off, and a head to fit": (
        with_new_head(sql("DELETE FROM stored_events WHERE rowid > 11")),
        "@12: hashes are kept of 13 events",
    ),
    "a seal of what comes after it": (
        with_new_head(rewritten(SEALED_AT, b'"size":8', b'"size":9')),
        "@9: this is not the line",
    ),
}
