"""A witness: cosigns a checkpoint only where it continues what the witness signed before.

What it signed last of each log is kept in a file of its own. Whoever rewrites a log can then show nobody two histories
that this witness vouches for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from bilat.events import plain_json
from bilat.events.bounded import read_file
from bilat.events.errors import BadInput
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.cosignatures import cosigned
from bilat.events.log.transparency.keys import PrivateKey, PublicKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.verify.proof_files import Proof
from bilat.events.outputs import written_beside

LIMIT = 1 << 20
"""Bytes in the file of what a witness signed."""


REWRITTEN = "keep both checkpoints: together they show that the log was rewritten"


class Inconsistent(BadInput):
    """A checkpoint does not continue what this witness signed before: nothing is cosigned."""

    def __init__(self, cause: str, remedy: str = REWRITTEN) -> None:
        super().__init__(f"not cosigned: {cause}", remedy)


class Witnessed(NamedTuple):
    """What a witness signed last of one log: the checkpoint's text, and the log's own key where one is known."""

    text: str
    log_key: str | None = None


def witness(
    note: Note,
    key: PrivateKey,
    now: datetime,
    state: Path,
    *,
    old: Note | None = None,
    proof: Proof | None = None,
    log_key: PublicKey | None = None,
) -> str:
    """Return the checkpoint with the cosignature of `key`, and remember it in `state`.

    `old` is what was signed last, needed where the state does not tell it; `proof` that the log only grew since;
    `log_key` the log's own, which is remembered. Raises Inconsistent for a checkpoint that is not a continuation,
    BadInput where something is missing, or the log's signature does not hold.
    """
    point, signed = Checkpoint.parse(note.text), _read(state)
    before = signed.get(point.origin)
    public = log_key or (PublicKey.parse(before.log_key) if before and before.log_key else None)
    if public is not None and (objection := note.objection(public)):
        raise BadInput(f"not cosigned: {objection}", "ask whoever keeps the log for a checkpoint that it signed")
    last = Checkpoint.parse(before.text) if before else None
    if old is not None:
        given = Checkpoint.parse(old.text)
        if given.origin != point.origin:
            raise BadInput(f"the old checkpoint is of {given.origin}, the new one of {point.origin}", "give one log's")
        if last is not None and given != last:
            raise Inconsistent(f"the last that was cosigned is of {last.size} events, with root {last.root.hex()}")
        last = given
    if last is not None:
        _continues(last, point, proof)
    text = cosigned(note, key, now)
    signed[point.origin] = Witnessed(note.text, str(public) if public else None)
    _write(state, signed)
    return text


def _continues(last: Checkpoint, point: Checkpoint, proof: Proof | None) -> None:
    """Raise Inconsistent where a checkpoint does not continue the last one, BadInput where no proof says so."""
    if point.size < last.size:
        cause = f"it is of {point.size} events, the last that was cosigned of {last.size}"
        raise Inconsistent(cause, "an older checkpoint needs none: give the newest of the log")
    if point.size == last.size:
        if point.root != last.root:
            raise Inconsistent(f"another root of the same {last.size} events was cosigned before")
        return
    if last.size == 0:
        return
    if proof is None:
        ask = f"bilat prove --from {last.size} --to {point.size} -o growth.json"
        raise BadInput(f"no proof that the log only grew since {last.size} events", f"give --proof: {ask}")
    shown = (proof.origin, proof.first, proof.first_root, proof.size, proof.root)
    if shown != (point.origin, last.size, last.root.hex(), point.size, point.root.hex()):
        ask = f"make one that fits: bilat prove --from {last.size} --to {point.size}"
        raise BadInput("the proof is not of the last that was cosigned and of this checkpoint", ask)
    if fault := next(proof.faults(), None):
        raise Inconsistent(fault.cause)


def _read(state: Path) -> dict[str, Witnessed]:
    if not state.exists():
        return {}
    try:
        value = plain_json.read(read_file(state, LIMIT, "the witness's state", "name its file with --state"))
        return {str(origin): _witnessed(each) for origin, each in value.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        cause = f"{state} is no state of a witness"
        raise BadInput(cause, "restore it: without it two histories could be cosigned") from None


def _witnessed(value: Mapping[str, Any]) -> Witnessed:
    found = Witnessed(value["checkpoint"], value.get("log_key"))
    Checkpoint.parse(found.text)
    return found


def _write(state: Path, signed: Mapping[str, Witnessed]) -> None:
    record = {origin: {"checkpoint": each.text, "log_key": each.log_key} for origin, each in signed.items()}
    with written_beside(state, 0o600) as out:
        out.write(orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
