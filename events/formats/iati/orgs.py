"""Organisations, countries and regions of an activity as parties of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bilat.events.formats.iati.activities import Activity, Org
from bilat.events.formats.iati.codelists import ORGANISATION_TYPES
from bilat.events.formats.iati.dac import DAC_DONORS, DAC_REGIONS
from bilat.events.formats.registers.parties import Organisation, Parties
from bilat.events.formats.registers.states import government_of, state_named
from bilat.events.values.codes import is_state

FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
GOVERNMENT = ("10", "11", "15")
_DAC = re.compile(r"XM-DAC-([0-9]+)(-.+)?")
_COUNTRY = re.compile(r"([A-Z]{2})-.+")


class Roles(NamedTuple):
    """Who funds an activity, who it is for, and through whom the money goes."""

    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    via: tuple[str, ...]


def roles(activity: Activity, parties: Parties) -> Roles | str:
    """Return the parties of an activity, registered where they are new; or why it is between no two of them.

    Donors: the funding organisations, else who provides what goes out, else who reports. Recipients:
    countries and regions, else those of the transactions, else implementing organisations, else
    receivers, else who reports; the donors' own operations where all of these are the donors.
    """
    outgoing = [each for each in activity.transactions if each.type not in ("1", "11", "13")]
    donors = _first(
        _codes(_with(activity, FUNDING), parties),
        _codes((each.provider for each in outgoing), parties),
        _codes((activity.reporting,), parties),
    )
    if not donors:
        return "it names no donor"
    via = _first(_codes(_with(activity, IMPLEMENTING), parties), _codes(_with(activity, EXTENDING), parties))
    places = _first(_places(activity, parties), _countries((c for t in outgoing for c in t.countries), parties))
    receivers = _first(
        _codes(_with(activity, IMPLEMENTING), parties),
        _codes((each.receiver for each in outgoing), parties),
        _codes((activity.reporting,), parties),
    )
    named = [each for each in (places, receivers, _codes((activity.reporting,), parties)) if each]
    for recipients in named:
        if not set(recipients) & set(donors):
            return Roles(donors, recipients, tuple(c for c in via if c not in donors + recipients))
    if not named:
        return "it names no recipient"
    own = tuple(parties.own_operations(code) if code in donors else code for code in named[0])
    return Roles(donors, own, tuple(c for c in via if c not in donors + own))


def party(org: Org, parties: Parties) -> str | None:
    """Return the party that an element names; None where it names none."""
    if not org.ref and not org.name:
        return None
    if state := org.code if is_state(org.code) else _state(org):
        return parties.state(state)
    name = org.name or org.ref
    ids = {"iati": org.ref} if org.ref else {}
    type = ORGANISATION_TYPES.get(org.type, "other")
    return parties.organisation(Organisation(name, ids, type, _home(org)), org.code)


def _state(org: Org) -> str | None:
    """Return the state itself: its bare code, its DAC donor code, its government's or, for a government, its
    own name.
    """
    if is_state(org.ref):
        return org.ref
    found = _DAC.fullmatch(org.ref)
    if found and not found[2] and found[1] in DAC_DONORS:
        return DAC_DONORS[found[1]]
    if org.type and org.type not in GOVERNMENT:
        return None
    return government_of(org.name) or (state_named(org.name) if org.type == "10" else None)


def _home(org: Org) -> str | None:
    """Return the state whose ministry or agency this is.

    Told by the id's prefix, for government organisations alone.
    """
    if org.type not in GOVERNMENT:
        return None
    if (found := _DAC.fullmatch(org.ref)) and found[1] in DAC_DONORS:
        return DAC_DONORS[found[1]]
    found = _COUNTRY.fullmatch(org.ref)
    return found[1] if found and is_state(found[1]) else None


def _with(activity: Activity, role: str) -> list[Org]:
    return [org for org in activity.orgs if org.role == role]


def _codes(orgs: Iterable[Org | None], parties: Parties) -> tuple[str, ...]:
    codes = (party(org, parties) for org in orgs if org is not None)
    return tuple(dict.fromkeys(code for code in codes if code))


def _countries(codes: Iterable[str], parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties.state(code) for code in codes if is_state(code)))


def _places(activity: Activity, parties: Parties) -> tuple[str, ...]:
    regions = (_region(*region, activity, parties) for region in activity.regions)
    return tuple(dict.fromkeys((*_countries(activity.countries, parties), *filter(None, regions))))


def _region(vocabulary: str, code: str, name: str, activity: Activity, parties: Parties) -> str | None:
    """Return a region as a group; a publisher's own (vocabulary 99) is told apart by the publisher."""
    if not code or (vocabulary, code) == ("1", "998"):
        return None
    match vocabulary:
        case "1":
            ids, named = {"dac-region": code}, DAC_REGIONS.get(code, f"DAC region {code}")
        case "2":
            ids, named = {"m49": code}, f"UN M49 region {code}"
        case _:
            publisher = activity.reporting.ref or activity.reporting.name
            ids, named = (
                {"iati-region": f"{publisher} {code}"},
                f"Region {code} of {activity.reporting.name or publisher}",
            )
    return parties.organisation(Organisation(name or named, ids, "group"))


def _first(*candidates: tuple[str, ...]) -> tuple[str, ...]:
    return next(filter(None, candidates), ())
