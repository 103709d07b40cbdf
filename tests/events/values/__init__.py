"""Tests of amounts, dates and codes."""
