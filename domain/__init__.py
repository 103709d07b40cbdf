"""What may be recorded: the rules each stream of events obeys (the write side)."""
