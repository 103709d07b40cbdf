"""The files that hold keys. No error repeats what is in one."""

from __future__ import annotations

import os
from pathlib import Path

from bilat.events.bounded import read_file
from bilat.events.errors import BadInput, BilatError, StoreError
from bilat.events.log.transparency.cosignatures import WitnessKey
from bilat.events.log.transparency.keys import MAKE_ONE, NO_KEY, PRIVATE, PrivateKey, PublicKey

LIMIT = 10_000
"""Bytes in a key file."""


def write_pair(path: Path, key: PrivateKey) -> Path:
    """Write the private key (mode 0600) and, beside it, the public one as `.pub`; nothing is overwritten."""
    _refuse_a_key(path)
    public = path.with_name(path.name + ".pub")
    if public.exists():
        raise BadInput(f"{public} exists already: no key made", "choose another name")
    _create(path, key.secret_text(), 0o600)
    try:
        _create(public, str(key.public), 0o644)
    except BilatError:
        path.unlink()
        raise
    return public


def read_public(given: str) -> PublicKey:
    """Return the public key in a file, or given as text itself. Raises BadInput."""
    if given.count("+") >= 2 and not Path(given).is_file():
        return PublicKey.parse(given)
    return PublicKey.parse(_read(Path(given)))


def read_witness(given: str) -> WitnessKey:
    """Return the key of a witness in a file, or given as text itself; of either type. Raises BadInput."""
    if given.count("+") >= 2 and not Path(given).is_file():
        return WitnessKey.parse(given)
    return WitnessKey.parse(_read(Path(given)))


def read_private(path: Path) -> PrivateKey:
    """Return the private key in a file. Raises BadInput."""
    return PrivateKey.parse(_read(path))


def _refuse_a_key(path: Path) -> None:
    """Raise BadInput where the key itself stands in place of its file's name: no message may name that file."""
    if PRIVATE in str(path):
        raise BadInput("this is a private key, not the name of its file", "keep it in a file, or make a new one")


def _read(path: Path) -> str:
    _refuse_a_key(path)
    try:
        return read_file(path, LIMIT, "the key", MAKE_ONE).decode()
    except UnicodeDecodeError:
        raise BadInput(NO_KEY, MAKE_ONE) from None


def _create(path: Path, text: str, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise BadInput(f"{path} exists already: no key made", "choose another name") from None
    except OSError as error:
        cause = f"cannot write {path}: {error.strerror}"
        raise BadInput(cause, "is its folder there, and writable?") from None
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")
    except OSError as error:
        path.unlink()
        raise StoreError(f"cannot write {path}: {error.strerror}: no key made", "is the disk full?") from None
