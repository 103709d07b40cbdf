"""Checking a page without a ledger, and without trusting its script or its text.

The lines are hashed and led to the checkpoint's root; every report is folded from them again; the page is made again
and compared byte for byte. With a log, what a page ought to carry is compared with what it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from bilat.cli.page.html import PROOF_BEGINS
from bilat.cli.page.remaking import AGAIN, boundary_of, differences
from bilat.events import plain_json
from bilat.events.bounded import read_file
from bilat.events.errors import BadInput, BilatError
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.cosignatures import Vouched, WitnessKey, vouched
from bilat.events.log.transparency.keys import PublicKey
from bilat.events.log.transparency.merkle import Tree, leaf_hash
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.verify.findings import Damage
from bilat.projections.columns.decode import decode_lines
from bilat.projections.page.closure import Record
from bilat.projections.page.exported import ExportedLog
from bilat.projections.page.proof import PageProof, root_of_lines

LIMIT = 1 << 26
"""Bytes in a page."""


class CheckedPage(NamedTuple):
    """What came of it: the checkpoint that the page rests on, how many lines it carries, who signed, what is wrong.

    `remarks` say what was not looked at.
    """

    checkpoint: Checkpoint
    lines: int
    signer: str
    findings: list[Damage]
    witnesses: list[Vouched]
    remarks: list[str]


def check_page(
    html: str,
    key: PublicKey | None = None,
    checkpoint: Note | None = None,
    log: ExportedLog | None = None,
    witnesses: Sequence[WitnessKey] = (),
) -> CheckedPage:
    """Check a page against itself, and against a key, a checkpoint and a log from elsewhere.

    Raises BadInput for what is no page.
    """
    record = _carried(html)
    proof = PageProof.of_json(record)
    point = proof.checkpoint
    findings = [*_about_tree(proof, point), *_about_gaps(proof), *_about_signers(record, proof, key)]
    sound = not findings
    if checkpoint is not None:
        findings += _about_checkpoint(point, checkpoint, key, log)
    if sound:
        findings += differences(html, record)
    if log is not None:
        findings += _about_log(record, proof, point, log)
    seen = [vouched(Note.parse(proof.note.encode()), each) for each in witnesses]
    findings += [
        Damage(None, f"no witness vouches for the page: {each.objection}", AGAIN) for each in seen if each.objection
    ]
    signer = key.name if key is not None and not _objection(proof.note, key) else ""
    return CheckedPage(point, len(proof.lines), signer, findings, seen, [*_remarks(proof, key, log, sound=sound)])


def _carried(html: str) -> Mapping[str, Any]:
    start = html.find(PROOF_BEGINS)
    end = html.find("</script>", start)
    if start < 0 or end < 0:
        raise BadInput("this is no page of bilat: it carries no proof", "name a file made by `bilat page`")
    try:
        record = plain_json.read(html[start + len(PROOF_BEGINS) : end])
    except ValueError as error:
        raise BadInput(f"the proof that the page carries is no JSON: {error}", AGAIN) from None
    if not isinstance(record, dict):
        raise BadInput("the proof that the page carries is no object", AGAIN)
    return record


def _about_tree(proof: PageProof, point: Checkpoint) -> Iterator[Damage]:
    changed = [
        position for (position, line), leaf in zip(proof.lines, proof.leaves, strict=True) if leaf_hash(line) != leaf
    ]
    for position in changed:
        yield Damage(position, "the line that the page carries is not what was recorded: its hash is another", AGAIN)
    if not changed and root_of_lines(proof, point.size) != point.root:
        cause = f"the lines that the page carries do not lead to the root of its checkpoint, of {point.size} events"
        yield Damage(None, cause, AGAIN)


def _about_gaps(proof: PageProof) -> Iterator[Damage]:
    versions: dict[str, list[int]] = defaultdict(list)
    for position, line in proof.lines:
        try:
            event = orjson.loads(line)
            versions[str(event["stream"])].append(int(event["version"]))
        except (ValueError, TypeError, KeyError):
            yield Damage(position, "the line that the page carries is no event", AGAIN)
    for stream, found in versions.items():
        missing = sorted({*range(1, max(found) + 1)} - {*found})
        if missing:
            cause = f"the history of {stream} was cut: its event {missing[0]} is not in the page"
            yield Damage(None, cause, AGAIN, f"{stream}#{missing[0]}")


def _about_signers(record: Mapping[str, Any], proof: PageProof, key: PublicKey | None) -> Iterator[Damage]:
    if key is not None:
        if objection := _objection(proof.note, key):
            yield Damage(None, f"the checkpoint in the page is not to be trusted: {objection}", AGAIN)
        shown = str(record.get("page"))
        if "\n\n" in shown and (objection := _objection(shown, key)):
            yield Damage(None, f"what the page shows was not signed by this key: {objection}", AGAIN)
    if proof.key is not None:
        try:
            own = PublicKey.parse(proof.key)
        except BadInput as error:
            yield Damage(None, f"the key in the page is none: {error.message}", AGAIN)
            return
        for note, what in (
            (proof.note, "the checkpoint in the page"),
            (str(record.get("page")), "what the page shows"),
        ):
            if objection := _objection(note, own):
                yield Damage(None, f"{what} does not fit the key in the page: {objection}", AGAIN)


def _objection(note: str, key: PublicKey) -> str:
    try:
        return Note.parse(note.encode()).objection(key)
    except BadInput as error:
        return error.message


def _about_checkpoint(
    point: Checkpoint, note: Note, key: PublicKey | None, log: ExportedLog | None
) -> Iterator[Damage]:
    known = Checkpoint.parse(note.text)
    objection = note.objection(key) if key is not None else note.damaged
    if objection:
        yield Damage(None, f"the checkpoint given is not to be trusted: {objection}", "get it again from its signer")
    if known.origin != point.origin:
        yield Damage(None, f"the page is of {point.origin}, the checkpoint of {known.origin}", "give one of that log")
    elif known.size == point.size and known.root != point.root:
        cause = f"the page and the checkpoint tell different roots of the first {point.size} events"
        yield Damage(None, cause, "one of two histories was made up: ask whoever signed both")
    elif known.size != point.size and log is None:
        cause = f"the page is as of {point.size} events, the checkpoint of {known.size}: they cannot be compared"
        raise BadInput(cause, "give the log too, with --log, or the checkpoint that the page was made under")
    elif log is not None and known.size <= len(log) and Tree().extended(log.lines(1, known.size)).root != known.root:
        yield Damage(None, f"the first {known.size} events of the log do not have the root of the checkpoint")


def _about_log(record: Mapping[str, Any], proof: PageProof, point: Checkpoint, log: ExportedLog) -> Iterator[Damage]:
    """Say what the log has that the page left out; and where it is another log."""
    if len(log) < point.size or Tree().extended(log.lines(1, point.size)).root != point.root:
        yield Damage(
            None, f"the log does not have the root of the page's first {point.size} events", "give its own log"
        )
        return
    try:
        frame = decode_lines(b"\n".join(log.lines(1, point.size)))
        due = Record(log, frame, point.size).of(boundary_of(record))
    except BilatError as error:
        yield Damage(None, f"what the page was asked cannot be asked of the log: {error.message}", AGAIN)
        return
    carried = {position for position, _ in proof.lines}
    for position, line in due:
        if position not in carried:
            event = orjson.loads(line)
            name = f"{event['stream']}#{event['version']}"
            yield Damage(position, f"{event['kind']} was left out of the page, which rests on it", AGAIN, name)


def _remarks(proof: PageProof, key: PublicKey | None, log: ExportedLog | None, *, sound: bool) -> Iterator[str]:
    if "\n\n" not in proof.note:
        yield "who vouches for it: the page is not sealed"
    elif key is None:
        yield "who made it (--key)"
    if log is None and len(proof.lines) < proof.checkpoint.size:
        yield "that no event was left out (--log)"
    if not sound:
        yield "whether the page shows what its lines say: they are not those that were sealed"
    yield "that a source tells the truth"


def read_page(path: str) -> str:
    """Return the text of a page. Raises BadInput where it cannot be read."""
    try:
        return read_file(path, LIMIT, "the page", "name a file made by `bilat page`").decode()
    except UnicodeDecodeError:
        raise BadInput(f"{path} is no page of bilat: it is no text", "name a file made by `bilat page`") from None
