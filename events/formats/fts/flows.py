"""A flow: one row of an FTS download, read but not yet interpreted."""

from __future__ import annotations

from typing import NamedTuple

from bilat.events.values.amounts import Amount


class Side(NamedTuple):
    """Who stands at one end of a flow, by FTS's ids and names: organisations, places, years of use."""

    organisations: tuple[tuple[str, str], ...]
    types: str
    subtypes: str
    places: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


class Flow(NamedTuple):
    """One flow. `amount` is None where FTS gives it 0: its money stands on its parts, or nowhere.

    `decided`, `dated`, `reported` are days; `updated` the moment of FTS's last change, which tells older
    from newer.
    """

    where: str
    id: str
    status: str
    kind: str
    new_money: bool
    in_kind: bool
    amount: Amount | None
    equivalent: Amount | None
    full_usd: str
    decided: str
    dated: str
    reported: str
    updated: str
    title: str
    reference: str
    emergencies: tuple[str, ...]
    clusters: tuple[str, ...]
    source: Side
    destination: Side
    parent: str
    children: tuple[str, ...]
