"""Reviewing a draft: proposal by proposal, the most doubted first, each decision in the file at once."""
