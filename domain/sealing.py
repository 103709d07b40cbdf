"""Sealing a ledger, and making the key that signs its checkpoints."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bilat.events.errors import Refused

if TYPE_CHECKING:
    from bilat.domain.admission import Outcome


def seal(location: str, recorder: str, now: Callable[[], datetime], key: Path | None) -> "tuple[str, Outcome]":
    """Verify the ledger, record its seal, keep its tree, and give the checkpoint, signed where there is a key.

    Raises Refused, with what is wrong, where the ledger does not verify: a log must not sign what contradicts
    what it signed before.
    """
    from bilat.domain.admission import Draft, record
    from bilat.events.errors import Problem
    from bilat.events.log import kept_tiles
    from bilat.events.log.log import open_log
    from bilat.events.log.transparency.checkpoint import Checkpoint
    from bilat.events.log.transparency.key_files import read_private
    from bilat.events.log.transparency.signed_notes import Note
    from bilat.events.log.verify.audit import audit
    from bilat.events.seals import LedgerSealed

    signer = read_private(key) if key else None
    with open_log(location, "w") as log:
        found = audit(location, now=now()).findings
        if found:
            raise Refused([Problem(each.where, "verify", each.cause, each.remedy) for each in found[:20]])
        head = log.head
        event = LedgerSealed(stream=f"ledger/{head.ledger}", size=head.size, root=head.root)
        outcome = record(log, [Draft(event)], recorder=recorder, now=now)
        kept_tiles.keep(log, log.head.size)
    text = Checkpoint.of(head.ledger, head.size, head.root).text
    return Note(text).signed(signer) if signer else text, outcome


def make_key(location: str, path: Path, name: str | None) -> tuple[str, Path]:
    """Write a new key pair, by default named after the ledger's origin: the public key and its file.

    Raises BadInput where a file of that name is there already or belongs to the ledger, or the key's name is none.
    """
    from bilat.events.log.log import open_log
    from bilat.events.log.transparency.checkpoint import origin
    from bilat.events.log.transparency.key_files import write_pair
    from bilat.events.log.transparency.keys import PrivateKey, check_name
    from bilat.events.outputs import refuse_companion

    for target in (path, Path(f"{path}.pub")):
        refuse_companion(target, location)
    if name is None:
        with open_log(location) as log:
            name = origin(log.id)
    key = PrivateKey.generate(check_name(name))
    return str(key.public), write_pair(path, key)
