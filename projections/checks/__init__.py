"""Checks: what in the record does not agree with itself, one room a family of findings."""
