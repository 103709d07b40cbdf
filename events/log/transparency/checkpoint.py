"""Checkpoints: the head of a log as a text that is handed out, so that the log can be held to it later.

The text is a C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint): origin, size, root. Signed, it is a C2SP signed
note (c2sp.org/signed-note); see `notes`.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from bilat.events.errors import BadInput

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
ROOT_BYTES = 32


class UnreadableCheckpoint(BadInput):
    """A checkpoint of the right shape with a line that cannot be right: it was changed, or copied badly."""


class Checkpoint(NamedTuple):
    """The first `size` events of the log `origin` have the RFC 6962 root `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed: three lines, each ended by a newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def of(cls, ledger: str, size: int, root: str) -> Checkpoint:
        """Return the checkpoint of a ledger, by its id and its root in hex."""
        return cls(origin(ledger), size, bytes.fromhex(root))

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read the text; further lines (extensions) are passed over.

        Raises Damaged where one of size and root cannot be right, BadInput where the text is no checkpoint at all.
        """
        *lines, end = text.split("\n")
        if len(lines) < 3 or end or not all(lines) or not lines[0].isprintable():
            raise _no_checkpoint()
        damage = "" if _SIZE.fullmatch(lines[1]) else "the checkpoint's second line is no size"
        try:
            root = strict_base64(lines[2], "the checkpoint's root", ROOT_BYTES)
        except UnreadableCheckpoint as error:
            if damage:
                raise _no_checkpoint() from None
            damage = error.message
        if damage:
            raise UnreadableCheckpoint(damage)
        return cls(lines[0], int(lines[1]), root)


def _no_checkpoint() -> BadInput:
    return BadInput("this is no checkpoint", "it has three lines, origin, size and root; `bilat seal` prints one")


def origin(ledger: str) -> str:
    """Return the name under which a ledger's checkpoints are known: `bilat/<id>`."""
    return f"bilat/{ledger}"


def strict_base64(text: str, what: str, size: int | None = None) -> bytes:
    """Decode base64 (RFC 4648, section 4), exactly as encoding gives it, of `size` bytes. Raises Damaged."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableCheckpoint(f"{what} is not base64") from None
    if base64.b64encode(raw).decode() != text:
        raise UnreadableCheckpoint(f"{what} is not plain base64")
    if size is not None and len(raw) != size:
        raise UnreadableCheckpoint(f"{what} has {len(raw)} bytes, not {size}")
    return raw
