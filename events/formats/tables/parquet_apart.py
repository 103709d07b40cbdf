"""Parquet is unpacked in a process of its own: on some damaged files Polars ends the process that it runs in.

A run of a billion nulls in a page of ten bytes is more memory than there is, and that is no exception which could be
caught. What the other process hands over was written by Polars itself, a page of rows at a time.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import IO

import orjson
import polars as pl

from bilat.events.formats.tables.panics import Unreadable

READ = 5_000
"""Rows of a page: a column of few bytes may be long."""
MEMORY_LIMIT = 4 << 30
"""Bytes that the other process may reserve."""
_START = "from bilat.events.formats.tables.parquet_apart import main; main()"
_SIZE = 8
_FAILED = b"!"
Pages = Callable[[Sequence[str]], Iterator[pl.DataFrame]]


@contextmanager
def unpacked_apart(content: bytes) -> Iterator[tuple[list[str], Pages]]:
    """Return the names of the columns, and what gives the pages of some of them. Raises Unreadable."""
    command = [sys.executable, "-P", "-c", _START]
    env = {**os.environ, "POLARS_MAX_THREADS": "2", "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
    )
    assert process.stdin is not None
    assert process.stdout is not None
    given, got = process.stdin, process.stdout

    def pages(names: Sequence[str]) -> Iterator[pl.DataFrame]:
        _send(given, orjson.dumps(names))
        while page := _receive(got):
            yield pl.read_ipc(io.BytesIO(page))

    try:
        _send(given, content)
        yield orjson.loads(_receive(got)), pages
    finally:
        process.kill()
        with contextlib.suppress(BrokenPipeError):  # what it never read
            given.close()
        got.close()
        process.wait()


def main() -> None:
    """Unpack the file that comes on standard input, and hand it over on standard output."""
    _bound()
    content = _read(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        _send(out, orjson.dumps([*pl.read_parquet_schema(io.BytesIO(content))]))
        names = orjson.loads(_read(sys.stdin.buffer))
        for start in count(0, READ):
            page = pl.scan_parquet(io.BytesIO(content)).select(names).slice(start, READ).collect()
            packed = io.BytesIO()
            page.write_ipc(packed)
            _send(out, packed.getvalue())
            if page.height < READ:
                break
        _send(out, b"")
    except (BrokenPipeError, KeyboardInterrupt):
        return
    except BaseException as error:  # a PanicException is no Exception
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        _send(out, _FAILED + first[:200].encode(errors="replace"))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # there are no such limits on Windows
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _send(pipe: IO[bytes], message: bytes) -> None:
    try:
        pipe.write(len(message).to_bytes(_SIZE, "big"))
        pipe.write(message)
        pipe.flush()
    except BrokenPipeError:
        if pipe is sys.stdout.buffer:
            raise
        raise Unreadable("what was to unpack it has ended") from None


def _receive(pipe: IO[bytes]) -> bytes:
    """Read a message of the other process. Raises Unreadable where it says why it has none, or has ended."""
    try:
        message = _read(pipe)
    except EOFError:
        raise Unreadable("what was to unpack it has ended: it asks for more memory than there is") from None
    if message.startswith(_FAILED):
        raise Unreadable(message[1:].decode())
    return message


def _read(pipe: IO[bytes]) -> bytes:
    size = pipe.read(_SIZE)
    message = pipe.read(int.from_bytes(size, "big")) if len(size) == _SIZE else b""
    if len(size) < _SIZE or len(message) < int.from_bytes(size, "big"):
        raise EOFError
    return message
