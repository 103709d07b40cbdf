"""Campaigns: many hostile inputs, seeded; all of them with `BILAT_FULL=1`, a small slice by default."""
