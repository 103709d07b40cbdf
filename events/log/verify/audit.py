"""What `verify` is asked, put together: which log, held to which checkpoint, with which proof."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from bilat.events.bounded import read_bounded, read_file
from bilat.events.errors import BadInput
from bilat.events.location import POSTGRES, checked, redact_location
from bilat.events.log.archive import Archive
from bilat.events.log.transparency.checkpoint import Checkpoint, UnreadableCheckpoint
from bilat.events.log.transparency.cosignatures import Vouched, vouched
from bilat.events.log.transparency.signed_notes import LIMIT as NOTE_LIMIT
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.verify.findings import Damage
from bilat.events.log.verify.proof_files import LIMIT as PROOF_LIMIT
from bilat.events.log.verify.proof_files import Proof, check_origin, read
from bilat.events.log.verify.verify import Verdict, VerifiedSource, verify

STORE_MAGIC = b"SQLite format 3\0"
_READABLE = "name a file that can be read"

Advance = Callable[[int | None], None]
"""Says how many bytes have been read; none once everything has, and what is left has no known length."""

Beside = Callable[[str, bool], tuple[str, list[Damage]]]
"""Says of a sound ledger, and whether to look deep, what is kept beside it and what is wrong there."""


@contextmanager
def _unwatched(size: int | None) -> Iterator[Advance]:
    yield lambda read: None


class HandedOut(NamedTuple):
    """A checkpoint file: what it says if it can be read, and why it is not to be trusted.

    `signer` is whose signature was checked and holds, `asked` whose was asked for; empty for nobody. `witnesses` are
    those asked for, with since when each vouches for it.
    """

    checkpoint: Checkpoint | None
    objection: str
    signer: str
    asked: str
    witnesses: tuple[Vouched, ...] = ()


class Audit(NamedTuple):
    """What came of it: the verdict on the log if one was read, and the findings on everything.

    `kept` says what of the columns and accounts beside a sound ledger, which reports are made of, was looked at.
    """

    verdict: Verdict | None
    handed_out: HandedOut | None
    proof: Proof | None
    findings: list[Damage]
    total: int
    kept: str = ""


def audit(
    ledger: str,
    *,
    now: datetime,
    file: str | None = None,
    checkpoint: str | None = None,
    key: str | None = None,
    proof: str | None = None,
    witnesses: Sequence[str] = (),
    deep: bool = False,
    beside: Beside | None = None,
    progress: Callable[[int | None], AbstractContextManager[Advance]] = _unwatched,
) -> Audit:
    """Verify the export `file`, else the ledger; a proof with a checkpoint needs neither. Raises BadInput.

    Times of recording after `now` are findings. `beside` looks at what is kept beside a sound ledger, which is no
    part of the record; without it nobody does.
    """
    if key is not None and checkpoint is None:
        raise BadInput("--key says who signed a checkpoint", "give the checkpoint with --checkpoint FILE")
    if witnesses and checkpoint is None:
        raise BadInput("a witness vouches for a checkpoint", "give the checkpoint with --checkpoint FILE")
    if file is not None:
        file = checked(file)  # a ledger on a server may be named here too
    handed_out = _handed_out(checkpoint, key, witnesses) if checkpoint is not None else None
    items = read(_bytes(proof, "proof", PROOF_LIMIT)) if proof is not None else None
    findings = [*_objections(handed_out)]
    known = handed_out.checkpoint if handed_out else None
    if items:
        findings += items.faults()
        if known:
            _same_tree(items, known)
            findings += items.contradictions("the checkpoint", {known.size: known.root.hex()})
    if items and handed_out and file is None:
        return Audit(None, handed_out, items, findings, len(findings))
    with _source(ledger, file) as (source, archive), progress(_size(source.name)) as advance:
        verdict = verify(
            source,
            checkpoint=known,
            archive=archive,
            sizes=items.roots if items else (),
            deep=deep,
            now=now,
            passing=lambda rows: _watched(rows, advance),
        )
    if items:
        findings += _against_the_log(items, verdict)
    kept = ""
    if beside and verdict.origin and not verdict.total:  # an export has no origin, and nothing is kept beside it
        kept, wrong = beside(file or ledger, deep)
        findings += wrong
    return Audit(verdict, handed_out, items, findings + verdict.findings, len(findings) + verdict.total, kept)


def _watched(rows: Iterable[tuple[Any, ...]], advance: Advance) -> Iterator[tuple[Any, ...]]:
    """Yield the rows, while the bar follows the bytes of their lines."""
    read = 0
    for count, row in enumerate(rows):
        read += len(row[1]) if isinstance(row[1], bytes) else 0
        if not count % 4096:
            advance(read)
        yield row


def _size(name: str) -> int | None:
    path = Path(name)
    return path.stat().st_size if path.is_file() else None


def _handed_out(path: str, key: str | None, witnesses: Sequence[str]) -> HandedOut:
    from bilat.events.log.transparency.key_files import read_public, read_witness

    note = Note.parse(_bytes(path, "checkpoint", NOTE_LIMIT))
    asked, objection = "", note.damaged
    if key is not None:
        public = read_public(key)
        objection, asked = note.objection(public), public.name
    signer = "" if objection else asked
    try:
        seen = tuple(vouched(note, read_witness(each)) for each in witnesses)
        return HandedOut(Checkpoint.parse(note.text), objection, signer, asked, seen)
    except UnreadableCheckpoint as damage:
        return HandedOut(None, damage.message, signer, asked)


def _objections(handed_out: HandedOut | None) -> Iterator[Damage]:
    if handed_out and handed_out.objection:
        cause = f"the checkpoint is not to be trusted: {handed_out.objection}"
        yield Damage(None, cause, "get it again from whoever signed it")
    for each in handed_out.witnesses if handed_out else ():
        if each.objection:
            cause = f"no witness vouches for the checkpoint: {each.objection}"
            yield Damage(None, cause, "ask the witness what it cosigned last")


def _same_tree(proof: Proof, checkpoint: Checkpoint) -> None:
    check_origin(proof, checkpoint.origin, "the checkpoint is")
    if checkpoint.size not in proof.roots:
        sizes = " and ".join(map(str, proof.roots))
        cause = f"the proof is for a tree of {sizes} events, the checkpoint of {checkpoint.size}"
        raise BadInput(cause, f"make one that fits: bilat prove ... --to {checkpoint.size}")


def _against_the_log(proof: Proof, verdict: Verdict) -> Iterator[Damage]:
    if verdict.origin:
        check_origin(proof, verdict.origin, "this ledger is")
    if proof.size > verdict.tree.size:
        cause = f"the proof is for a tree of {proof.size} events, the log holds {verdict.tree.size}"
        yield Damage(verdict.tree.size + 1, cause, "restore the events that are missing, or look for its log")
    roots = {size: tree.root.hex() for size, tree in verdict.trees.items()}
    yield from proof.contradictions("the log", roots)


@contextmanager
def _source(ledger: str, file: str | None) -> Iterator[tuple[VerifiedSource, Archive | None]]:
    """Open the log to verify: an export, or a ledger, which may be named like an export."""
    if file is not None and not file.startswith(POSTGRES):
        with _opened(file, "export") as opened:
            begins = opened.read(len(STORE_MAGIC))
            if begins != STORE_MAGIC:
                with _export(file, opened, begins) as export:
                    yield export, None
                return
    with _store(file or ledger) as store:
        yield store


@contextmanager
def _export(name: str, opened: BinaryIO, begins: bytes) -> Iterator[VerifiedSource]:
    """Open the export in an open file of which the beginning was read; a pipe is kept aside, to be read twice."""
    from bilat.events.log.verify.export import ExportFile

    if opened.seekable():
        yield ExportFile(name, opened)
        return
    with tempfile.TemporaryFile() as spooled:
        spooled.write(begins)
        shutil.copyfileobj(opened, spooled)
        yield ExportFile(name, cast("BinaryIO", spooled))


@contextmanager
def _store(location: str) -> Iterator[tuple[VerifiedSource, Archive | None]]:
    if location.startswith(POSTGRES):
        from bilat.events.log.verify.postgres import PostgresSource

        with closing(PostgresSource(location)) as served:
            yield served, None
        return
    from bilat.events.log.verify.sqlite import SQLiteSource

    with closing(SQLiteSource(location)) as stored:
        yield stored, Archive.beside(location)


def _bytes(path: str, what: str, limit: int) -> bytes:
    """Read a file whole; - is standard input."""
    if path == "-":
        return read_bounded(sys.stdin.buffer, limit, f"the {what}", _READABLE)
    return read_file(path, limit, f"the {what}", _READABLE)


@contextmanager
def _opened(path: str, what: str) -> Iterator[BinaryIO]:
    """Open a file; - is standard input. Raises BadInput where there is none to be read."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise BadInput(f"cannot read the {what} {redact_location(path)}: {error.strerror}", _READABLE) from None
