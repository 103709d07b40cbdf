"""Whom a text may mean: states, organisations and groups by the names that people print."""
