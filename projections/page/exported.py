"""An export of a log as pages are cut from it: its lines, with no ledger behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bilat.events.errors import BadInput

LIMIT = 1 << 31
"""Bytes in an export that is held against a page."""


class ExportedLog:
    """The lines of a file in JSON Lines. Raises BadInput where it cannot be read."""

    def __init__(self, path: Path) -> None:
        try:
            if path.stat().st_size > LIMIT:
                raise BadInput(f"{path} is larger than {LIMIT:,} bytes", "verify the page where the ledger is")
            self._lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
        except OSError as error:
            cause = f"cannot read the log {path}: {error.strerror}"
            raise BadInput(cause, "name a file made by `bilat export`") from None

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """Yield the lines from position `start` to `stop`."""
        return iter(self._lines[start - 1 : stop])
