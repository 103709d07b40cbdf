"""What people touch: the commands, and the tables they print."""
