"""Campaigns: many hostile tries, seeded, all of them with BILAT_FULL=1 and a slice by default."""
