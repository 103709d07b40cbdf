"""Checkpoints and signed notes to the byte, against the specification and the reference implementation."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import Checkpoint, UnreadableCheckpoint, origin
from bilat.events.log.transparency.keys import PrivateKey, PublicKey
from bilat.events.log.transparency.signed_notes import Note

# the key pair and note of golang.org/x/mod/sumdb/note (note_test.go): a published vector
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n\N{EM DASH} PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

SEED = bytes(range(32))
NAME = "example.org/seals"
SEALED = Checkpoint("bilat/f00d", 340, bytes(range(32, 64)))
TEXT = "bilat/f00d\n340\nICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=\n"


def signed_by_hand(text: str) -> str:
    """The signed note as the specification builds it, without a line of this program."""
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = key.public_key().public_bytes_raw()
    key_id = hashlib.sha256(NAME.encode() + b"\x0a" + b"\x01" + public).digest()[:4]
    signature = base64.b64encode(key_id + key.sign(text.encode())).decode()
    return f"{text}\n\u2014 {NAME} {signature}\n"


def test_the_text_is_three_lines() -> None:
    assert SEALED.text == TEXT
    assert Checkpoint.of("f00d", 340, bytes(range(32, 64)).hex()) == SEALED
    assert origin("f00d") == "bilat/f00d"


def test_a_checkpoint_is_signed_to_the_byte() -> None:
    assert Note(TEXT).signed(PrivateKey(NAME, SEED)) == signed_by_hand(TEXT)


def test_the_published_keys_and_note() -> None:
    key = PrivateKey.parse(GO_PRIVATE)
    assert str(key.public) == GO_PUBLIC
    assert key.secret_text() == GO_PRIVATE
    assert Note(GO_TEXT).signed(key) == GO_NOTE
    assert Note.parse(GO_NOTE.encode()).text == GO_TEXT
    assert Note.parse(GO_NOTE.encode()).objection(PublicKey.parse(GO_PUBLIC)) == ""


@given(
    st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=1),
    st.integers(0, 10**17),
    st.binary(min_size=32, max_size=32),
)
def test_what_is_written_is_read(name: str, size: int, root: bytes) -> None:
    checkpoint = Checkpoint(name, size, root)
    assert Checkpoint.parse(checkpoint.text) == checkpoint


@given(st.data())
def test_any_changed_byte_of_a_signed_note_is_objected_to(data: st.DataObject) -> None:
    note = bytearray(signed_by_hand(TEXT).encode())
    place = data.draw(st.integers(0, len(note) - 1))
    note[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != note[place]))
    try:
        parsed = Note.parse(bytes(note))
    except BadInput:
        return
    assert parsed.objection(PrivateKey(NAME, SEED).public)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (TEXT.replace("340", "0340"), "no size"),
        (TEXT.replace("340", "-1"), "no size"),
        (TEXT.replace("340", "\u0663"), "no size"),
        (TEXT.replace("ICEi", "ICE!"), "not base64"),
        (TEXT.replace("Pj8=", "Pj9="), "not plain base64"),
        (TEXT.replace("ICEi", ""), "29 bytes, not 32"),
    ],
)
def test_a_damaged_line_is_told(text: str, damage: str) -> None:
    with pytest.raises(UnreadableCheckpoint, match=damage):
        Checkpoint.parse(text)


@pytest.mark.parametrize("text", ["", "bilat/f00d\n340\n", TEXT.rstrip("\n"), "\n" + TEXT, "a\n\nb\n\n"])
def test_what_has_not_the_lines_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadInput, match="no checkpoint") as caught:
        Checkpoint.parse(text)
    assert not isinstance(caught.value, UnreadableCheckpoint)


def test_extension_lines_are_passed_over() -> None:
    assert Checkpoint.parse(TEXT + "more\n") == SEALED


def test_signatures_of_others_are_passed_over() -> None:
    first = Note.parse(signed_by_hand(TEXT).encode())
    both = Note.parse(first.signed(PrivateKey("other", bytes(32))).encode())
    assert len(both.signatures) == 2
    assert both.objection(PrivateKey(NAME, SEED).public) == ""
    assert both.objection(PrivateKey("other", bytes(32)).public) == ""
    stranger = both.objection(PrivateKey(NAME, bytes(32)).public)
    assert stranger == f"it is signed by {NAME}, other, not by {NAME} with this key"


def test_an_unsigned_text_is_signed_by_nobody() -> None:
    assert "signed by nobody" in Note.parse(TEXT.encode()).objection(PrivateKey(NAME, SEED).public)


@pytest.mark.parametrize("raw", [b"\xff\xfe\n", b"a\n1\r\n", b"a\x00b\n"])
def test_what_is_no_text_is_no_checkpoint(raw: bytes) -> None:
    with pytest.raises(BadInput, match="no checkpoint"):
        Note.parse(raw)
