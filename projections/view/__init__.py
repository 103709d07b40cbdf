"""What of the log a question sees: its boundary, clocks, corrections, parties and relations."""
