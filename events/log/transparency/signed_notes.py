"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import UnreadableCheckpoint, strict_base64
from bilat.events.log.transparency.keys import PrivateKey, PublicKey

LIMIT = 1 << 20
"""Bytes in a note; the format asks verifiers to have a limit."""
_DASH = "\N{EM DASH} "


class Signature(NamedTuple):
    """One signature line: the key's name, its four-byte id, and what the key made of the text."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """As it stands in the note, with its newline."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


class Note(NamedTuple):
    """A text and its signatures, if any. `damaged` says why a signature line cannot be read."""

    text: str
    signatures: Sequence[Signature] = ()
    damaged: str = ""

    @classmethod
    def parse(cls, raw: bytes) -> Note:
        """Read a note, or a bare text. Raises BadInput where it is neither."""
        try:
            note = raw.decode()
        except UnicodeDecodeError:
            raise BadInput("this is no checkpoint: not UTF-8 text", "`bilat seal` prints one") from None
        if len(raw) > LIMIT or any(ord(each) < 32 and each != "\n" for each in note):
            raise BadInput("this is no checkpoint: no plain text of lines", "`bilat seal` prints one")
        if "\n\n" not in note:
            return cls(note)
        text, _, below = note.rpartition("\n\n")
        try:
            return cls(text + "\n", [_signature(line) for line in _lines(below)])
        except UnreadableCheckpoint as error:
            return cls(text + "\n", (), error.message)

    def signed(self, key: PrivateKey) -> str:
        """Sign the text: return it with this key's signature below the others."""
        own = Signature(key.public.name, key.public.key_id, key.sign(self.text.encode()))
        return self.text + "\n" + "".join(each.line for each in [*self.signatures, own])

    def objection(self, key: PublicKey) -> str:
        """Tell why the note is not to be trusted by a holder of `key`; empty where it is."""
        if self.damaged:
            return self.damaged
        own = [each for each in self.signatures if (each.name, each.key_id) == (key.name, key.key_id)]
        if not own:
            names = ", ".join(dict.fromkeys(each.name for each in self.signatures)) or "nobody"
            return f"it is signed by {names}, not by {key.name} with this key"
        if not all(key.verifies(each.signature, self.text.encode()) for each in own):
            return f"the signature of {key.name} does not fit the text"
        return ""


def _lines(below: str) -> list[str]:
    if not below.endswith("\n"):
        raise UnreadableCheckpoint("the last signature line is cut off")
    return below[:-1].split("\n")


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not name or not encoded:
        raise UnreadableCheckpoint("a signature line is not of the form `\N{EM DASH} NAME BASE64`")
    raw = strict_base64(encoded, f"the signature of {name}")
    if len(raw) <= 4:
        raise UnreadableCheckpoint(f"the signature of {name} is cut off")
    return Signature(name, raw[:4], raw[4:])
