"""Cosignatures of witnesses (c2sp.org/tlog-cosignature, version 1): a second person's key vouches for a checkpoint.

A witness signs the time and the checkpoint's text, and only what continues what it signed before. Its key has a type
of its own (4), so that a cosignature is never taken for the log's signature. The key files of `bilat seal --new-key`
serve: the same Ed25519 key is named anew.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import UnreadableCheckpoint, strict_base64
from bilat.events.log.transparency.keys import PRIVATE, PrivateKey, PublicKey
from bilat.events.log.transparency.signed_notes import Note, Signature

COSIGNATURE = b"\x04"
"""The byte that stands for Ed25519 cosignatures in the note format."""
_TIME_BYTES = 8
_LATEST = datetime(9999, 12, 31, tzinfo=UTC).timestamp()


class WitnessKey(NamedTuple):
    """The public key of a witness."""

    public: PublicKey

    @property
    def name(self) -> str:
        """Who the witness is."""
        return self.public.name

    @property
    def key_id(self) -> bytes:
        """The four bytes by which its signature lines are known."""
        return sha256(self.name.encode() + b"\n" + COSIGNATURE + self.public.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(COSIGNATURE + self.public.raw).decode()}"

    @classmethod
    def parse(cls, text: str) -> WitnessKey:
        """Read the text form, of either type. Raises BadInput for anything else, a private key too."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        try:
            raw = b"" if text.strip().startswith(PRIVATE) else strict_base64(encoded, "the key")
        except UnreadableCheckpoint:
            raw = b""
        if len(raw) != 33 or raw[:1] != COSIGNATURE:
            return cls(PublicKey.parse(text))
        plain = PublicKey(name, raw[1:])
        found = cls(PublicKey.parse(str(plain)))  # which refuses keys that prove nothing
        if found.key_id.hex() != key_id:
            raise BadInput("the key's id does not fit its name and bytes", "ask its owner for it again")
        return found


class Vouched(NamedTuple):
    """What became of a witness asked for: since when it vouches, or why it does not."""

    name: str
    since: datetime | None
    objection: str = ""


def cosigned(note: Note, key: PrivateKey, now: datetime) -> str:
    """Return the note with this witness's signature below the others; one that it gave before is replaced."""
    witness, time = WitnessKey(key.public), int(now.timestamp())
    raw = time.to_bytes(_TIME_BYTES, "big") + key.sign(_message(time, note.text))
    kept = [each for each in note.signatures if (each.name, each.key_id) != (witness.name, witness.key_id)]
    own = Signature(witness.name, witness.key_id, raw)
    return note.text + "\n" + "".join(each.line for each in [*kept, own])


def vouched(note: Note, key: WitnessKey) -> Vouched:
    """Tell since when a witness vouches for a checkpoint, or why it does not."""
    if note.damaged:
        return Vouched(key.name, None, note.damaged)
    own = [each for each in note.signatures if (each.name, each.key_id) == (key.name, key.key_id)]
    if not own:
        return Vouched(key.name, None, f"{key.name} did not cosign it with this key")
    times = []
    for each in own:
        time = int.from_bytes(each.signature[:_TIME_BYTES], "big")
        if time > _LATEST or not key.public.verifies(each.signature[_TIME_BYTES:], _message(time, note.text)):
            return Vouched(key.name, None, f"the cosignature of {key.name} does not fit the text")
        times.append(time)
    return Vouched(key.name, datetime.fromtimestamp(max(times), UTC))


def _message(time: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
