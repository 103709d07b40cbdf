"""What became of promises, event by event: the twin of `projections/delivery/`, on nominal values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import localcontext
from typing import NamedTuple

from bilat.projections.fold import as_of, mergers
from bilat.projections.fold.as_of import FoldEntry, Line
from bilat.projections.fold.claims import Account, account
from bilat.projections.fold.families_paid import totals
from bilat.projections.fold.lots import decided, in_relation, is_shared
from bilat.projections.fold.parties import Ends, Sides
from bilat.projections.fold.pieces import EXACT, Lot, by_unit, total
from bilat.projections.fold.promises import Asked, Promise, Sums, act, of_money

Streams = Mapping[str, Sequence[FoldEntry]]


class Delivery(NamedTuple):
    """The promises, by stream, kind and unit, and the totals of the pledges among them, by line and unit."""

    promises: list[Promise]
    totals: dict[str, Sums]


def delivery(
    events: Sequence[Line],
    day: date,
    *,
    relation: Ends | None,
    one_way: bool = False,
    members: bool = False,
    known_by: date | None = None,
    silent: int = 730,
) -> Delivery:
    """Say what became of promises as of a day. `events` and the rest are those of `lots.lots`."""
    with localcontext(EXACT):
        streams = as_of.read(events, known_by=known_by, by=day)
        sides = Sides(streams, relation, members, one_way) if relation else None
        into = mergers.mergers(streams)
        money = {name: entries for name, entries in streams.items() if name.startswith(("pledge/", "programme/"))}
        money = {name: entries for name, entries in money.items() if sides is None or in_relation(entries, sides)}
        books = {name: account(entries) for name, entries in money.items()}
        pledges = {name: book for name, book in books.items() if name.startswith("pledge/")}
        heirs = mergers.survivors(into, {name for name, book in pledges.items() if book.tells})
        own = {name: entries for name, entries in money.items() if _promised(entries, sides)}
        stands = {name: _standing(books[name]) if name not in heirs else {} for name in own}
        asked = Asked(day, silent)
        found = [
            each
            for name, entries in own.items()
            for each in of_money(entries, stands[name], merged=name in into, asked=asked)
        ]
        found += [act(entries, asked) for entries in _acts(streams, sides)]
        counted = {each.stream: each for each in found if each.kind == "pledge" and each.stream not in heirs}
        alive = {name for name in counted if any(lot.value > 0 for lot in books[name].standing)}
        parents = mergers.tree(streams, set(pledges), heirs, alive)
        whole = [name for name in alive if any(value > 0 for value in stands[name].values())]
        lots: list[Lot] = [lot for lot in decided(streams, sides) if lot.treatment != "excluded"]
        sums = totals(counted, lots, parents, set(whole))
    return Delivery(sorted(found, key=lambda each: (each.stream, each.kind, each.unit or "")), sums)


def _promised(entries: Sequence[FoldEntry], sides: Sides | None) -> bool:
    passed_on = entries[0].fields.get("new_money") is False
    return not passed_on and (sides is None or not is_shared(entries, sides))


def _standing(book: Account) -> Sums:
    return {unit: total(lots) for unit, lots in by_unit(book.standing).items()}


def _acts(streams: Streams, sides: Sides | None) -> Iterator[Sequence[FoldEntry]]:
    """Yield the meetings that were planned and the agreements that were reached."""
    for name, entries in streams.items():
        made = {"meeting": "meeting-planned", "agreement": "agreement-reached"}.get(name.partition("/")[0])
        if not any(each.kind == made and not each.hidden for each in entries):
            continue
        codes, day = tuple(entries[0].fields.get("parties", ())), entries[0].day or date.min
        if sides is None or (not sides.one_way and sides.join(day, codes, codes)):
            yield entries
