"""A spool: records of bytes put aside, in memory while they are few, in an unnamed file once they are many."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO

LIMIT = 8 << 20
"""Bytes that are kept in memory."""
READ = 1 << 18
"""Bytes that are read at once where one record follows another."""
BUFFER = 1 << 16
"""Bytes between two writes to the file."""


class RecordBuffer:
    """Records, each ended by the only newline in it. They are read by offset, or from one offset on."""

    def __init__(self) -> None:
        self.size = 0
        self._file: IO[bytes] = BytesIO()
        self._at_end = True

    def add(self, record: bytes) -> int:
        """Put a record aside and give its offset."""
        offset = self.size
        if not self._at_end:
            self._file.seek(offset)
            self._at_end = True
        self._file.write(record)
        self.size += len(record)
        if offset < LIMIT <= self.size:
            self._to_disk()
        return offset

    def at(self, offset: int) -> bytes:
        """Return the record at an offset."""
        self._file.seek(offset)
        self._at_end = False
        return self._file.readline()

    def records(self, offset: int = 0) -> Iterator[bytes]:
        """Yield every record from an offset on, those too that are added meanwhile."""
        while offset < self.size:
            self._file.seek(offset)
            self._at_end = False
            page = self._file.readlines(READ)
            offset = self._file.tell()
            yield from page

    def _to_disk(self) -> None:
        from tempfile import TemporaryFile  # takes a while to import, and most batches are small

        file = TemporaryFile(buffering=BUFFER)  # noqa: SIM115 it is closed with the spool
        file.write(self._file.getbuffer())  # type: ignore[attr-defined]  # a BytesIO until now
        self._file = file

    def __del__(self) -> None:
        self._file.close()
