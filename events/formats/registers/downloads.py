"""A downloaded file as a source: known by its SHA-256, so that the same bytes are the same source."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, cast

from bilat.events.base import Event
from bilat.events.formats.reading import RecordedStreams
from bilat.events.formats.registers.amendments import as_given, is_open
from bilat.events.sources import SourceArchived, SourceRegistered

CHUNK = 1 << 20
IN_MEMORY = 32 << 20


class Download(NamedTuple):
    """The bytes of a file, from their beginning, with their hash and count."""

    file: BinaryIO
    sha256: str
    size: int
    start: int = 0

    def rewind(self) -> None:
        """Go back to the beginning."""
        self.file.seek(self.start)

    def slug(self, register: str) -> str:
        """Return the source's slug: the register and the beginning of the hash."""
        return f"{register}-{self.sha256[:16]}"


@contextmanager
def downloaded(file: BinaryIO) -> Iterator[Download]:
    """Hash a file and hand it out at its beginning.

    What cannot be rewound (a pipe) is kept aside meanwhile.
    """
    seekable = file.seekable()
    with contextless(file) if seekable else cast("BinaryIO", tempfile.SpooledTemporaryFile(IN_MEMORY)) as kept:
        start = file.tell() if seekable else 0
        digest, size = hashlib.sha256(), 0
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if not seekable:
                kept.write(chunk)
        kept.seek(start)
        yield Download(kept, digest.hexdigest(), size, start)


@contextmanager
def contextless(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give a file that belongs to the caller, who closes it."""
    yield file


def registered(
    download: Download,
    register: str,
    media_type: str,
    known: RecordedStreams,
    *,
    title: str,
    publisher: str,
    published: str | None = None,
) -> Iterator[Event]:
    """Yield the source's registration and the hash of its text.

    Those recorded, where these bytes were imported before.
    """
    slug = download.slug(register)
    if is_open(known, f"source/{slug}"):
        yield from map(as_given, known.stream(f"source/{slug}"))
        return
    yield SourceRegistered(
        stream=f"source/{slug}", title=title, publisher=publisher, published=published, type="dataset"
    )
    yield SourceArchived(stream=f"source/{slug}", sha256=download.sha256, media_type=media_type, size=download.size)
