"""What is checked of an XLSX file before it is opened: it is a zip archive, not encrypted, not a bomb."""

from __future__ import annotations

import zipfile
from typing import IO, BinaryIO
from xml.parsers import expat

from bilat.events.errors import Problem

FILE_LIMIT, OPENED_LIMIT, PARTS_LIMIT, SHARED_LIMIT = 256 << 20, 1 << 30, 5_000, 128 << 20
"""Bytes of the file, of all its parts unpacked, the number of parts, bytes of any part but a sheet."""
TAGS_LIMIT = 1_500_000
"""Opening and closing tags in any part but a sheet: some 400,000 shared texts."""
RATIO_LIMIT, RATIO_FROM = 150, 16 << 20
"""How many times its packed size a part may unpack to, once it unpacks to more than this."""
_ENCRYPTED_OR_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16
_EBCDIC = b"\x4c\x6f\xa7\x94"
"""How `<?xm` begins in the encodings of mainframes."""


def unsafe(file: BinaryIO) -> Problem | None:
    """Tell why the workbook is not opened, if so. The file is left at its start."""
    head = file.read(8)
    file.seek(0)
    if head == _ENCRYPTED_OR_OLD:
        return _problem("the workbook is encrypted, or in the old .xls format", "save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(file) as archive:
            found = _unsafe(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        found = _problem(f"not an XLSX workbook: {error}", "save it as .xlsx")
    except Exception as error:
        # zlib.error and the like, for damaged parts
        found = _problem(f"the workbook is damaged: {error}", "open it in a spreadsheet and save it anew")
    file.seek(0)
    return found


def _unsafe(archive: zipfile.ZipFile) -> Problem | None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return _problem("the workbook is encrypted", "save it without a password")
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > OPENED_LIMIT:
        return _bomb(f"{len(parts):,} parts of {sum(part.file_size for part in parts):,} bytes in all")
    for part in parts:
        sheet = part.filename.startswith("xl/worksheets/")
        swollen = part.file_size > RATIO_FROM and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
        if swollen or (part.file_size > SHARED_LIMIT and not sheet):
            return _bomb(f"{part.filename[:60]} unpacks from {part.compress_size:,} to {part.file_size:,} bytes")
        with archive.open(part) as opened:
            if _declares(opened):
                return _problem(f"{part.filename[:60]} declares a document type", "no spreadsheet writes one")
        if not sheet and part.file_size > TAGS_LIMIT:
            with archive.open(part) as opened:
                if sum(chunk.count(b"<") for chunk in iter(lambda: opened.read(_CHUNK), b"")) > TAGS_LIMIT:
                    return _bomb(f"{part.filename[:60]} has more than {TAGS_LIMIT:,} tags")
    return None


def _declares(part: IO[bytes]) -> bool:
    """Tell whether a part, whatever its name, declares a document type, or is XML in an encoding that hides one."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    first = True
    while not found and (chunk := part.read(_CHUNK)):
        bare = chunk.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
        if first and not bare.startswith((b"<", _EBCDIC)):
            return False  # a picture, a printer's settings
        first = False
        try:
            parser.Parse(chunk)
        except expat.ExpatError:
            return not found or found[0]
    return bool(found) and found[0]


def _bomb(what: str) -> Problem:
    return _problem(f"the workbook is not opened: {what}", "save the sheet as CSV, or split it")


def _problem(message: str, remedy: str) -> Problem:
    return Problem("", "xlsx", message, remedy)
