"""Who gives and who receives: the two ends of a flow as parties of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bilat.events.formats.fts.flows import Flow, Side
from bilat.events.formats.registers.parties import Organisation, Parties
from bilat.events.formats.registers.states import government_of, state_named
from bilat.events.parties import PartyType

NOWHERE = frozenset({"Global", "Not specified", "Not Specified"})
_TYPES: Mapping[str, PartyType] = {
    "Governments": "agency",
    "Multilateral Organizations": "multilateral",
    "NGOs": "ngo",
    "Red Cross/Red Crescent Organizations": "ngo",
    "Pooled Funds": "fund",
    "Private Organizations": "company",
}


class Ends(NamedTuple):
    """A flow's donors, its recipients (the places it is for, else who receives it), and its channel of
    delivery.
    """

    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    via: tuple[str, ...]


def ends(flow: Flow, parties: Parties) -> Ends | str:
    """Return the parties of a flow, registered where they are new; or why it is between no two of them.

    A place whose own government gives is no recipient: the receiving organisation is. What an organisation
    gives to itself goes to its own operations, a party of their own.
    """
    donors = _organisations(flow.source, parties, home=True)
    if not donors:
        return "it names no donor"
    places = tuple(
        dict.fromkeys(_place(ident, name, parties) for ident, name in flow.destination.places if name not in NOWHERE)
    )
    receivers = _organisations(flow.destination, parties, home=False)
    if places and not set(places) & set(donors):
        via = tuple(code for code in receivers if code not in donors + places)
        return Ends(donors, places, via)
    if not receivers and not places:
        return "it names no recipient"
    recipients = (parties.own_operations(code) if code in donors else code for code in receivers or places)
    return Ends(donors, tuple(recipients), ())


def _organisations(side: Side, parties: Parties, *, home: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_organisation(side, ident, name, parties, home) for ident, name in side.organisations))


def _organisation(side: Side, ident: str, name: str, parties: Parties, home: bool) -> str:
    """Replace a national government by its state.

    What another government body belongs to is told by the donor's place.
    """
    place = state_named(side.places[0][1]) if len(side.places) == 1 else None
    state = government_of(name)
    if not state and name.casefold().endswith(", government of") and home:
        state = place
    if state:
        return parties.state(state)
    ids = {"fts": ident} if ident else {}
    type: PartyType = "other" if name.startswith("Private (") else _TYPES.get(side.types, "other")
    parent = place if home and side.types == "Governments" else None
    return parties.organisation(Organisation(name, ids, type, parent))


def _place(ident: str, name: str, parties: Parties) -> str:
    if state := state_named(name):
        return parties.state(state)
    return parties.organisation(Organisation(name, {"fts-place": ident} if ident else {}, "other"))
