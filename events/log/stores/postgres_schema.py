"""The tables of a ledger on PostgreSQL, what keeps them append-only, and what their owner grants to others."""

from __future__ import annotations

from collections.abc import Iterator

SCHEMA = 1
TABLE = "stored_events"
TABLES = (
    b"CREATE TABLE head (ledger text PRIMARY KEY, size bigint NOT NULL, root text NOT NULL, "
    b"peaks text NOT NULL, recorded_at text NOT NULL, schema integer NOT NULL)",
    b"CREATE TABLE leaves (first bigint PRIMARY KEY, hashes bytea NOT NULL)",
)
"""What a ledger has beside the library's own table of events."""

_REFUSE = (
    "CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
)
_KEEP = (
    "CREATE FUNCTION a_ledger_keeps_its_id() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a ledger keeps its id'; END $$"
)
TRIGGERS = {
    "log_refuses_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW",
    "log_refuses_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
    "leaves_refuse_change": "BEFORE UPDATE OR DELETE ON leaves FOR EACH ROW",
    "leaves_refuse_truncate": "BEFORE TRUNCATE ON leaves FOR EACH STATEMENT",
    "head_refuses_delete": "BEFORE DELETE ON head FOR EACH ROW",
    "head_refuses_truncate": "BEFORE TRUNCATE ON head FOR EACH STATEMENT",
    "head_keeps_ledger": "BEFORE UPDATE OF ledger ON head FOR EACH ROW",
}
"""What makes the tables append-only, by name; `verify` looks for them."""
LATER = {"head_keeps_ledger": "a_ledger_keeps_its_id"}
"""Triggers with a function of their own, which ledgers that were made by the first release do not have."""

GRANTS = f"""-- for those who record:
GRANT SELECT, INSERT ON {TABLE}, leaves TO the_writers;
GRANT SELECT, UPDATE (size, root, peaks, recorded_at) ON head TO the_writers;
-- for those who only read:
GRANT SELECT ON {TABLE}, leaves, head TO the_readers;
"""
"""What a database owner grants to others; `init` prints it."""


def guards() -> Iterator[bytes]:
    """Yield the statements that make the tables append-only: their functions, then the triggers."""
    yield _REFUSE.encode()
    yield _KEEP.encode()
    for name, when in TRIGGERS.items():
        does = LATER.get(name, "log_is_append_only")
        yield f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {does}()".encode()
