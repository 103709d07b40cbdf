"""From a ledger to the data of a page: what the checkpoint covers, cut to what the question rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bilat.events.errors import BadInput
from bilat.events.log import kept_tiles
from bilat.events.log.transparency.checkpoint import Checkpoint, origin
from bilat.events.log.transparency.keys import PublicKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.transparency.tiles import TiledTree, tree_of
from bilat.projections.page.carried import Placed
from bilat.projections.page.closure import Record
from bilat.projections.page.data import SHOWN, page_data
from bilat.projections.page.proof import PageProof, prove, root_of_lines
from bilat.projections.reports.query import QueriedLog, open_query
from bilat.projections.view.boundary import Boundary


class Sealed(NamedTuple):
    """The checkpoint that pages are made under: what it says, its text with signatures, and whose key is checked."""

    point: Checkpoint
    note: str
    key: PublicKey | None


def sealed(log: QueriedLog, tree: TiledTree, note: str | None, key: PublicKey | None) -> Sealed:
    """Return the checkpoint of a log: the one given, or an unsigned one of all that it holds.

    Raises BadInput for a checkpoint of another ledger, beyond this one, of another tree, or not signed by the key.
    """
    head = log.head
    if note is None:
        if key is not None:
            raise BadInput("a key says who signed a checkpoint", "give the checkpoint: --checkpoint FILE")
        point = Checkpoint.of(head.ledger, head.size, head.root)
        return Sealed(point, point.text, None)
    parsed = Note.parse(note.encode())
    point = Checkpoint.parse(parsed.text)
    if point.origin != origin(head.ledger):
        cause = f"the checkpoint is of {point.origin}, this ledger is {origin(head.ledger)}"
        raise BadInput(cause, "give a checkpoint of this ledger")
    if not 0 < point.size <= head.size:
        cause = f"the checkpoint is of {point.size} events, the ledger holds {head.size}"
        raise BadInput(cause, "give a checkpoint that this ledger reaches: `bilat seal` prints one")
    if tree.root(0, point.size) != point.root:
        cause = f"the first {point.size} events are not those of the checkpoint"
        raise BadInput(cause, "`bilat verify --checkpoint FILE` tells what was changed")
    if parsed.damaged:
        raise BadInput(f"the checkpoint is damaged: {parsed.damaged}", "get it again from whoever signed it")
    if key is not None and (objection := parsed.objection(key)):
        raise BadInput(f"the checkpoint does not fit the key: {objection}", "give the key that signed it")
    return Sealed(point, note, key)


def make(
    log: QueriedLog,
    relation: str | None,
    boundary: Boundary,
    note: str | None,
    key: PublicKey | None,
    shown: Collection[str] = SHOWN,
) -> Any:
    """Return the data of the page that answers a question to a log as of a checkpoint; `shown` are its reports.

    Raises BadInput as `sealed`, for an unknown relation, and for a clock of recording beyond the checkpoint.
    """
    tree = kept_tiles.tree(log)
    under = sealed(log, tree, note, key)
    question = open_query(log, relation, boundary)
    bounded = clocked(question.boundary, under.point.size)
    record = Record(log, question.frame, under.point.size)
    return page_data(proved(record, record.of(bounded), tree, under), bounded, shown)


def proved(record: Record, lines: Sequence[Placed], tree: TiledTree, under: Sealed) -> PageProof:
    """Return the lines of a page with their proof; where the tree is not theirs, it is made of the record anew."""
    key, size = None if under.key is None else str(under.key), under.point.size
    proof = prove(lines, size, tree.root, under.note, key)
    if root_of_lines(proof, size) == under.point.root:
        return proof
    whole = tree_of(line for _, line in record.lines(range(1, size + 1)))
    return prove(lines, size, whole.root, under.note, key)


def clocked(boundary: Boundary, size: int) -> Boundary:
    """Return a boundary as of a checkpoint of that many events. Raises BadInput for a clock beyond it."""
    until = boundary.recorded_until
    if isinstance(until, int) and until > size:
        raise BadInput(f"@{until} is beyond the checkpoint, which is of {size} events", "leave --recorded-by out")
    return boundary if boundary.recorded_by is not None else replace(boundary, recorded_by=f"@{size}")
