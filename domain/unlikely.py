"""What is unlikely of one event, though it is admitted: said at once to whoever records it, and recorded all the same.

`check` finds what of it contradicts the record later on; here it is told before anybody has forgotten the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from bilat.domain.batch import Batch
from bilat.domain.stream_index import StreamIndex
from bilat.events.base import Event
from bilat.events.likeness.titles import folded
from bilat.events.values.amounts import Amount
from bilat.events.values.codes import is_state, split_reference
from bilat.events.values.dates import span

if TYPE_CHECKING:
    from bilat.events.log.log import Log

FIFTH = Decimal("0.2")
"""How far a retelling may lie from what it tells again, as a share of it."""
_SET_BEFORE = ("membership-began", "membership-ended", "agreement-entered-into-force", "agreement-terminated")
"""Kinds whose day may be set before it comes."""
_TO = ("pledge-announced", "pledge-revised")


def unlikely(event: Event, log: Log, *, today: date, drafts: Iterable[Event] = ()) -> list[str]:
    """Return what is unlikely of an event that is to be recorded, each in a sentence with what may be meant instead.

    `drafts` are events that are to be recorded before it. Never raises for an event that the rules will refuse.
    """
    index = StreamIndex(log, Batch(), lambda _: None)
    earlier = [*index.stream(event.stream).effective_events().values()]
    earlier += [each for each in drafts if each.stream == event.stream]
    return [*of_itself(event, today), *_of_its_pledge(event, earlier)]


def of_itself(event: Event, today: date) -> Iterator[str]:
    """Yield what is unlikely of an event whatever else is on record."""
    if event.on and not event.on.startswith("FY") and event.kind not in _SET_BEFORE and span(event.on).first > today:
        yield f"{event.on} is still to come: is it the day on which it was announced, or a slip?"
    record = event.attributes()
    match event.kind:  # by kind: the classes of others are not loaded for it
        case "party-registered":
            yield from _another_state(event.stream.partition("/")[2], record["name"], record["type"])
        case "statement-made" if len(record["parties"]) == 1 and not record["to"] and not record["meeting"]:
            yield (
                f"{record['parties'][0]} speaks to nobody: this statement belongs to no relation and no report of two "
                "parties shows it; give `to`, or the meeting"
            )
        case _ if record.get("instrument") == "mixed" and record.get("flow") is None:
            yield (
                "mixed money without a flow counts as net, public money, to the last cent; where some of it is private "
                "give the flow `mixed`: then it is mobilised, a line of its own beside net"
            )
        case _:
            pass


def _another_state(code: str, name: str, type_: str) -> Iterator[str]:
    meant = _states().get(folded(name))
    if meant and meant != code and (is_state(code) or type_ == "state"):
        own = next((each for each, state in _states().items() if state == code), "")
        named = f", {code} of {own.title()}" if own else ""
        yield f"{meant} is the code of {name}{named}: is another code meant, or another name?"


@cache
def _states() -> dict[str, str]:
    """Return the codes of states by their names, folded."""
    from bilat.events.reading.gazetteer.territories import NAMES

    rows = (line.split(None, 1) for line in NAMES.strip().splitlines() if line.strip())
    return {folded(name): code for code, names in rows for name in names.split("|")}


def _of_its_pledge(event: Event, earlier: list[Event]) -> Iterator[str]:
    """Yield what is unlikely of an event of a pledge, beside what was told of it before."""
    if not event.stream.startswith("pledge/") or not earlier or event.kind.startswith("entry-"):
        return
    opening = earlier[0]
    if _before(event.on, opening.on):
        yield f"{event.on} is before the pledge was made, {opening.on}: which of the two dates is wrong?"
    amount = _amount(event)
    if amount and event.kind == "pledge-disbursed":
        yield from _paid(amount, earlier)
    if amount and event.kind == "pledge-restated":
        yield from _retold(amount, event.attributes()["target"], earlier)


def _before(on: str | None, opened: str | None) -> bool:
    """Tell whether a date ends before another begins; of fiscal years nobody knows yet."""
    return bool(on and opened and "FY" not in on + opened and span(on).last < span(opened).first)


def _paid(amount: Amount, earlier: list[Event]) -> Iterator[str]:
    stated = [each for each in earlier if _amount(each) and each.kind in (*_TO, "pledge-topped-up", "pledge-committed")]
    units = dict.fromkeys(_amount(each).unit for each in stated)
    if stated and amount.unit not in units:
        yield f"paid in {amount.unit}, promised in {' and '.join(units)}: no sum can be held against the promise"
        return
    limit = _stands(stated, amount.unit)
    paid = sum(
        (_amount(each).value for each in earlier if each.kind == "pledge-disbursed" and _is_in(each, amount.unit)),
        amount.value,
    )
    if limit is not None and amount.value > 0 and paid > limit:
        shown = [Amount(value=each, unit=amount.unit, bound="exact") for each in (paid, limit)]
        yield f"{shown[0]} is paid in all, more than the {shown[1]} that stands: is a payment told twice?"


def _retold(amount: Amount, target: str | None, earlier: list[Event]) -> Iterator[str]:
    version = split_reference(target)[1] if target else 0
    stated = [each for each in earlier if _is_in(each, amount.unit) and each.kind in (*_TO, "pledge-topped-up")]
    named = next(
        (_amount(each).value for each in earlier if each.version == version and _is_in(each, amount.unit)), None
    )
    stands = named if named is not None else _stands(stated, amount.unit, committed=False)
    if not stands or any(_amount(each).value == amount.value for each in stated):
        return
    if abs(amount.value - stands) >= FIFTH * abs(stands):
        known = Amount(value=stands, unit=amount.unit, bound="exact")
        percent = round(abs(amount.value - stands) / abs(stands) * 100)
        yield (
            f"{amount} is told again where {known} stands, {percent} per cent apart: was the promise changed "
            "(pledge-revised, pledge-topped-up), or is another one meant?"
        )


def _stands(stated: list[Event], unit: str, *, committed: bool = True) -> Decimal | None:
    """Return the most that stands in a unit: what was committed, else promised; None where its bound is open."""
    signed = [each for each in stated if each.kind == "pledge-committed" and _is_in(each, unit)] if committed else []
    if signed:
        return sum((_most(each) for each in signed), Decimal(0))
    height: Decimal | None = None
    for each in sorted((each for each in stated if _is_in(each, unit)), key=_order):
        if each.kind in _TO:
            height = None if _amount(each).bound == "at-least" else _most(each)
        elif each.kind == "pledge-topped-up" and height is not None:
            height += _most(each)
    return height


def _order(event: Event) -> tuple[bool, date]:
    return event.version != 1, span(event.on).first if event.on and event.on[:2] != "FY" else date.max


def _most(event: Event) -> Decimal:
    amount: Amount = _amount(event)
    return amount.upper or amount.value


def _is_in(event: Event, unit: str) -> bool:
    amount = _amount(event)
    return bool(amount) and amount.unit == unit


def _amount(event: Event) -> Any:
    return event.attributes().get("amount")
