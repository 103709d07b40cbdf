"""One module a report, and how a question reaches it."""
