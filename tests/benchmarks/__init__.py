"""Measurements: `python -m tests.benchmarks [--quick]` prints how fast `bilat` is, each row against its reference."""
