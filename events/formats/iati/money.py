"""The money of a pledge or programme as IATI transactions, budgets and planned disbursements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lxml import etree

from bilat.events.base import Event
from bilat.events.pledges import PledgeMoney, PledgeToppedUp
from bilat.events.programmes import TotalReported
from bilat.events.values.amounts import Amount
from bilat.events.values.dates import span
from bilat.events.values.decimals import plain

TYPES = {
    "pledge-announced": "12",
    "pledge-topped-up": "12",
    "pledge-revised": "12",
    "pledge-committed": "2",
    "pledge-disbursed": "3",
}
"""Kind of event to TransactionType; a revision is the difference that it makes."""
TOTALS = {"budgeted": "budget", "planned": "planned-disbursement"}


def sums(events: Sequence[Event]) -> list[tuple[etree._Element, Event]]:
    """Return what IATI can tell of a stream's money, each with its event: budgets, plans, then transactions.

    Things in kind have no currency, restatements and other totals no place: they have no IATI reading.
    """
    totals = [
        (_total(TOTALS[event.measure], event), event)
        for measure in TOTALS
        for event in events
        if isinstance(event, TotalReported) and event.measure == measure and event.amount.unit.isupper()
    ]
    return [*totals, *_transactions(events)]


def _transactions(events: Sequence[Event]) -> Iterator[tuple[etree._Element, Event]]:
    standing: Amount | None = None
    for event in events:
        if event.kind not in TYPES or not isinstance(event, PledgeMoney | PledgeToppedUp) or not event.amount:
            continue
        value = event.amount.value
        if event.kind == "pledge-revised":
            same = standing is not None and standing.unit == event.amount.unit
            value -= standing.value if standing and same else Decimal(0)
            standing = event.amount
        elif event.kind == "pledge-announced":
            standing = event.amount
        elif event.kind == "pledge-topped-up" and standing:
            standing = standing.model_copy(update={"value": standing.value + value})
        if value and event.amount.unit.isupper():
            yield _transaction(event, TYPES[event.kind], event.amount.unit, value), event


def _transaction(event: Event, type: str, unit: str, value: Decimal) -> etree._Element:
    day = span(event.on or "").first.isoformat()
    element = etree.Element("transaction")
    etree.SubElement(element, "transaction-type", code=type)
    etree.SubElement(element, "transaction-date", {"iso-date": day})
    _value(element, unit, value, day)
    return element


def _total(tag: str, event: TotalReported) -> etree._Element:
    date = span(event.on or "").first
    since = span(event.since).first if event.since else date
    until = span(event.as_of).last if event.as_of else max(date, since)
    element = etree.Element(tag, type="1")
    etree.SubElement(element, "period-start", {"iso-date": since.isoformat()})
    etree.SubElement(element, "period-end", {"iso-date": until.isoformat()})
    _value(element, event.amount.unit, event.amount.value, date.isoformat())
    return element


def _value(element: etree._Element, unit: str, value: Decimal, day: str) -> None:
    etree.SubElement(element, "value", {"currency": unit, "value-date": day}).text = plain(value)
