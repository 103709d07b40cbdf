"""A helper of the user's own that proposes events; nothing that it says is trusted."""
