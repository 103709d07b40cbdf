"""Verifying a log: everything that it and others say of it is computed again from its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import orjson

from bilat.events.log.archive import Archive
from bilat.events.log.head import AHEAD, Head, stamp_of
from bilat.events.log.transparency.checkpoint import Checkpoint, origin
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.verify import root_claims as claims
from bilat.events.log.verify.findings import Damage, DamageList
from bilat.events.log.verify.leaves import leaf_findings, restored
from bilat.events.log.verify.lines import LineVerifier

Rows = Iterable[tuple[Any, ...]]


class VerifiedSource(Protocol):
    """Where the lines are: a ledger's store, or an export."""

    name: str
    columns: bool
    damage: list[Damage]

    def structure(self) -> Iterator[Damage]: ...
    def head(self) -> Head | Damage | None: ...
    def seals(self) -> Iterator[bytes]: ...
    def leaves(self) -> Iterator[tuple[int, bytes]]: ...
    def rows(self) -> Iterator[tuple[Any, ...]]: ...


class Verdict(NamedTuple):
    """What came of it. `findings` holds the first thousand, the first bad position first; `total` counts all.

    `sealed` is the largest size of which a seal in the log tells the right root, `covered` the one of which the
    checkpoint does: events beyond both rest on the word of whoever keeps the log. `named` says that the ledger's
    id is told by one of them, not by the head row alone; an export has none. `kept` and `absent` count the
    archived texts.
    """

    name: str
    origin: str
    tree: Tree
    trees: dict[int, Tree]
    findings: list[Damage]
    total: int
    sealed: int
    covered: int
    named: bool
    deep: bool
    kept: int
    absent: int


def verify(
    source: VerifiedSource,
    *,
    checkpoint: Checkpoint | None = None,
    archive: Archive | None = None,
    sizes: Iterable[int] = (),
    deep: bool = False,
    now: datetime | None = None,
    passing: Callable[[Rows], Rows] = lambda rows: rows,
) -> Verdict:
    """Recompute a log and compare: lines, columns, versions, references, times, head, seals, archive.

    Lines are decoded and compared with their canonical form; `deep` also validates each by its class.
    `sizes` are those at which the caller needs the tree; `now` is the time after which nothing can have been
    recorded, but for `AHEAD`. Memory grows with the streams, not the events.
    """
    findings = DamageList()
    for finding in source.structure():
        findings.add(finding)
    head = source.head()
    marks = {size for line in source.seals() if (size := _sealed_size(line)) is not None} | {*sizes}
    if isinstance(head, Head):
        marks |= {*claims.peak_sizes(head)}
    if checkpoint:
        marks.add(checkpoint.size)
    hashes = dict(source.leaves())
    latest = stamp_of(now + AHEAD) if now else ""
    walk = LineVerifier(findings, marks, hashes, columns=source.columns, deep=deep, latest=latest)
    walk.over(passing(source.rows()))
    about_hashes = leaf_findings(hashes, walk.last) if source.columns else ()
    for finding in [*source.damage, *_said(head, walk, checkpoint, restored(hashes)), *about_hashes]:
        findings.add(finding)
    kept, absent = _texts(archive, walk, findings)
    return Verdict(
        name=source.name,
        origin=origin(head.ledger) if isinstance(head, Head) else "",
        tree=walk.tree,
        trees=walk.trees,
        findings=findings.found(),
        total=findings.count,
        sealed=_agreed(claims.seal_claims(walk)),
        covered=_agreed(claims.checkpoint_claims(checkpoint, walk)) if checkpoint else 0,
        named=not isinstance(head, Head) or checkpoint is not None or claims.names_ledger(head, walk),
        deep=deep,
        kept=kept,
        absent=absent,
    )


def _said(
    head: Head | Damage | None, walk: LineVerifier, checkpoint: Checkpoint | None, first_batch: int
) -> Iterator[Damage]:
    handed_out = claims.checkpoint_claims(checkpoint, walk) if checkpoint else []
    seals = claims.seal_claims(walk)
    if isinstance(head, Damage):
        yield head
    elif head:
        yield from claims.head_findings(head, walk)
        yield from claims.id_findings(head, walk, first_batch)
        yield from claims.disagreements(claims.head_claims(head, walk), [*seals, *handed_out])
        if checkpoint and checkpoint.origin != origin(head.ledger):
            cause = f"the checkpoint is of {checkpoint.origin}, this is {origin(head.ledger)}"
            yield Damage(None, cause, "for a restored copy verify its export")
    yield from claims.seal_findings(walk)
    yield from claims.disagreements(seals, handed_out)
    if checkpoint:
        yield from claims.checkpoint_findings(checkpoint, walk)
        yield from claims.disagreements(handed_out)


def _agreed(items: Iterable[claims.RootClaim]) -> int:
    return max((claim.size for claim in items if claim.holds), default=0)


def _sealed_size(line: Any) -> int | None:
    try:
        size = orjson.loads(line)["size"]
    except (ValueError, TypeError, KeyError):
        return None
    return size if type(size) is int and size >= 0 else None


def _texts(archive: Archive | None, walk: LineVerifier, findings: DamageList) -> tuple[int, int]:
    """Tell how many archived texts are kept as told, and how many are not there; the others are findings."""
    kept = absent = 0
    for position, sha256, size in walk.archived if archive else ():
        assert archive
        condition = archive.condition(str(sha256), size)
        if condition is None:
            absent += 1
        elif condition:
            findings.add(Damage(position, condition, "put the text that was archived back in its place"))
        else:
            kept += 1
    return kept, absent
