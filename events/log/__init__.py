"""The log: an append-only, hash-chained sequence of canonical lines, kept by the eventsourcing library."""
