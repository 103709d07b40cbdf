"""Ed25519 keys in the text forms of signed notes (c2sp.org/signed-note, golang.org/x/mod/sumdb/note).

Public: `NAME+ID+BASE64(0x01 || 32 bytes)`; private: `PRIVATE+KEY+NAME+ID+BASE64(0x01 || 32 bytes of seed)`.
The id is the first four bytes of SHA-256(name || 0x0A || 0x01 || public key), in hex. No error repeats what
it was given.
"""

from __future__ import annotations

import base64
import os
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import UnreadableCheckpoint, strict_base64
from bilat.events.log.transparency.curve import is_sound

ED25519 = b"\x01"
"""The byte that stands for Ed25519 in the note format."""
PRIVATE = "PRIVATE+KEY+"
"""How the text of a private key begins."""
MAKE_ONE = "`bilat seal --new-key FILE` makes a pair: FILE, and FILE.pub to give away"
NO_KEY = "this is no Ed25519 key of a signed note"
_NO_POINT = "this key proves nothing: it is no point of the curve, or one that fits signatures which nobody made"
_CHANGED = "the key's id does not fit its name and bytes"


class PublicKey:
    """A named key that checks signatures."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = check_name(name)
        self.raw = raw
        self.key_id = sha256(name.encode() + b"\n" + ED25519 + raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Tell whether the signature is this key's, of this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Read the text form. Raises BadInput for anything else, a private key too."""
        text = text.strip()
        if text.startswith(PRIVATE):
            raise BadInput("this is a private key", "give the public one, in the file ending in .pub")
        name, key_id, raw = _parts(text)
        key = cls(name, raw)
        if key.key_id.hex() != key_id:
            raise BadInput(_CHANGED, "copy it again from its file")
        if not is_sound(raw):
            raise BadInput(_NO_POINT, "ask its owner for another")
        return key


class PrivateKey:
    """A named key that signs. Its bytes are in no text that this class gives, but for `secret_text`."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = PublicKey(name, self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, name: str) -> PrivateKey:
        """Make a new key from the system's randomness."""
        return cls(name, os.urandom(32))

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature (RFC 8032: the same for the same message)."""
        return self._key.sign(message)

    def secret_text(self) -> str:
        """Return the text form that goes into the key file, and nowhere else."""
        encoded = base64.b64encode(ED25519 + self._seed).decode()
        return f"{PRIVATE}{self.public.name}+{self.public.key_id.hex()}+{encoded}"

    @classmethod
    def parse(cls, text: str) -> PrivateKey:
        """Read the text form. Raises BadInput for anything else, a public key too."""
        text = text.strip()
        if not text.startswith(PRIVATE):
            raise BadInput("this is a public key" if text.count("+") >= 2 else NO_KEY, MAKE_ONE)
        name, key_id, seed = _parts(text.removeprefix(PRIVATE))
        key = cls(name, seed)
        if key.public.key_id.hex() != key_id:
            raise BadInput(_CHANGED, "restore the key file from a backup")
        return key


def check_name(name: str) -> str:
    """Accept a key's name: not empty, no spaces, no plus, no controls."""
    if name and name.isprintable() and not any(each.isspace() or each == "+" for each in name):
        return name
    raise BadInput("a key's name has no spaces and no plus", "as in example.org/seals")


def _parts(text: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        raw = strict_base64(encoded, "the key")
    except UnreadableCheckpoint:
        raw = b""
    if not name or len(key_id) != 8 or len(raw) != 33 or raw[:1] != ED25519:
        raise BadInput(NO_KEY, MAKE_ONE)
    return name, key_id, raw[1:]
