"""Verifying a ledger in PostgreSQL: that its tables are as made, and that nothing was put on them.

The database may hold other tables; what matters is what changes the meaning of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bilat.events.log.stores.postgres_schema import TABLE
from bilat.events.log.verify.findings import Damage

COLUMNS = {
    "head": ["ledger", "size", "root", "peaks", "recorded_at", "schema"],
    "leaves": ["first", "hashes"],
    TABLE: ["originator_id", "originator_version", "topic", "state", "notification_id"],
}
_UNIQUE = {"head_pkey", "leaves_pkey", f"{TABLE}_pkey", f"{TABLE}_notification_id_idx"}
_OURS = "(to_regclass('head'), to_regclass('leaves'), to_regclass('stored_events'))"
_EXPORT = "`bilat export` what is there, compare it with a backup, and import it into a new ledger"


def strangers(select: Callable[[str], list[Any]]) -> Iterator[Damage]:
    """Yield what `bilat init` did not make: columns, unique indexes, checks, keys, rules and policies."""
    relations = select(f"SELECT relname, relkind::text, relrowsecurity FROM pg_class WHERE oid IN {_OURS}")
    for table, kind, policed in sorted(relations):
        if kind != "r":
            yield Damage(None, f"{table} is no table: what it shows may be computed", _EXPORT)
        if policed:
            yield Damage(None, f"row security is switched on for {table}: rows may be hidden", _EXPORT)
    query = (
        "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a JOIN pg_class c "
        f"ON c.oid = attrelid WHERE attnum > 0 AND NOT attisdropped AND attrelid IN {_OURS} GROUP BY 1 ORDER BY 1"
    )
    for table, columns in select(query):
        if columns != COLUMNS[table]:
            yield Damage(None, f"the table {table} has the columns {', '.join(columns)}", _EXPORT)
    query = "SELECT c.relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indisunique AND indrelid IN "
    unique = {name for (name,) in select(query + _OURS)}
    for name in sorted(unique - _UNIQUE):
        yield Damage(None, f"a unique index {name} is there that `bilat init` did not make", _EXPORT)
    for name in sorted(_UNIQUE - unique) if len(relations) == len(COLUMNS) else ():
        yield Damage(None, f"the unique index {name} is missing: a version or position could stand twice", _EXPORT)
    query = f"SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f', 'x') AND conrelid IN {_OURS} ORDER BY 1"
    for (name,) in select(query):
        yield Damage(None, f"a constraint {name} is there that `bilat init` did not make", _EXPORT)
    query = f"SELECT rulename FROM pg_rewrite WHERE rulename <> '_RETURN' AND ev_class IN {_OURS} ORDER BY 1"
    for (name,) in select(query):
        yield Damage(None, f"a rule {name} is there that `bilat init` did not make", _EXPORT)
