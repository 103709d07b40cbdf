"""The archive: the texts of sources, kept by their SHA-256 in a folder beside the ledger."""

from __future__ import annotations

import mimetypes
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from bilat.events.errors import BadInput, BilatError, StoreError
from bilat.events.outputs import written_beside

LIMIT = 256 << 20
"""Bytes of one text."""
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Archive:
    """The folder `<ledger>.archive`: each file's name is the hash of what is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, location: str) -> Archive:
        """Return the archive of the ledger at `location`. Raises BadInput for a ledger on a server: it has none."""
        if "://" in location:
            cause = "texts are archived beside a ledger that is a file"
            raise BadInput(cause, "give --sha256, --media-type and --size instead")
        path = Path(location)
        whole = path.resolve() if path.is_symlink() else path  # a link to a ledger has no texts of its own
        return cls(Path(f"{whole}.archive"))

    def keep(self, text: bytes) -> str:
        """Store a text and return its hash."""
        name = sha256(text).hexdigest()
        path = self.folder / name
        if path.exists() and path.read_bytes() == text:
            return name
        try:
            self.folder.mkdir(exist_ok=True)
            with written_beside(path, 0o444) as file:
                file.write(text)
        except OSError as error:
            cause = f"cannot write {path}: {error.strerror}"
            raise StoreError(cause, "is the folder writable, the disk full?") from None
        except BilatError as error:
            raise StoreError(error.message, "is the folder writable, the disk full?") from None
        return name

    def read(self, name: str) -> bytes | None:
        """Return the text with this hash; None where it is not kept. Raises StoreError where it was changed."""
        try:
            text = (self.folder / name).read_bytes() if _NAME.fullmatch(name) else None
        except FileNotFoundError:
            return None
        except OSError as error:
            cause = f"cannot read {self.folder / name}: {error.strerror}"
            raise StoreError(cause, "look at its permissions") from None
        if text is not None and sha256(text).hexdigest() != name:
            cause = f"{self.folder / name} was changed since it was archived"
            raise StoreError(cause, "put the text that was archived back in its place")
        return text

    def condition(self, name: str, size: Any) -> str | None:
        """Return what is wrong with the text of this hash; empty where nothing is, None where it is not kept."""
        path = self.folder / name
        if not _NAME.fullmatch(name) or not path.exists():
            return None
        digest, length = sha256(), 0
        try:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
                    length += len(chunk)
        except OSError as error:
            return f"the archived text {path} cannot be read: {error.strerror}"
        if digest.hexdigest() != name:
            return f"the archived text {path} was changed"
        return "" if length == size else f"the archived text {path} has {length} bytes, {size} were told"


def archive_file(location: str, path: Path) -> dict[str, Any]:
    """Keep a file beside the ledger at `location`; give what `source-archived` tells of it."""
    try:
        if path.stat().st_size > LIMIT:
            raise BadInput(f"{path} has more than {LIMIT >> 20} MiB", "archive the page, not the whole site")
        text = path.read_bytes()
    except OSError as error:
        cause = f"cannot read {path}: {error.strerror}"
        raise BadInput(cause, "name the file that holds the source's text") from None
    kept = Archive.beside(location).keep(text)
    return {"sha256": kept, "media_type": media_type(path.name, text), "size": len(text)}


def media_type(name: str, text: bytes) -> str:
    """Return the media type by the file's name, else by whether it is text."""
    guessed, encoding = mimetypes.MimeTypes().guess_type(name)  # Python's own table: the same on every machine
    if guessed and not encoding:
        return guessed
    try:
        text.decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain"
