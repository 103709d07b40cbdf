"""What lets a stranger check the log: the tree, proofs, checkpoints, signed notes and keys."""
