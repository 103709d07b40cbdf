"""Doubts answered: each is put as a question before a proposal may be accepted, and leaves with its answer."""

from __future__ import annotations

from dataclasses import replace

from bilat.cli.asking.fields import field_question
from bilat.cli.asking.known import Known
from bilat.cli.asking.question import Answer, Asker, Offer, Question, ask, choose
from bilat.cli.asking.shown import as_text
from bilat.cli.reviewing.changing import unit_of, with_fields, with_unit
from bilat.events.errors import BadInput
from bilat.events.fields import shapes
from bilat.events.printed.currencies import candidates
from bilat.events.reading.doubts import NAMES, Doubt
from bilat.events.reading.proposals import Proposal
from bilat.events.values.codes import check_unit

_FIELDS = {
    "donor": ("donor",),
    "recipient": ("recipient",),
    "side": ("from", "to"),
    "date": ("on", "period"),
    "publisher": ("publisher",),
}
"""The fields that a doubt is about; other doubts are about the whole."""
_YES, _NO = Offer("yes", "it stands as it is"), Offer("no", "it is not accepted")


def answer_doubts(asker: Asker, proposal: Proposal, known: Known) -> Proposal | None:
    """Return the proposal with every doubt answered; None where an answer says that it does not stand."""
    for doubt in proposal.doubts:
        if doubt not in proposal.doubts:
            continue  # an answer before has settled it
        answered = _answered(asker, proposal, doubt, known)
        if answered is None:
            return None
        doubts = tuple(each for each in answered.doubts if each != doubt)
        proposal = replace(answered, doubts=doubts, why=(*answered.why, f"doubt answered: {doubt.name}"))
    return proposal


def _answered(asker: Asker, proposal: Proposal, doubt: Doubt, known: Known) -> Proposal | None:
    asker.say(f"doubt: {doubt.name}: {doubt.text}")
    if doubt.name == "currency":
        return with_unit(proposal, ask_unit(asker, proposal, doubt))
    fields = [name for name in _FIELDS.get(doubt.name, ()) if name in shapes(str(proposal.event["kind"]))]
    if not fields:
        words = f"accept it although {NAMES.get(doubt.name, doubt.name)}? yes or no"
        return proposal if choose(asker, words, [_YES, _NO]) == "yes" else None
    for name in fields:
        proposal = ask_field(asker, proposal, name, known)
    return proposal


def ask_unit(asker: Asker, proposal: Proposal, doubt: Doubt | None = None) -> str:
    """Ask for the unit of an amount; where it is in doubt Enter is no answer, nor is a name of several currencies."""

    def read(text: str) -> Answer:
        codes = candidates(text)
        if len(codes) > 1:
            raise BadInput(f"{text[:40]!r} may be {', '.join(codes[:4])} or more", "write the code of one")
        return Answer(codes[0] if codes else check_unit(text))

    hint = doubt.text.partition(": ")[2] if doubt else ""
    default = "" if doubt else unit_of(proposal)
    return str(ask(asker, Question("unit", "which unit", hint, "", read, default=default, required=True)).value)


def ask_field(asker: Asker, proposal: Proposal, name: str, known: Known) -> Proposal:
    """Ask for one field, Enter being what it holds; `-` removes it."""
    kind = str(proposal.event["kind"])
    default = as_text(proposal.event.get(name))
    answer = ask(asker, field_question(kind, name, known, default=default))
    return with_fields(proposal, {name: answer.value, **answer.beside})
