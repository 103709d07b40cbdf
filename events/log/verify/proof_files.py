"""Proofs as files: made from a log, written and read as JSON, checked against a log or a checkpoint.

Hashes are hex; positions count from 1. An inclusion proof carries the event's canonical line, so that whoever
has the file and the root needs nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from bilat.events import plain_json
from bilat.events.errors import BadInput, StoreError
from bilat.events.log.log import Log
from bilat.events.log.references import found
from bilat.events.log.transparency.checkpoint import origin
from bilat.events.log.transparency.merkle import Tree, leaf_hash
from bilat.events.log.transparency.proofs import (
    Span,
    consistency_spans,
    inclusion_spans,
    is_consistent,
    is_included,
)
from bilat.events.log.verify.findings import Damage

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
        """The proof as JSON."""
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
        """Where the proof does not prove what it says."""
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
        """Where a log or a checkpoint tells other roots; sizes that it does not tell are passed over."""
        for size, root in self.roots.items():
            if roots.get(size, root) != root:
                cause = f"the proof and {whose} tell different roots of the first {size} events"
                yield Damage(None, cause, "one of them was changed: compare with a signed checkpoint", self.event)


def check_origin(proof: Proof, found: str, whose: str) -> None:
    """Raise BadInput where the proof is for another tree than that of `whose`."""
    if proof.origin != found:
        cause = f"the proof is for another tree: it is of {proof.origin}, {whose} of {found}"
        raise BadInput(cause, f"give the ledger, or a checkpoint, of {proof.origin}")


def prove_inclusion(log: Log, position: int, size: int) -> Proof:
    """The proof that the event at `position` is in the tree of the first `size` events."""
    check_size(log, size)
    if not 0 < position <= size:
        raise BadInput(f"@{position} is not among the first {size} events", "name an event that is, or a larger --to")
    line = next(log.lines(position, position))
    path = tuple(_root(log, span) for span in inclusion_spans(position - 1, size))
    text = line.decode()
    proof = Proof(origin(log.id), size, _root(log, (0, size)), path, text, position, _event(text))
    return _sound(log, proof._replace(leaf=leaf_hash(line).hex()))


def prove_event(log: Log, reference: str, size: int) -> Proof:
    """Prove that the event named by STREAM#VERSION or @N is in the tree of the first `size` events.

    Raises BadInput, with near names, where the log has no such event, and for a stream in place of an event.
    """
    stream, version = found(log, reference)
    if version is None:
        raise BadInput(f"{stream} is a stream of events", f"name one of them, as in {stream}#1")
    return prove_inclusion(log, log.position(stream, version) or 0, size)


def prove_consistency(log: Log, first: int, size: int) -> Proof:
    """The proof that the tree of `size` events begins with that of the `first`."""
    check_size(log, size)
    if not 0 < first <= size:
        raise BadInput(f"no tree of {first} events lies in that of {size}", f"--from takes 1 to {size}")
    path = tuple(_root(log, span) for span in consistency_spans(first, size))
    root, first_root = _root(log, (0, size)), _root(log, (0, first))
    return _sound(log, Proof(origin(log.id), size, root, path, first=first, first_root=first_root))


def check_size(log: Log, size: int) -> None:
    """Raise BadInput where the log has not that many events."""
    if not 0 < size <= log.head.size:
        held = log.head.size
        raise BadInput(f"there is no tree of {size} events: the log holds {held}", f"give 1 to {held}")


def read(raw: bytes) -> Proof:
    """A proof from its JSON. Raises BadInput where it is none, or says more than a proof does.

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


def _root(log: Log, span: Span) -> str:
    start, stop = span
    return Tree().extended(log.lines(start + 1, stop)).root.hex()


def _sound(log: Log, proof: Proof) -> Proof:
    head = log.head
    if any(proof.faults()) or (proof.size == head.size and proof.root != head.root):
        raise StoreError("the log is not what its head says: nothing can be proved", "`bilat verify` tells more")
    return proof


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
