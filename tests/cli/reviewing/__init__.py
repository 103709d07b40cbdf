"""Reviewing a draft."""
