"""Changes of a proposal: another kind, party or unit, a field; two that tell one event joined. Pure, on event JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bilat.events.errors import BadInput
from bilat.events.fields import shapes
from bilat.events.kinds import KINDS
from bilat.events.reading.proposals import Proposal

Fields = Mapping[str, Any]
BY_HAND = "the reviewer"
_HOMES = {"pledge": "programme", "programme": "pledge"}


def with_fields(proposal: Proposal, fields: Fields) -> Proposal:
    """Return the proposal with these fields, by hand; None removes one. The doubts about them are answered."""
    event = {name: value for name, value in {**proposal.event, **fields}.items() if value is not None}
    answered = {_doubt_of(name) for name in fields}
    doubts = tuple(each for each in proposal.doubts if each.name not in answered)
    where = {**proposal.where, **dict.fromkeys(fields, BY_HAND)}
    return replace(proposal, event=event, doubts=doubts, where=where)


def _doubt_of(field: str) -> str:
    return {"on": "date", "period": "date", "from": "side", "to": "side", "parties": "side"}.get(field, field)


def with_kind(proposal: Proposal, kind: str) -> Proposal:
    """Return the proposal as another kind: fields that it does not have are dropped, its stream is of its type."""
    known = shapes(kind)
    type, _, slug = str(proposal.event["stream"]).partition("/")
    homes = KINDS[kind].streams
    stream = f"{type if type in homes else homes[0]}/{slug}"
    event = {name: value for name, value in proposal.event.items() if name in known}
    moved = {"value": "amount", "amount": "value"}
    for old, new in moved.items():
        if old in proposal.event and old not in known and new in known:
            event[new] = proposal.event[old]
    event |= {"kind": kind, "stream": stream}
    if kind == "total-reported":
        event.setdefault("measure", "unspecified")
    doubts = tuple(each for each in proposal.doubts if each.name != "kind")
    return replace(proposal, event=event, doubts=doubts, where={**proposal.where, "kind": BY_HAND})


def with_unit(proposal: Proposal, unit: str) -> Proposal:
    """Return the proposal with its amount in another unit, which settles whose dollars were meant."""
    name = amount_field(proposal)
    amount_given = proposal.event[name]
    amount = (
        [{**amount_given[0], "unit": unit}, *amount_given[1:]]
        if isinstance(amount_given, list)
        else {**amount_given, "unit": unit}
    )
    doubts = tuple(each for each in proposal.doubts if each.name != "currency")
    changed = replace(proposal, event={**proposal.event, name: amount}, doubts=doubts)
    return replace(changed, where={**proposal.where, name: f"the text, in {unit} by {BY_HAND}"})


def amount_field(proposal: Proposal) -> str:
    """Return the field that holds the amount. Raises BadInput where the event states none."""
    for name in ("amount", "value", "amounts"):
        if proposal.event.get(name):
            return name
    raise BadInput("this event states no amount", "edit another field")


def unit_of(proposal: Proposal) -> str:
    """Return the unit of the amount."""
    amount_given = proposal.event[amount_field(proposal)]
    return str((amount_given[0] if isinstance(amount_given, list) else amount_given)["unit"])


def joined(first: Proposal, second: Proposal) -> Proposal:
    """Return two proposals that tell one event as one: the second's sentence is cited too, its amount an equivalent."""
    event = dict(first.event)
    cites = [*event.get("cites", ()), *second.event.get("cites", ())]
    event["cites"] = [each for number, each in enumerate(cites) if each not in cites[:number]]
    if event.get("amount") and second.event.get("amount") and "equivalents" in shapes(str(event["kind"])):
        known = {event["amount"]["unit"], *(each["unit"] for each in event.get("equivalents", ()))}
        if second.event["amount"]["unit"] not in known:
            event["equivalents"] = [*event.get("equivalents", ()), second.event["amount"]]
    return replace(first, event=event, spans=(*first.spans, *second.spans), why=(*first.why, "joined with another"))
