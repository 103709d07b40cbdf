"""The archive keeps texts by their hash, and says when one was changed."""

import hashlib
from pathlib import Path

import pytest

from bilat.events.errors import BadInput, StoreError
from bilat.events.log.archive import Archive, archive_file, media_type

TEXT = "Japan will provide \u2018fifty million\u2019 dollars.".encode()
NAME = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.beside(str(tmp_path / "bilat.db"))


def test_a_text_is_kept_under_its_hash(archive: Archive, tmp_path: Path) -> None:
    assert archive.read(NAME) is None
    assert archive.keep(TEXT) == archive.keep(TEXT) == NAME
    assert archive.read(NAME) == TEXT
    assert [each.name for each in (tmp_path / "bilat.db.archive").iterdir()] == [NAME]
    assert archive.condition(NAME, len(TEXT)) == ""


def test_a_file_is_described_as_the_event_tells_it(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(TEXT)
    record = archive_file(str(tmp_path / "bilat.db"), tmp_path / "page.txt")
    assert record == {"sha256": NAME, "media_type": "text/plain", "size": len(TEXT)}
    assert Archive.beside(str(tmp_path / "bilat.db")).read(NAME) == TEXT


def test_a_changed_text_is_neither_used_nor_passed_over(archive: Archive) -> None:
    archive.keep(TEXT)
    file = archive.folder / NAME
    file.chmod(0o644)
    file.write_bytes(TEXT + b"!")
    with pytest.raises(StoreError, match="was changed since it was archived"):
        archive.read(NAME)
    assert "was changed" in (archive.condition(NAME, len(TEXT)) or "")
    assert archive.keep(TEXT) == NAME, "archiving it again mends it"
    assert archive.read(NAME) == TEXT


def test_a_size_that_was_told_wrong(archive: Archive) -> None:
    archive.keep(TEXT)
    assert "5 were told" in (archive.condition(NAME, 5) or "")


@pytest.mark.parametrize("name", ["0" * 64, "", "../bilat.db", "A" * 64])
def test_what_is_not_kept(archive: Archive, name: str) -> None:
    assert archive.read(name) is None
    assert archive.condition(name, 0) is None


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("page.html", b"<p>", "text/html"),
        ("page.pdf", b"%PDF", "application/pdf"),
        ("page", b"words", "text/plain"),
        ("page", b"\xff\x00", "application/octet-stream"),
        ("page.txt.gz", b"\x1f\x8b", "application/octet-stream"),
    ],
)
def test_the_media_type(name: str, text: bytes, expected: str) -> None:
    assert media_type(name, text) == expected


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="name the file that holds"):
        archive_file(str(tmp_path / "bilat.db"), tmp_path / "none.txt")


def test_a_ledger_on_a_server_has_no_archive() -> None:
    with pytest.raises(BadInput, match="a ledger that is a file"):
        Archive.beside("postgresql://host/db")
