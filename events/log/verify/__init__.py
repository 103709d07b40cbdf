"""Recompute a ledger or an export, and say what does not hold."""
