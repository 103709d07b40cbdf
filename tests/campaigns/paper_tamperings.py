"""What may be done to the files that are handed out: checkpoints, signed or not, and proofs."""

import base64
import json
from collections.abc import Callable
from typing import Any

from bilat.events.log.transparency.keys import PrivateKey, PublicKey
from bilat.events.log.transparency.merkle import leaf_hash
from bilat.events.log.transparency.signed_notes import Note

Edit = Callable[[bytes], bytes]
STRANGER = PrivateKey("example.org/stranger", bytes(range(32)))
_DASH = "\N{EM DASH} "


def swapped(old: str, new: str) -> Edit:
    """One piece of text for another."""

    def edit(raw: bytes) -> bytes:
        assert old.encode() in raw, (old, raw)
        return raw.replace(old.encode(), new.encode(), 1)

    return edit


def line(number: int, change: Callable[[str], str]) -> Edit:
    """One line of a text, changed."""

    def edit(raw: bytes) -> bytes:
        lines = raw.decode().split("\n")
        lines[number] = change(lines[number])
        return "\n".join(lines).encode()

    return edit


def flipped(text: str) -> str:
    """Base64 or hex with another digit near its beginning."""
    return text[:6] + ("A" if text[6] != "A" else "B") + text[7:]


def other_hex(text: str) -> str:
    return text[:6] + ("0" if text[6] != "0" else "1") + text[7:]


def field(**changes: Any) -> Edit:
    """Fields of a proof for others; a function is given what stands there."""

    def edit(raw: bytes) -> bytes:
        given = json.loads(raw)
        for name, value in changes.items():
            given[name] = value(given.get(name)) if callable(value) else value
        return json.dumps(given).encode()

    return edit


def without(name: str) -> Edit:
    return lambda raw: json.dumps({key: value for key, value in json.loads(raw).items() if key != name}).encode()


def signed_by_a_stranger(raw: bytes) -> bytes:
    return Note.parse(raw)._replace(signatures=()).signed(STRANGER).encode()


def under_the_owners_name(raw: bytes) -> bytes:
    """A stranger's signature, under the name and the id of the owner's key."""
    note = Note.parse(raw)
    (own,) = note.signatures
    forged = own._replace(signature=STRANGER.sign(note.text.encode()))
    return f"{note.text}\n{forged.line}".encode()


def another_line_with_its_leaf(raw: bytes) -> bytes:
    value = json.loads(raw)
    changed = value["line"].replace("50000000", "60000000")
    return json.dumps(value | {"line": changed, "leaf": leaf_hash(changed.encode()).hex()}).encode()


TEXT: dict[str, Edit] = {
    "a smaller size": line(1, lambda size: str(int(size) - 1)),
    "a larger size": line(1, lambda size: str(int(size) + 40)),
    "a size with a zero before it": line(1, lambda size: "0" + size),
    "a size with a sign": line(1, lambda size: "+" + size),
    "a size below nothing": line(1, lambda size: "-" + size),
    "no size": line(1, lambda size: ""),
    "a size beyond all counting": line(1, lambda size: "9" * 40),
    "another root": line(2, flipped),
    "a root cut short": line(2, lambda root: root[:-4]),
    "a root that is longer": line(2, lambda root: base64.b64encode(base64.b64decode(root) + b"x").decode()),
    "a root with a blank": line(2, lambda root: root + " "),
    "another origin": line(0, lambda origin: origin[:-1] + ("0" if origin[-1] != "0" else "1")),
    "no origin": line(0, lambda origin: ""),
    "carriage returns": lambda raw: raw.replace(b"\n", b"\r\n"),
    "nothing at all": lambda raw: b"",
    "no text": lambda raw: b"\xff" + raw,
    "a byte of nought": lambda raw: raw + b"\0",
    "no last line end": lambda raw: raw[:-1],
}
"""Of any checkpoint."""

SIGNED: dict[str, Edit] = {
    **TEXT,
    "another signature": line(4, lambda signed: flipped(signed[:-20][::-1])[::-1] + signed[-20:]),
    "the signature of a stranger": signed_by_a_stranger,
    "a stranger's signature under the owner's name": under_the_owners_name,
    "no signature": lambda raw: raw.partition(b"\n\n")[0] + b"\n",
    "the signature cut short": line(4, lambda signed: signed[:-8]),
    "another name beside it": line(4, lambda signed: signed.replace(_DASH, _DASH + "x")),
    "no dash": line(4, lambda signed: signed.replace(_DASH, "- ")),
    "a line more": line(2, lambda root: root + "\nfurther"),
    "the signature twice, one changed": lambda raw: raw + under_the_owners_name(raw).partition(b"\n\n")[2],
    "the size changed, another signature line kept": lambda raw: signed_by_a_stranger(
        line(1, lambda size: str(int(size) - 1))(raw)
    ),
}
"""Of one that is signed, held to the key of its owner."""

PROOF: dict[str, Edit] = {
    "another size": field(size=lambda size: size - 1),
    "a size that is text": field(size=str),
    "a size of nought": field(size=0),
    "a size that is true": field(size=True),
    "another root": field(root=other_hex),
    "a root in capitals": field(root=str.upper),
    "a shorter path": field(path=lambda path: path[:-1]),
    "a longer path": field(path=lambda path: [*path, path[-1]]),
    "another path": field(path=lambda path: [other_hex(path[0]), *path[1:]]),
    "a path that is text": field(path="".join),
    "a path the other way round": field(path=lambda path: path[::-1]),
    "another origin": field(origin=other_hex),
    "no origin": without("origin"),
    "another kind of proof": swapped("inclusion", "consistency"),
    "no kind of proof": without("proof"),
    "a field more": field(approved=True),
    "a key twice": swapped('"size":', '"size": 1, "size":'),
    "cut in half": lambda raw: raw[: len(raw) // 2],
    "nothing at all": lambda raw: b"",
}
"""Of any proof."""

INCLUSION: dict[str, Edit] = {
    **PROOF,
    "another position": field(position=lambda position: position + 1),
    "a position of nought": field(position=0),
    "another event": field(event="pledge/p2#1"),
    "another leaf": field(leaf=other_hex),
    "no leaf": without("leaf"),
    "another line": field(line=lambda text: text.replace("50000000", "60000000")),
    "another line with its leaf": another_line_with_its_leaf,
    "no line": field(line=""),
    "a line that is no text": field(line="\ud800"),
    "a line with its end": field(line=lambda text: text + "\n"),
}
"""Of a proof that an event is in the record."""

CONSISTENCY: dict[str, Edit] = {
    **(PROOF | {"another kind of proof": swapped("consistency", "inclusion")}),
    "another beginning": field(first=lambda first: first + 1),
    "a beginning of nought": field(first=0),
    "a beginning beyond the end": field(first=99),
    "another root of the beginning": field(first_root=other_hex),
    "a leaf of the other kind": field(leaf="0" * 64),
}
"""Of a proof that the record only grew."""

NEUTRAL = PublicKey("example.org/stranger", b"\x01" + bytes(31))
"""A key of which everybody can make signatures."""
