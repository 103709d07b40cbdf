"""Promises one by one: what each comes to, when it is due, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from bilat.events.values.dates import horizon_span, span
from bilat.projections.fold.as_of import FoldEntry
from bilat.projections.fold.claims import stage
from bilat.projections.fold.pieces import ZERO

Sums = dict[str, Decimal]
COMMITTED = ("pledge-committed", ("committed",))
PAID = ("pledge-disbursed", ("disbursed", "achieved"))


class Asked(NamedTuple):
    """As of which day, and after how many days without news a promise is silent."""

    day: date
    silent: int


@dataclass(frozen=True)
class Promise:
    """One promise; sums by unit. `unit` is that of a target."""

    stream: str
    kind: str
    unit: str | None
    promised: Sums
    committed: Sums
    paid: Sums
    due: date | None
    heard: date | None
    state: str

    @property
    def open(self) -> Sums:
        """What is promised and not paid."""
        return {unit: max(value - self.paid.get(unit, ZERO), ZERO) for unit, value in self.promised.items()}


def of_money(entries: Sequence[FoldEntry], stands: Sums, *, merged: bool, asked: Asked) -> Iterator[Promise]:
    """Yield a pledge, and what it or a programme aims at; `stands` is what stands of the pledge, by unit."""
    opening, stream = entries[0], entries[0].stream
    horizon = opening.fields.get("horizon")
    due = horizon_span(horizon, opening.day or date.min)[1] if horizon else None
    reached = "programme" if stream.startswith("programme/") else stage(entries, merged=merged)
    aims = _latest(entries, ("targeted",))
    committed, paid = _settled(entries, *COMMITTED), _settled(entries, *PAID)
    if stream.startswith("pledge/"):
        own = [{u: each for u, each in moved.items() if u not in aims or u in stands} for moved in (committed, paid)]
        yield _promise(entries, ("pledge", None), stands, (own[0], own[1]), due, reached, asked)
    for unit, target in aims.items():
        named = target.fields.get("as_of")
        until = span(named).last if named and span(named).last != span(target.fields["on"]).last else due
        own = [{unit: each[unit]} if unit in each else {} for each in (committed, paid)]
        amount = {unit: Decimal((target.amount or {})["value"])}
        yield _promise(entries, ("target", unit), amount, (own[0], own[1]), until, reached, asked)


def act(entries: Sequence[FoldEntry], asked: Asked) -> Promise:
    """Return a planned meeting or an agreement as a promise."""
    kinds = [each.kind for each in entries if not each.hidden and each.kind != "promise-assessed"]
    due: date | None = None
    for each in entries:
        if each.kind == "meeting-planned" and not each.hidden and "planned_for" in each.fields:
            due = span(each.fields["planned_for"]).last
    if entries[0].stream.startswith("meeting/"):
        said = [kind for kind in kinds if kind in ("meeting-planned", "meeting-held", "meeting-called-off")]
        off, done = said[-1] == "meeting-called-off", "meeting-held" in kinds
    else:
        off, done = "agreement-terminated" in kinds, "agreement-entered-into-force" in kinds
    heard, state = _heard(entries, asked), "called-off" if off else "delivered" if done else ""
    state = state or _waiting(due, heard, asked, paid=False, suspended=False)
    kind = entries[0].stream.partition("/")[0]
    return Promise(entries[0].stream, kind, None, {}, {}, {}, due, heard, state)


def _promise(
    entries: Sequence[FoldEntry],
    kind: tuple[str, str | None],
    promised: Sums,
    settled: tuple[dict[str, tuple[Decimal, Decimal]], dict[str, tuple[Decimal, Decimal]]],
    due: date | None,
    reached: str,
    asked: Asked,
) -> Promise:
    """Make a promise of money; `settled` are value and low of what is committed and paid, by unit."""
    committed, paid = settled
    heard = _heard(entries, asked)
    aimed = {unit: value for unit, value in promised.items() if value > 0}
    full = bool(aimed) and all(unit in paid and paid[unit][1] >= value for unit, value in aimed.items())
    if reached in ("cancelled", "merged"):
        state = "called-off"
    elif full or (kind[0] == "pledge" and reached == "completed"):
        state = "delivered"
    else:
        some = any(value > 0 for value, _ in paid.values())
        state = _waiting(due, heard, asked, paid=some, suspended=reached == "suspended")
    signed, spent = ({unit: value for unit, (value, _) in each.items()} for each in (committed, paid))
    return Promise(entries[0].stream, *kind, dict(promised), signed, spent, due, heard, state)


def _waiting(due: date | None, heard: date | None, asked: Asked, *, paid: bool, suspended: bool) -> str:
    """Return the state of what is neither called off nor delivered."""
    if due is not None and due < asked.day:
        return "overdue"
    if paid:
        return "in-part"
    if suspended:
        return "suspended"
    quiet = due is None and heard is not None and heard < asked.day - timedelta(days=asked.silent)
    return "silent" if quiet else "open"


def _heard(entries: Sequence[FoldEntry], asked: Asked) -> date | None:
    """Return the last day of which something is told, no later than the day asked for."""
    seen = [each for each in entries if not each.hidden and each.kind != "promise-assessed" and "on" in each.fields]
    return min(max(span(each.fields["on"]).last for each in seen), asked.day) if seen else None


def _latest(entries: Sequence[FoldEntry], measures: Sequence[str]) -> dict[str, FoldEntry]:
    """Return by unit the total that counts up to the latest day, of these the last told."""
    found: dict[str, tuple[date, FoldEntry]] = {}
    for each in entries:
        if each.kind == "total-reported" and each.fields["measure"] in measures and each.amount is not None:
            until = span(each.fields.get("as_of") or each.fields["on"]).last
            unit = str(each.amount["unit"])
            if unit not in found or until >= found[unit][0]:
                found[unit] = until, each
    return {unit: each for unit, (_, each) in found.items()}


def _settled(entries: Sequence[FoldEntry], kind: str, measures: Sequence[str]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return by unit the value and the low of what events of the kind add up to, or of a total that is surely more."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for each in entries:
        if each.kind == kind and each.amount is not None:
            value, low = sums.get(each.amount["unit"], (ZERO, ZERO))
            sums[each.amount["unit"]] = value + Decimal(each.amount["value"]), low + _low(each)
    for unit, each in _latest(entries, measures).items():
        if unit not in sums or _low(each) > sums[unit][1]:
            sums[unit] = Decimal((each.amount or {})["value"]), _low(each)
    return sums


def _low(entry: FoldEntry) -> Decimal:
    """Return the least that an amount can mean."""
    amount = entry.amount or {}
    value = Decimal(amount["value"])
    return min(value, ZERO) if amount["bound"] == "at-most" else value
