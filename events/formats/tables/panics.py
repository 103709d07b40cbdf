"""Polars on damaged files: it panics, which is no Exception and prints a trace of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_KEPT = (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


class Unreadable(Exception):
    """Why a damaged file cannot be unpacked, in the words of what unpacks it."""


def unpacked(unpack: Callable[[], T]) -> T:
    """Return what `unpack` gives. Raises Unreadable for whatever it raises, panics included, and keeps them quiet."""
    try:
        with _quiet():
            return unpack()
    except _KEPT:
        raise
    except BaseException as error:  # a PanicException is no Exception
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Unreadable(first[:200]) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nothing be written to standard error meanwhile, by code that is not Python's neither."""
    try:
        sys.stderr.flush()
        kept = os.dup(2)
    except (OSError, AttributeError, ValueError):  # it is closed: nobody hears a panic
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
