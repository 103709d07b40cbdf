"""What foreign registers have in common: downloads, parties, states of an activity, amendments."""
