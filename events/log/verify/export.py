"""Verifying an export: the canonical lines in a file, with no ledger at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from bilat.events.errors import BadInput
from bilat.events.log.head import Head
from bilat.events.log.verify.findings import Damage

LINE_LIMIT = 1 << 20
"""Bytes in a line, its end not counted."""
_EXPORT = "name a file made by `bilat export` that can be read"
_MORE = "an export has one event a line, each as it was recorded"


class ExportFile:
    """The lines of an open file, which must be one that can be read twice."""

    columns = False

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name, self._file = name, file
        self.damage: list[Damage] = []

    def structure(self) -> Iterator[Damage]:
        """Nothing: an export has no tables."""
        return iter(())

    def head(self) -> Head | Damage | None:
        """None: an export has no head."""
        return None

    def seals(self) -> Iterator[bytes]:
        """Yield the lines that may hold seals."""
        return (line for line in self._lines() if b"ledger-sealed" in line)

    def leaves(self) -> Iterator[tuple[int, bytes]]:
        """Nothing: an export keeps no hashes."""
        return iter(())

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every line with its number."""
        return enumerate(self._lines(), 1)

    def _lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        try:
            for number, line in enumerate(iter(lambda: self._file.readline(LINE_LIMIT + 1), b""), 1):
                if len(line) > LINE_LIMIT and not line.endswith(b"\n"):
                    cause = f"the line is longer than {LINE_LIMIT:,} bytes"
                    self.damage.append(Damage(number, cause, _MORE))
                    return
                yield line.removesuffix(b"\n")
        except OSError as error:
            raise BadInput(f"cannot read {self.name}: {error.strerror}", _EXPORT) from None
