"""Verifying what was said of the log as a whole: by its head, by the seals in it, by a checkpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from bilat.events.log.head import Head
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.verify.findings import Damage
from bilat.events.log.verify.lines import LineVerifier

RESTORE_MISSING = "restore the events that are missing from a backup or an export"
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_SEAL = "restore the ledger from a backup that verifies"


class RootClaim(NamedTuple):
    """That the first `size` events have a certain root: whether they do, who says so, and where."""

    size: int
    holds: bool
    who: str
    position: int | None = None


def peak_sizes(head: Head) -> list[int]:
    """Return the sizes at which the peaks of the head end: 340 = 256 + 64 + 16 + 4 gives 256, 320, 336, 340."""
    bits = [1 << bit for bit in reversed(range(head.size.bit_length())) if head.size >> bit & 1]
    return list(accumulate(bits))


def head_claims(head: Head, walk: LineVerifier) -> list[RootClaim]:
    """Return what the peaks of the head say, up to the first that does not hold; as far as there are events."""
    claims: list[RootClaim] = []
    for size, peak in zip(peak_sizes(head), head.tree.peaks, strict=False):
        if size in walk.trees and all(claim.holds for claim in claims):
            claims.append(RootClaim(size, walk.trees[size].peaks[-1] == peak, "the head of the ledger"))
    return claims


def head_findings(head: Head, walk: LineVerifier) -> Iterator[Damage]:
    """Yield where the head row contradicts itself or the number of events."""
    tree = Tree(head.size, head.tree.peaks)
    if len(tree.peaks) != head.size.bit_count() or tree.root.hex() != head.root:
        yield Damage(None, "the head row contradicts itself: its root is not that of its peaks and size")
    if walk.last < head.size:
        cause = f"the head counts {head.size} events, the log ends at {walk.last}: the tail was cut off"
        yield Damage(walk.last + 1, cause, RESTORE_MISSING)
    elif walk.last > head.size:
        cause = f"the head counts {head.size} events, the log holds more: inserted behind its back"
        yield Damage(head.size + 1, cause)
    elif head.recorded_at != walk.recorded_at:
        cause = f"the head was recorded at {head.recorded_at}, the last event at {walk.recorded_at}"
        yield Damage(None, cause)


def seal_claims(walk: LineVerifier) -> list[RootClaim]:
    """Return what each seal says of the events before it."""
    found: list[RootClaim] = []
    for position, _, size, root in walk.seals:
        if type(size) is int and size in walk.trees and size < position:
            holds = walk.trees[size].root.hex() == root
            found.append(RootClaim(size, holds, f"the seal at @{position}", position))
    return found


def seal_findings(walk: LineVerifier) -> Iterator[Damage]:
    """Seals that speak of other than the events before them."""
    for position, _, size, root in walk.seals:
        if type(size) is not int or not 0 <= size < position or not isinstance(root, str):
            yield Damage(position, f"a seal of {size} events stands at position {position}", _SEAL)


def names_ledger(head: Head, walk: LineVerifier) -> bool:
    """Tell whether a seal in the log is this ledger's own, and so says its id."""
    return any(seal.stream == f"ledger/{head.ledger}" for seal in walk.seals)


def id_findings(head: Head, walk: LineVerifier, restored: int) -> Iterator[Damage]:
    """Yield where the head names another ledger than the seals do.

    Those of the first ones, which a restored ledger brings along in its first batch (`restored` events), may be
    another's; whatever was sealed later was sealed here.
    """
    if not _ID.fullmatch(head.ledger):
        yield Damage(None, f"the head row names the ledger {head.ledger[:60]!r}: no id that `bilat init` gives")
    for position, stream, *_ in walk.seals:
        if stream != f"ledger/{head.ledger}" and position > restored:
            cause = f"the head row names the ledger {head.ledger[:60]}, the seal here is of {stream[:90]}"
            yield Damage(position, cause, _SEAL)
            return


def checkpoint_claims(checkpoint: Checkpoint, walk: LineVerifier) -> list[RootClaim]:
    """Return what the checkpoint says, where the log reaches that far."""
    tree = walk.trees.get(checkpoint.size)
    return [RootClaim(checkpoint.size, tree.root == checkpoint.root, "the checkpoint")] if tree else []


def checkpoint_findings(checkpoint: Checkpoint, walk: LineVerifier) -> Iterator[Damage]:
    """Yield where the log is too short for the checkpoint."""
    if checkpoint.size > walk.tree.size:
        covered, held = checkpoint.size, walk.tree.size
        cause = f"the checkpoint covers {covered} events, the log holds {held}: the tail was cut off"
        yield Damage(held + 1, cause, RESTORE_MISSING)


def disagreements(claims: Sequence[RootClaim], trusted: Sequence[RootClaim] = ()) -> Iterator[Damage]:
    """Yield the claims that do not hold, each with the span of events that may be at fault.

    What holds, of these claims or of those that are trusted more, clears the events below it. A claim that
    fails although a higher one of its kind holds is itself at fault; of the others the lowest is told, and
    how many there are. The head is trusted less than a seal, a seal less than a checkpoint that was handed
    out: whoever rewrites the log can rewrite the former too.
    """
    agreed = [claim.size for claim in [*claims, *trusted] if claim.holds]
    highest = max((claim.size for claim in claims if claim.holds), default=-1)
    failing = sorted((claim for claim in claims if not claim.holds), key=lambda claim: claim.size)
    for claim in failing:
        if claim.size < highest:
            cause = f"{claim.who} does not tell the root of the first {claim.size} events"
            yield Damage(claim.position, cause, _SEAL)
    above = [claim for claim in failing if claim.size >= highest]
    if above:
        lowest = above[0]
        others = len(above) - 1
        more = f"; {others} later {'one disagrees' if others == 1 else 'ones disagree'} too" if others else ""
        cause = f"the first {lowest.size} events do not have the root that {lowest.who} tells{more}"
        first = max((size for size in agreed if size < lowest.size), default=0) + 1
        yield Damage(min(first, lowest.size or 1), cause, _SEAL, last=lowest.size)
