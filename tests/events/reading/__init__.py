"""Reading texts into drafts."""
