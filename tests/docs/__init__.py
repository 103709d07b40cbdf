"""The documents do not lie: what they show is computed again, what they generate is compared."""
