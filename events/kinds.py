"""The table of event kinds: which class tells each, on which streams it lives, one line of help.

Kept free of pydantic, so that `bilat --help` and shell completion stay light.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass


class Kind(NamedTuple):
    """One kind of event: its name, the stream types it may live on, its class and its help."""

    name: str
    streams: tuple[str, ...]
    path: str
    help: str


STREAM_TYPES = (
    "party",
    "source",
    "meeting",
    "statement",
    "agreement",
    "pledge",
    "programme",
    "series",
    "ledger",
)

_ANY = STREAM_TYPES[:-1]
_MONEY_STREAMS = ("pledge", "programme")
_PROMISES = ("pledge", "meeting", "agreement", "statement", "programme")

_TABLE = (
    ("party-registered", ("party",), "parties:PartyRegistered", "a state, organisation, agency or firm"),
    ("membership-began", ("party",), "parties:MembershipBegan", "a member joined an organisation"),
    ("membership-ended", ("party",), "parties:MembershipEnded", "a member left an organisation"),
    ("source-registered", ("source",), "sources:SourceRegistered", "a text, page or dataset to cite"),
    ("source-archived", ("source",), "sources:SourceArchived", "a copy of a source was kept"),
    ("meeting-planned", ("meeting",), "meetings:MeetingPlanned", "a meeting was announced for later"),
    ("meeting-held", ("meeting",), "meetings:MeetingHeld", "a meeting took place"),
    ("meeting-called-off", ("meeting",), "meetings:MeetingCalledOff", "a planned meeting will not be held"),
    ("statement-made", ("statement",), "statements:StatementMade", "somebody said something"),
    ("agreement-reached", ("agreement",), "agreements:AgreementReached", "a text was agreed or signed"),
    ("agreement-entered-into-force", ("agreement",), "agreements:AgreementEnteredIntoForce", "it took effect"),
    ("agreement-amended", ("agreement",), "agreements:AgreementAmended", "an agreement was changed"),
    ("agreement-terminated", ("agreement",), "agreements:AgreementTerminated", "an agreement ended"),
    ("pledge-announced", ("pledge",), "pledges:PledgeAnnounced", "money or help was promised"),
    ("pledge-restated", ("pledge",), "pledges:PledgeRestated", "the same promise was told again"),
    ("pledge-topped-up", ("pledge",), "pledges:PledgeToppedUp", "a promise was raised BY an amount"),
    ("pledge-revised", ("pledge",), "pledges:PledgeRevised", "a promise was raised or cut TO an amount"),
    ("pledge-committed", ("pledge",), "pledges:PledgeCommitted", "a contract was signed, a loan agreed"),
    ("pledge-disbursed", ("pledge",), "pledges:PledgeDisbursed", "money or goods were handed over"),
    ("pledge-completed", ("pledge",), "pledges:PledgeCompleted", "a promise was fulfilled"),
    ("pledge-suspended", ("pledge",), "pledges:PledgeSuspended", "a promise was put on hold"),
    ("pledge-cancelled", ("pledge",), "pledges:PledgeCancelled", "a promise was withdrawn"),
    ("pledge-merged", ("pledge",), "pledges:PledgeMerged", "one promise had been recorded twice"),
    ("programme-opened", ("programme",), "programmes:ProgrammeOpened", "a line of help told by its totals"),
    ("total-reported", _MONEY_STREAMS, "programmes:TotalReported", "a running total, budget or target was told"),
    ("figure-reported", ("series",), "figures:FigureReported", "a trade, investment or other figure was told"),
    ("promise-assessed", _PROMISES, "assessments:PromiseAssessed", "somebody judged how far a promise was kept"),
    ("entry-cited", _ANY, "corrections:EntryCited", "another source tells an event already recorded"),
    ("entry-corrected", _ANY, "corrections:EntryCorrected", "our record of an event was wrong"),
    ("entry-retracted", _ANY, "corrections:EntryRetracted", "an event should not have been recorded"),
    ("ledger-sealed", ("ledger",), "seals:LedgerSealed", "the log's size and root were sealed"),
)

KINDS: Mapping[str, Kind] = {
    name: Kind(name, streams, f"bilat.events.{path}", help) for name, streams, path, help in _TABLE
}

USUAL: Mapping[str, str] = {
    "party": "party-registered",
    "source": "source-registered",
    "meeting": "meeting-held",
    "statement": "statement-made",
    "agreement": "agreement-reached",
    "pledge": "pledge-announced",
    "programme": "programme-opened",
    "series": "figure-reported",
    "figure": "figure-reported",
    "total": "total-reported",
    "membership": "membership-began",
    "entry": "entry-corrected",
    "ledger": "ledger-sealed",
}
"""The kind that is mostly meant where somebody names a stream type, or the first word of a kind."""


def meant(word: str) -> str:
    """Return a remedy for a word that is no kind but begins some: the usual one and the others; else nothing."""
    usual = USUAL.get(word.casefold().rstrip("s"))
    if not usual:
        return ""
    stem = usual.partition("-")[0]
    others = [name for name in KINDS if name != usual and name.partition("-")[0] == stem]
    also = f"; or {', '.join(others)}" if others else ""
    return f"{usual}: {KINDS[usual].help}{also}"
