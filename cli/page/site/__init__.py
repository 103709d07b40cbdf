"""Sites: a page for each relation of a ledger, an index over them, and all of it to download."""
