"""Transactions, budgets and plans as events: what each tells, before it is known what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from bilat.events.base import Event
from bilat.events.formats.iati.activities import Activity, Total, Transaction
from bilat.events.formats.iati.codelists import FLOWS, NO_PROMISE, TRANSACTIONS, instrument
from bilat.events.formats.reading import ReportedSum, Skipped
from bilat.events.formats.registers.sums import status
from bilat.events.registry import event_class
from bilat.events.values.amounts import Amount
from bilat.events.values.citations import Citation
from bilat.events.values.codes import TEXT_LIMIT


class Move(NamedTuple):
    """A transaction that tells an event: its kind, day, amount (signed) and note."""

    transaction: Transaction
    kind: str
    incoming: bool
    day: str
    amount: Amount
    note: str


def moves(activity: Activity) -> Iterator[Move | Skipped | ReportedSum]:
    """Yield an activity's transactions in order of day, announcements first.

    And those that tell no event, with why; and a promise below 0, which is told and is no promise.
    """
    found: list[Move] = []
    for each in activity.transactions:
        where = f"{activity.where}; {each.where}"
        kind = TRANSACTIONS.get(each.type)
        if each.amount is None:
            yield Skipped(where, "a value of 0")
        elif kind is None:
            yield Skipped(where, NO_PROMISE.get(each.type, f"transaction type {each.type or 'missing'!r} is not known"))
        elif kind.kind == "pledge-announced" and each.amount.value < 0:
            yield Skipped(where, f"a pledge of {each.amount}: a promise is above 0")
            yield ReportedSum(status(kind.kind), each.amount.unit, each.amount.value)
        else:
            amount = each.amount.model_copy(update={"value": Decimal(kind.sign) * each.amount.value})
            note = _note(each, kind.name, kind.direction == "out")
            found.append(Move(each, kind.kind, kind.direction == "in", each.day, amount, note))
    yield from sorted(found, key=lambda move: (move.kind != "pledge-announced", move.day))


def _note(each: Transaction, name: str, outgoing: bool) -> str:
    items = [name, each.text]
    if each.value_day and each.value_day != each.day:
        items.append(f"value date {each.value_day}")
    if outgoing and each.receiver and each.receiver.name:
        items.append(f"to {each.receiver.name}")
    return "; ".join(filter(None, items))[:TEXT_LIMIT]


def cite(activity: Activity, source: str, what: str = "") -> Citation:
    """Return the place of an activity, or of something in it, in the file.

    Published when the activity was last updated.
    """
    locator = f"{activity.identifier}, {what}" if what else activity.identifier
    return Citation(source=source, locator=locator, published=activity.updated or None)


def money(move: Move, activity: Activity, stream: str, source: str, kind: str | None = None) -> Event:
    """Return the event of a transaction, without the pledge's identity."""
    return _event(
        kind or move.kind,
        stream=stream,
        on=move.day,
        amount=move.amount,
        note=move.note or None,
        cites=(cite(activity, source, f"transaction {move.transaction.key}"),),
    )


def total(each: Total, activity: Activity, stream: str, source: str) -> Event:
    """Return a budget or a plan as a running total, told when the activity was last updated."""
    return _event(
        "total-reported",
        stream=stream,
        measure=each.measure,
        amount=each.amount,
        note=each.note or None,
        on=activity.updated or each.value_day or each.since,
        since=each.since or None,
        as_of=each.until or None,
        cites=(cite(activity, source, each.key),),
    )


def identity(
    activity: Activity,
    donors: tuple[str, ...],
    recipients: tuple[str, ...],
    via: tuple[str, ...],
    part_of: str | None,
) -> dict[str, Any]:
    """Return what the opening of an activity's pledge tells beside its money."""
    finance = activity.finance or _unanimous(activity)
    return {
        "donor": donors,
        "recipient": recipients,
        "title": activity.title,
        "instrument": instrument(finance, activity.aid),
        "flow": FLOWS.get(activity.flow),
        "horizon": _horizon(activity.dates),
        "via": via or None,
        "part_of": part_of,
        "sector": activity.sector or None,
        "terms": {"rate_percent": activity.rate} if activity.rate and instrument(finance, "") == "loan" else None,
        "ids": {"iati": activity.identifier},
    }


def opening_day(activity: Activity) -> str:
    """Return the day of an activity without transactions.

    Its actual start, else the day the file tells it; maybe none.
    """
    days = [activity.dates.get("2"), activity.updated, activity.dates.get("1")]
    days += [each.value_day or each.since for each in activity.totals]
    return next(filter(None, days), "")


def opened(activity: Activity, stream: str, source: str, record: Mapping[str, Any]) -> Event:
    """Return the opening of an activity's programme."""
    names = ("donor", "recipient", "title", "flow", "part_of", "ids")
    fields = {name: record[name] for name in names}
    if record["instrument"] != "unspecified":
        fields["instrument"] = record["instrument"]
    return _event(
        "programme-opened", stream=stream, on=opening_day(activity), cites=(cite(activity, source),), **fields
    )


def with_identity(event: Event, record: Mapping[str, Any]) -> Event:
    """Return an event as the opening of its stream."""
    fields = event.model_dump(mode="json", exclude_none=True)
    return event_class(event.kind).model_validate(fields | {k: v for k, v in record.items() if v is not None})


def _event(kind: str, **fields: Any) -> Event:
    return event_class(kind).model_validate({"kind": kind, **fields})


def _unanimous(activity: Activity) -> str:
    items = {each.finance for each in activity.transactions if each.finance}
    return items.pop() if len(items) == 1 else ""


def _horizon(dates: Mapping[str, str]) -> str | None:
    start, end = dates.get("2") or dates.get("1"), dates.get("4") or dates.get("3")
    if not start or (end and end < start):
        return None
    return f"{start}/{end or '..'}"
