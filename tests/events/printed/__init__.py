"""What people print."""
