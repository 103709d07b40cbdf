"""What happened: the vocabulary of immutable events, the log that keeps them, the formats they travel in."""
