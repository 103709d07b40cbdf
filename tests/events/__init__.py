"""Tests of the vocabulary, the values, the log and the formats."""
