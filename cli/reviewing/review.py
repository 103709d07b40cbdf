"""The review: which proposal comes next, what may be done with it, and the file that holds every decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Answer, Asker, Offer, Question, ask, choose, one_of
from bilat.cli.reviewing.answering import answer_doubts, ask_field, ask_unit
from bilat.cli.reviewing.changing import joined, with_kind, with_unit
from bilat.cli.reviewing.showing import shown
from bilat.events.base import Event
from bilat.events.errors import BadInput
from bilat.events.fields import shapes
from bilat.events.kinds import KINDS
from bilat.events.log.codec import read_event
from bilat.events.printed.preferences import NO_PREFERENCES, Preferences
from bilat.events.reading.draft_file.document import DraftFile
from bilat.events.reading.gazetteer.names import names_of
from bilat.events.reading.proposals import Proposal

if TYPE_CHECKING:
    from bilat.events.log.log import Log

Keep = Callable[[DraftFile], None]
"""Writes the draft into its file."""
OPTIONS = (
    Offer("accept", "it will be recorded; each doubt is asked first"),
    Offer("edit", "another value for a field"),
    Offer("party", "another donor, recipient or side"),
    Offer("kind", "it is another kind of event"),
    Offer("unit", "the amount is in another unit"),
    Offer("merge", "it tells the same as the one decided last"),
    Offer("skip", "later"),
    Offer("drop", "it will not be recorded"),
    Offer("back", "the one before again"),
    Offer("leave", "everything decided so far is in the file"),
)
_SIDES = ("donor", "recipient", "from", "to", "parties")
REGISTERED = ("source-registered", "party-registered")


class Review:
    """A sitting over one draft. Every change of `draft` is kept in its file before anything else is asked."""

    def __init__(
        self, draft: DraftFile, log: Log, asker: Asker, keep: Keep, preferences: Preferences = NO_PREFERENCES
    ) -> None:
        self.draft, self._asker, self._keep = draft, asker, keep
        self._decided: list[int] = []
        self._skipped: list[int] = []
        self._again: int | None = None
        self._drafts: list[Event] = []
        self._known = Known(log, self._drafts, preferences)
        self._known.missing = self._register

    def run(self) -> None:
        """Ask about each undecided proposal, the most doubted first, until all are decided or somebody leaves."""
        while (number := self._next()) is not None:
            if not self._decide(number):
                return

    def _next(self) -> int | None:
        """Return the undecided proposal that is most in doubt; what was skipped comes last, as do registrations."""

        self._reject_unneeded()
        if self._again is not None:
            number, self._again = self._again, None
            return number

        def weight(number: int) -> tuple[bool, bool, int, float, int]:
            each = self.draft.proposals[number]
            late = each.event["kind"] in REGISTERED
            return number in self._skipped, late, -len(each.doubts), each.confidence, number

        return min(self.draft.undecided, key=weight, default=None)

    def _decide(self, number: int) -> bool:
        """Ask about one proposal until it is decided; False where somebody leaves."""
        while True:
            self._refresh()
            self._asker.say(shown(self.draft, number, len(self.draft.undecided)))
            words = "accept, edit, party, kind, unit, merge, skip, drop, back or leave"
            match choose(self._asker, words, OPTIONS):
                case "leave":
                    return False
                case "skip":
                    self._skipped = [*(each for each in self._skipped if each != number), number]
                    return True
                case "back":
                    self._back()
                    return True
                case "drop":
                    self._settle(number, replace(self.draft.proposals[number], status="rejected"))
                    return True
                case "accept":
                    if self._accept(number):
                        return True
                case "merge":
                    if self._merge(number):
                        return True
                case change:
                    self._change(number, change)

    def _accept(self, number: int) -> bool:
        proposal = answer_doubts(self._asker, self.draft.proposals[number], self._known)
        if proposal is None:
            return False
        read = read_event(dict(proposal.event), "")
        if not isinstance(read, Event):
            for problem in read:
                self._asker.say(f"  {problem.message}" + (f" ({problem.remedy})" if problem.remedy else ""))
            self._put(number, proposal)
            return False
        self._settle(number, replace(proposal, status="accepted"))
        self._accept_named(proposal)
        return True

    def _accept_named(self, proposal: Proposal) -> None:
        """Accept with an event the registrations that it rests on and that nothing is doubtful about."""
        named = _named(proposal)
        for number in self.draft.undecided:
            each = self.draft.proposals[number]
            if each.event["kind"] in REGISTERED and each.event["stream"] in named and not each.doubts:
                self._put(number, replace(each, status="accepted"))
                self._asker.say(f"accepted with it: {each.event['stream']}")
                if parent := each.event.get("parent"):
                    self._accept_named(replace(each, event={"parties": [parent]}))

    def _reject_unneeded(self) -> None:
        """Reject the registrations that nothing accepted rests on, once all else is decided."""
        undecided = self.draft.undecided
        if any(self.draft.proposals[each].event["kind"] not in REGISTERED for each in undecided):
            return
        needed = {stream for each in self.draft.accepted for stream in _named(each)}
        for number in undecided:
            proposal = self.draft.proposals[number]
            if proposal.event["stream"] not in needed:
                why = (*proposal.why, "nothing that was accepted names it")
                self._put(number, replace(proposal, status="rejected", why=why))

    def _merge(self, number: int) -> bool:
        last = next((each for each in reversed(self._decided) if self.draft.proposals[each].status == "accepted"), None)
        if last is None:
            self._asker.say("  nothing was accepted yet that it could be merged with")
            return False
        self._put(last, joined(self.draft.proposals[last], self.draft.proposals[number]))
        proposal = self.draft.proposals[number]
        into = f"merged into {self.draft.proposals[last].event['stream']}"
        self._put(number, replace(proposal, status="rejected", why=(*proposal.why, into)))
        return True

    def _change(self, number: int, change: str) -> None:
        proposal = self.draft.proposals[number]
        try:
            match change:
                case "kind":
                    proposal = with_kind(proposal, self._kind())
                case "unit":
                    proposal = with_unit(proposal, ask_unit(self._asker, proposal))
                case _:
                    names = [name for name in shapes(str(proposal.event["kind"])) if name not in ("kind", "version")]
                    if change == "party":
                        names = [name for name in names if name in _SIDES]
                    proposal = ask_field(self._asker, proposal, self._field(names), self._known)
        except BadInput as error:
            self._asker.say(f"  {error.message}" + (f" ({error.remedy})" if error.remedy else ""))
        self._put(number, proposal)

    def _kind(self) -> str:
        offers = [Offer(kind.name, kind.help) for kind in KINDS.values()]
        return str(ask(self._asker, _one("kind", "which kind", offers)).value)

    def _field(self, names: list[str]) -> str:
        if not names:
            raise BadInput("this event has no such field", "choose another kind first")
        offers = [Offer(name.replace("_", "-")) for name in names]
        listed = ", ".join(offer.word for offer in offers)
        return str(ask(self._asker, _one("field", f"which field ({listed})", offers)).value).replace("-", "_")

    def _back(self) -> None:
        """Let the proposal that was decided last be undecided again."""
        if not self._decided:
            self._asker.say("  nothing was decided yet in this sitting")
            return
        number = self._decided.pop()
        self._skipped = [each for each in self._skipped if each != number]
        self._again = number
        self._put(number, replace(self.draft.proposals[number], status="proposed"))

    def _settle(self, number: int, proposal: Proposal) -> None:
        self._decided.append(number)
        self._put(number, proposal)

    def _put(self, number: int, proposal: Proposal) -> None:
        proposals = [*self.draft.proposals]
        proposals[number] = proposal
        self._write(proposals)

    def _write(self, proposals: list[Proposal]) -> None:
        self.draft = replace(self.draft, proposals=tuple(proposals))
        self._keep(self.draft)

    def _refresh(self) -> None:
        """Let what the draft itself registers and opens be known to the questions."""
        read = (read_event(dict(each.event), "") for each in self.draft.proposals if each.status != "rejected")
        self._drafts[:] = [each for each in read if isinstance(each, Event)]

    def _register(self, prefix: str, text: str) -> str | None:
        """Put a party that the gazetteer knows by its name or code into the draft, as accepted; None for another."""
        if prefix != "party/":
            return None
        parties = names_of().parties.values()
        folded = text.casefold()
        party = next(
            (each for each in parties if each.code and folded in (each.code.casefold(), each.name.casefold())), None
        )
        if party is None:
            return None
        event = {"kind": "party-registered", "stream": f"party/{party.code}", "name": party.name, "type": party.type}
        self._write([*self.draft.proposals, Proposal(event, 0.95, ("named in review",), status="accepted")])
        self._refresh()
        return party.code


def _named(proposal: Proposal) -> set[str]:
    """Return the sources and parties that an event names, as streams."""
    named = {f"source/{cite['source']}" for cite in proposal.event.get("cites", ())}
    for side in ("donor", "recipient", "from", "to", "parties", "via", "parent"):
        codes = proposal.event.get(side) or ()
        named |= {f"party/{code}" for code in ([codes] if isinstance(codes, str) else codes)}
    return named


def _one(name: str, words: str, offers: list[Offer]) -> Question:
    def read(text: str) -> Answer:
        return Answer(one_of(text, [offer.word for offer in offers]))

    return Question(name, words, read=read, offers=lambda: offers, required=True)
