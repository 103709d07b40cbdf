"""An activity, read but not yet interpreted: its parties, its money and its dates in plain values."""

from __future__ import annotations

from typing import NamedTuple

from bilat.events.base import Event
from bilat.events.values.amounts import Amount


class Org(NamedTuple):
    """An organisation as an element names it. `code` is the party's own, where bilat wrote the file."""

    ref: str
    name: str
    type: str
    role: str = ""
    code: str = ""


class Transaction(NamedTuple):
    """One transaction. `amount` is None where its value is 0.

    `key` is its ref, else #1, #2, ... in the activity.
    """

    where: str
    key: str
    type: str
    day: str
    value_day: str
    amount: Amount | None
    provider: Org | None
    receiver: Org | None
    text: str
    finance: str
    countries: tuple[str, ...]
    event: Event | None


class Total(NamedTuple):
    """A budget (measure `budgeted`) or a planned disbursement (`planned`) over a span. `amount` None: 0."""

    where: str
    key: str
    measure: str
    since: str
    until: str
    value_day: str
    amount: Amount | None
    note: str
    event: Event | None


class Activity(NamedTuple):
    """One activity. `dates` are its activity-dates by type, `stream` its stream where bilat wrote the
    file.
    """

    where: str
    identifier: str
    stream: str
    title: str
    updated: str
    status: str
    flow: str
    finance: str
    aid: str
    sector: str
    rate: str
    dates: dict[str, str]
    reporting: Org
    orgs: tuple[Org, ...]
    countries: tuple[str, ...]
    regions: tuple[tuple[str, str, str], ...]
    parents: tuple[str, ...]
    transactions: tuple[Transaction, ...]
    totals: tuple[Total, ...]
    events: tuple[Event, ...]
