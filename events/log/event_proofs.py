"""The proof that an event which somebody named is in the log."""

from bilat.events.errors import BadInput
from bilat.events.log.log import Log
from bilat.events.log.references import found
from bilat.events.log.verify.proof_files import Proof, prove_inclusion


def prove_event(log: Log, reference: str, size: int) -> Proof:
    """Prove that the event named by STREAM#VERSION or @N is in the tree of the first `size` events.

    Raises BadInput, with near names, where the log has no such event, and for a stream in place of an event.
    """
    stream, version = found(log, reference)
    if version is None:
        raise BadInput(f"{stream} is a stream of events", f"name one of them, as in {stream}#1")
    return prove_inclusion(log, log.position(stream, version) or 0, size)
