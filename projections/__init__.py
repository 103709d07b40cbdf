"""What follows from the record: pure functions from the log to tables (the read side)."""
