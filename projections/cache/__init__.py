"""What is kept beside a ledger so that a report need not read it again: columns, accounts, and how they are checked."""
