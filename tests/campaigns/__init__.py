"""Campaigns: many histories against what must hold of all of them; a small slice of each by default."""
