"""Tests of what is printed, to the letter."""
