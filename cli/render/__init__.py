"""Reports as people and programs read them: tables, JSON, CSV and Markdown."""
