"""YAML: a template that people fill in, and the log in documents."""
