"""Verifying the hashes kept beside the lines: with them a changed line is named, and one that recording began with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilat.events.log.stores.application import EVENTS_BATCH
from bilat.events.log.verify.findings import Damage

_BYTES = 32
_REMEDY = "`bilat export` what is there, compare it with a backup, and import it into a new ledger"


def joined(kept: Mapping[int, Any]) -> bytes:
    """Return the hashes of all events in one piece, as far as the batches follow one another."""
    return b"".join(kept[first] for first in _following(kept))


def restored(kept: Mapping[int, Any]) -> int:
    """Tell how many events were recorded at first, in one batch: a ledger that was restored holds no foreign ones
    later.

    A batch is kept a page at a time, of which only the last is not full.
    """
    last = 0
    for first in _following(kept):
        count = len(kept[first]) // _BYTES
        last = first + count - 1
        if count != EVENTS_BATCH:
            break
    return last


def leaf_findings(kept: Mapping[int, Any], held: int) -> Iterator[Damage]:
    """Yield where the hashes kept are not those of as many events as the log holds, one for each."""
    sound = list(_following(kept))
    covered = sound[-1] + len(kept[sound[-1]]) // _BYTES - 1 if sound else 0
    if len(sound) < len(kept):
        cause = f"the hashes kept at recording cannot be read beyond the first {covered} events"
        yield Damage(covered + 1, cause, _REMEDY)
    elif covered < held:
        cause = f"hashes are kept of {covered} events, the log holds {held}: removed, or inserted behind its back"
        yield Damage(covered + 1, cause, _REMEDY)
    elif covered > held:
        cause = f"hashes are kept of {covered} events, the log holds {held}: the tail was cut off"
        yield Damage(held + 1, cause, "restore the events that are missing from a backup or an export")


def _following(kept: Mapping[int, Any]) -> Iterator[int]:
    """Yield the first positions of the batches, as long as each begins where the one before ends."""
    due = 1
    for first in sorted(kept):
        hashes = kept[first]
        if first != due or not isinstance(hashes, bytes) or not hashes or len(hashes) % _BYTES:
            return
        yield first
        due += len(hashes) // _BYTES
