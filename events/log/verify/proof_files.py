"""Proofs as files: made from a log, written and read as JSON, checked against a log or a checkpoint.

Hashes are hex; positions count from 1. An inclusion proof carries the event's canonical line, so that whoever
has the file and the root needs nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

import orjson

from bilat.events import plain_json
from bilat.events.errors import BadInput, StoreError
from bilat.events.log import kept_tiles
from bilat.events.log.transparency.checkpoint import origin
from bilat.events.log.transparency.merkle import leaf_hash
from bilat.events.log.transparency.proofs import (
    Span,
    consistency_spans,
    inclusion_spans,
    is_consistent,
    is_included,
)
from bilat.events.log.transparency.tiles import TiledTree, tree_of
from bilat.events.log.verify.findings import Damage


class ProvedLog(kept_tiles.TiledLog, Protocol):
    """What a proof needs of a log: it is made from lines and from the head that they are held against."""

    @property
    def id(self) -> str: ...


_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SHARED = frozenset({"proof", "origin", "size", "root", "path"})
_FIELDS = {
    "inclusion": _SHARED | {"event", "position", "line", "leaf"},
    "consistency": _SHARED | {"first", "first_root"},
}
LIMIT = 8 << 20
"""Bytes in a proof: twice those of the longest line with its quotes escaped, and a path."""
_AGAIN = "make it again with `bilat prove`"


class Proof(NamedTuple):
    """What a proof tells: `line` is at `position` of the tree of `size`, or this begins with that of `first`.

    An inclusion proof has `line`, `position`, `event` and `leaf`, a consistency proof `first` and `first_root`.
    """

    origin: str
    size: int
    root: str
    path: tuple[str, ...]
    line: str = ""
    position: int = 0
    event: str = ""
    first: int = 0
    first_root: str = ""
    leaf: str = ""

    def as_record(self) -> dict[str, Any]:
        """Return the proof as JSON."""
        shared = {"origin": self.origin, "size": self.size, "root": self.root, "path": list(self.path)}
        if not self.line:
            return {"proof": "consistency", "first": self.first, "first_root": self.first_root, **shared}
        own = {"event": self.event, "position": self.position, "line": self.line, "leaf": self.leaf}
        return {"proof": "inclusion", **own, **shared}

    @property
    def roots(self) -> dict[int, str]:
        """The roots that it speaks of, by size."""
        return {self.size: self.root} | ({self.first: self.first_root} if self.first else {})

    def faults(self) -> Iterator[Damage]:
        """Yield where the proof does not prove what it says."""
        path, root = [bytes.fromhex(each) for each in self.path], bytes.fromhex(self.root)
        if not self.line:
            if not is_consistent(self.first, self.size, path, bytes.fromhex(self.first_root), root):
                cause = f"the proof does not lead from the first {self.first} events to all {self.size}"
                yield Damage(None, cause, _AGAIN)
            return
        leaf = leaf_hash(self.line.encode())
        if not is_included(leaf, self.position - 1, self.size, path, root):
            cause = f"the proof does not lead from the line at {self.position} to the root of {self.size} events"
            yield Damage(self.position, cause, _AGAIN, self.event)
        elif self.event != _event(self.line):
            yield Damage(self.position, f"the line is {_event(self.line)}, not {self.event}", _AGAIN, self.event)
        elif self.leaf != leaf.hex():
            yield Damage(self.position, "the leaf in the proof is not the hash of its line", _AGAIN, self.event)

    def contradictions(self, whose: str, roots: Mapping[int, str]) -> Iterator[Damage]:
        """Yield where a log or a checkpoint tells other roots; sizes that it does not tell are passed over."""
        for size, root in self.roots.items():
            if roots.get(size, root) != root:
                cause = f"the proof and {whose} tell different roots of the first {size} events"
                yield Damage(None, cause, "one of them was changed: compare with a signed checkpoint", self.event)


def check_origin(proof: Proof, found: str, whose: str) -> None:
    """Raise BadInput where the proof is for another tree than that of `whose`."""
    if proof.origin != found:
        cause = f"the proof is for another tree: it is of {proof.origin}, {whose} of {found}"
        raise BadInput(cause, f"give the ledger, or a checkpoint, of {proof.origin}")


def prove_inclusion(log: ProvedLog, position: int, size: int) -> Proof:
    """Return the proof that the event at `position` is in the tree of the first `size` events."""
    check_size(log, size)
    if not 0 < position <= size:
        raise BadInput(f"@{position} is not among the first {size} events", "name an event that is, or a larger --to")
    line = next(log.lines(position, position))
    text = line.decode()
    proof = Proof(origin(log.id), size, "", (), text, position, _event(text), leaf=leaf_hash(line).hex())
    return _proved(log, lambda tree: _on_path(proof, tree, inclusion_spans(position - 1, size)))


def prove_consistency(log: ProvedLog, first: int, size: int) -> Proof:
    """Return the proof that the tree of `size` events begins with that of the `first`."""
    check_size(log, size)
    if not 0 < first <= size:
        raise BadInput(f"no tree of {first} events lies in that of {size}", f"--from takes 1 to {size}")

    def made(tree: TiledTree) -> Proof:
        proof = Proof(origin(log.id), size, "", (), first=first, first_root=tree.root(0, first).hex())
        return _on_path(proof, tree, consistency_spans(first, size))

    return _proved(log, made)


def check_size(log: ProvedLog, size: int) -> None:
    """Raise BadInput where the log has not that many events."""
    if not 0 < size <= log.head.size:
        held = log.head.size
        raise BadInput(f"there is no tree of {size} events: the log holds {held}", f"give 1 to {held}")


def read(raw: bytes) -> Proof:
    """Return a proof from its JSON. Raises BadInput where it is none, or says more than a proof does.

    What it says and does not prove, its leaf among that, is for `faults`.
    """
    try:
        orjson.loads(raw)  # refuses what is no text, such as halves of surrogate pairs
        value = plain_json.read(raw)
        fields = _FIELDS.get(value["proof"], frozenset())
        if fields and (more := sorted(value.keys() - fields)):
            raise BadInput(f"this proof holds what no proof has: {', '.join(more)[:90]}", _AGAIN)
        path = tuple(map(_hash, value["path"])) if isinstance(value["path"], list) else None
        if fields and path is not None:
            proof = Proof(_text(value["origin"]), _count(value["size"]), _hash(value["root"]), path)
            if value["proof"] == "consistency":
                return proof._replace(first=_count(value["first"]), first_root=_hash(value["first_root"]))
            line, event = _text(value["line"]), _text(value["event"])
            return proof._replace(line=line, position=_count(value["position"]), event=event, leaf=_hash(value["leaf"]))
    except BadInput:
        raise
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise BadInput("this is no proof", "`bilat prove` writes one")


def _on_path(proof: Proof, tree: TiledTree, spans: list[Span]) -> Proof:
    path = tuple(tree.root(*span).hex() for span in spans)
    return proof._replace(root=tree.root(0, proof.size).hex(), path=path)


def _proved(log: ProvedLog, made: Callable[[TiledTree], Proof]) -> Proof:
    """Make a proof of the tiles that are kept, else, where it does not fit the head of the log, of all lines.

    Raises StoreError where these do not fit it either.
    """
    head = log.head
    trees: tuple[Callable[[], TiledTree], ...] = (
        lambda: kept_tiles.tree(log),
        lambda: tree_of(log.lines(1, head.size)),
    )
    for tree in trees:
        try:
            whole = tree()
            proof = made(whole)
        except (OSError, ValueError):  # a tile that is gone or cut
            continue
        path = [whole.root(*span) for span in consistency_spans(proof.size, head.size)]
        root, last = bytes.fromhex(proof.root), bytes.fromhex(head.root)
        if not any(proof.faults()) and is_consistent(proof.size, head.size, path, root, last):
            return proof
    raise StoreError("the log is not what its head says: nothing can be proved", "`bilat verify` tells more")


def _event(line: str) -> str:
    try:
        value = orjson.loads(line)
        return f"{value['stream']}#{value['version']}"
    except (ValueError, TypeError, KeyError):
        return "no event"


def _text(text: Any) -> str:
    if isinstance(text, str) and text:
        return text
    raise ValueError


def _hash(text: Any) -> str:
    if isinstance(text, str) and _HASH.fullmatch(text):
        return text
    raise ValueError


def _count(number: Any) -> int:
    if type(number) is int and number > 0:
        return number
    raise ValueError
