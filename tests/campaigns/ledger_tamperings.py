"""What may be done to the file of a ledger by whoever may write it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import orjson

from bilat.events.log.stores.sqlite import TRIGGERS
from bilat.events.log.transparency.merkle import leaf_hash
from tests.events.log.verify.tampering import SEALED_AT, SIZE, behind_the_back
from tests.events.log.verify.tamperings import DEEDS, Deed, line, moved, rewritten, sql, with_new_head

Tampering = Callable[[str], None]
"""Changes the ledger at a place."""


def covered_up(deed: Deed) -> Deed:
    """The same, by somebody who also writes the head and the kept hashes anew."""

    def all_three(connection: sqlite3.Connection) -> None:
        with_new_head(deed)(connection)
        rows = connection.execute("SELECT state FROM stored_events ORDER BY rowid").fetchall()
        connection.execute("DELETE FROM leaves")
        hashes = b"".join(leaf_hash(bytes(row[0])) for row in rows)
        if hashes:
            connection.execute("INSERT INTO leaves VALUES (1, ?)", (hashes,))
        with suppress(ValueError, KeyError):
            at = orjson.loads(rows[-1][0])["recorded_at"] if rows else ""
            connection.execute("UPDATE head SET recorded_at = ?", (at,))

    return all_three


def unhindered(deed: Deed) -> Tampering:
    """A deed on rows, with the triggers out of the way and put back."""

    def tampering(place: str) -> None:
        with behind_the_back(place) as connection:
            deed(connection)

    return tampering


def plainly(*statements: str) -> Tampering:
    """Statements as anybody with `sqlite3` at hand may give them, the triggers left as they are."""

    def tampering(place: str) -> None:
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return tampering


def damaged(change: Callable[[bytes], bytes]) -> Tampering:
    """The file itself, changed as bytes."""

    def tampering(place: str) -> None:
        Path(place).write_bytes(change(Path(place).read_bytes()))

    return tampering


def dropped(name: str) -> Tampering:
    return plainly(f"DROP TRIGGER {name}")


def replaced(name: str) -> Tampering:
    table = name.partition("_")[0].replace("log", "stored_events")
    return plainly(f"DROP TRIGGER {name}", f"CREATE TRIGGER {name} AFTER DELETE ON {table} BEGIN SELECT 1; END")


_EVERY_HASH = "UPDATE leaves SET hashes = zeroblob(length(hashes))"
_PRINTED = "(SELECT hex(hashes) FROM leaves WHERE first = 5)"

ROWS: dict[str, Deed] = {name: deed for name, (deed, _) in DEEDS.items()} | {
    "the first row, covered up": covered_up(rewritten(1, b"Japan", b"China")),
    "a sealed row, covered up": covered_up(rewritten(5, b"50000000", b"60000000")),
    "a sealed row taken out, covered up": covered_up(
        sql("DELETE FROM stored_events WHERE rowid = 8", *(moved(each, each - 1) for each in range(9, SIZE + 1)))
    ),
    "sealed rows swapped, covered up": covered_up(sql(moved(6, 99), moved(7, 6), moved(99, 7))),
    "the seal's root, covered up": covered_up(rewritten(SEALED_AT, b'"root":"', b'"root":"0')),
    "the seal's size, covered up": covered_up(rewritten(SEALED_AT, b'"size":8', b'"size":7')),
    "the seal's ledger, covered up": covered_up(rewritten(SEALED_AT, b'"stream":"ledger/', b'"stream":"ledger/0')),
    "the seal of what is to come, covered up": covered_up(rewritten(SEALED_AT, b'"size":8', b'"size":99')),
    "a time still to come, covered up": covered_up(rewritten(SIZE, b"2024-01-04T", b"9999-01-04T")),
    "an unknown kind, covered up": covered_up(rewritten(SIZE, b"completed", b"finished")),
    "no recorder, covered up": covered_up(rewritten(SIZE, b'"recorder":"tester",', b"")),
    "a row for the last, not canonical, covered up": covered_up(rewritten(SIZE, b'"kind":', b'"kind" :')),
    "the hashes kept, all zero": sql(_EVERY_HASH),
    "the hashes kept, as text": sql(f"UPDATE leaves SET hashes = {_PRINTED} WHERE first = 5"),
    "the hashes kept, all removed": sql("DELETE FROM leaves"),
    "the hashes kept, moved": sql("UPDATE leaves SET first = first + 100"),
    "the hashes kept, one bit": sql("UPDATE leaves SET hashes = x'00' || substr(hashes, 2) WHERE first = 9"),
    "the head's id in capitals": sql("UPDATE head SET ledger = upper(ledger)"),
    "the head's id with a blank": sql("UPDATE head SET ledger = ledger || ' '"),
    "the head's time in the future": sql("UPDATE head SET recorded_at = '9999-12-31T23:59:59.999999Z'"),
    "the head's peaks, one more": sql("UPDATE head SET peaks = peaks || ' ' || root"),
    "the head's size below nothing": sql("UPDATE head SET size = -1"),
}
STRUCTURE: dict[str, Tampering] = {
    **{f"{name} dropped": dropped(name) for name in TRIGGERS},
    **{f"{name} replaced": replaced(name) for name in TRIGGERS},
    "a trigger too many": plainly("CREATE TRIGGER more AFTER INSERT ON leaves BEGIN SELECT 1; END"),
    "a table too many": plainly("CREATE TABLE more (text)"),
    "a view too many": plainly("CREATE VIEW more AS SELECT * FROM head"),
    "an index too many": plainly("CREATE INDEX more ON stored_events (topic)"),
    "a unique index": plainly("CREATE UNIQUE INDEX more ON head (root)"),
    "a column too many": plainly("ALTER TABLE head ADD COLUMN more"),
    "a column renamed": plainly("ALTER TABLE leaves RENAME COLUMN hashes TO more"),
    "a table renamed": plainly("ALTER TABLE leaves RENAME TO more"),
    "no head at all": plainly("DROP TABLE head"),
    "no events at all": plainly("DROP TABLE stored_events"),
    "another number of the schema": plainly("PRAGMA user_version = 0"),
    "a later number of the schema": plainly("PRAGMA user_version = 99"),
    "the file cut in half": damaged(lambda raw: raw[: len(raw) // 2]),
    "the file cut by a page": damaged(lambda raw: raw[:-4096]),
    "a page of zeros": damaged(lambda raw: raw[:4096] + bytes(4096) + raw[8192:]),
    "no magic": damaged(lambda raw: b"x" + raw[1:]),
    "an empty file": damaged(lambda raw: b""),
}
LEDGER: dict[str, Tampering] = {name: unhindered(deed) for name, deed in ROWS.items()} | STRUCTURE
"""Tamperings that `verify` finds, or refuses to read, with nothing else at hand."""

BEYOND_SEALS: dict[str, Tampering] = {
    "the last row, covered up": unhindered(covered_up(rewritten(SIZE, b'"on":"2024"', b'"on":"2025"'))),
    "the tail cut off, covered up": unhindered(covered_up(sql(f"DELETE FROM stored_events WHERE rowid = {SIZE}"))),
    "the seal and all after it cut off, covered up": unhindered(
        covered_up(sql(f"DELETE FROM stored_events WHERE rowid >= {SEALED_AT}"))
    ),
    "a row added, covered up": unhindered(
        covered_up(
            lambda connection: connection.execute(
                "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) "
                "VALUES (?, 'party/JP', 2, 'party-registered', ?)",
                (
                    SIZE + 1,
                    line(connection, 1).replace(b'"version":1', b'"version":2').replace(b"2024-01-01", b"2024-01-09"),
                ),
            )
        )
    ),
    "everything made anew, covered up": unhindered(covered_up(sql("DELETE FROM stored_events"))),
}
"""Tamperings of what no seal covers, by one who writes head and hashes to fit: a checkpoint alone finds them."""
