"""Every claim of a relation's pledges, divided into lots with one treatment each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import localcontext

from bilat.projections.fold import as_of, mergers, umbrellas
from bilat.projections.fold.as_of import FoldEntry, Line
from bilat.projections.fold.claims import Account, account, first_day
from bilat.projections.fold.parties import Ends, Sides
from bilat.projections.fold.pieces import EXACT, STANDING, Lot, coalesce
from bilat.projections.fold.slices import codes, slices

MOBILISED = ("private", "mixed")

Streams = Mapping[str, Sequence[FoldEntry]]


def lots(
    events: Sequence[Line],
    *,
    relation: Ends | None,
    one_way: bool = False,
    members: bool = False,
    since: date | None = None,
    until: date | None = None,
    known_by: date | None = None,
    recorded_by: int | None = None,
) -> list[Lot]:
    """Divide every claim of the report's pledges and programmes into lots.

    `events` are decoded canonical lines in log order, already lifted to the current schema. `relation` None
    takes all pledges; one of its two ends may be None, the whole world; `one_way` takes what the first gives to the
    second. `since` and `until` are days, both inside; they choose lots and never change a treatment.
    `recorded_by` is a position. Returns lots by day, stream and version; lots equal in all but value are
    added up.
    """
    with localcontext(EXACT):
        streams = as_of.read(events, recorded_by=recorded_by, known_by=known_by)
        lots = decided(streams, Sides(streams, relation, members, one_way) if relation else None)
        found = coalesce(replace(lot, part="") for lot in lots)
    return [lot for lot in found if (since or date.min) <= lot.day <= (until or date.max)]


def decided(streams: Streams, sides: Sides | None) -> list[Lot]:
    """Divide every claim of these streams (`record.read`) that belong to what `sides` asks: all, if None."""
    books = {
        stream: account(entries)
        for stream, entries in streams.items()
        if stream.startswith(("pledge/", "programme/")) and (sides is None or in_relation(entries, sides))
    }
    pledges = {stream: book for stream, book in books.items() if stream.startswith("pledge/")}
    into = mergers.mergers(streams)
    heirs = mergers.survivors(into, {stream for stream, book in pledges.items() if book.tells})
    for stream, book in pledges.items():
        if stream in heirs:
            book.exclude("merged")
        if streams[stream][0].fields.get("new_money") is False:
            book.exclude("not-new")
        if sides is not None and is_shared(streams[stream], sides):
            book.exclude("shared")
    standing = {stream for stream, book in pledges.items() if any(lot.value > 0 for lot in book.standing)}
    parents = mergers.tree(streams, set(pledges), heirs, standing)
    for stream, book in books.items():
        record = slices(streams, stream, parents, merged=stream in into)
        book.standing = [replace(lot, **record) for lot in book.standing]
        book.excluded = [replace(lot, **record) for lot in book.excluded]
    excluded = [lot for book in books.values() for lot in book.excluded]
    return excluded + _counted(pledges, parents)


def in_relation(entries: Sequence[FoldEntry], sides: Sides) -> bool:
    """Say whether a pledge or programme belongs to the relation: one of its donors faces one of its recipients."""
    donors, recipients = _parties(entries)
    return sides.join(first_day(entries), donors, recipients)


def is_shared(entries: Sequence[FoldEntry], sides: Sides) -> bool:
    """Say whether a donor or recipient of it lies outside."""
    donors, recipients = _parties(entries)
    return not sides.hold(first_day(entries), donors, recipients)


def _parties(entries: Sequence[FoldEntry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    opening = entries[0].fields
    return codes(opening.get("donor")), codes(opening.get("recipient"))


def _counted(pledges: Mapping[str, Account], parents: Mapping[str, str]) -> list[Lot]:
    """Decide what stands: covered by an umbrella, else net or, where private money is in it, mobilised."""
    printed = {event: each for book in pledges.values() for event, each in book.printed.items()}
    standing = {stream: book.standing for stream, book in pledges.items()}
    return [
        replace(lot, treatment="mobilised" if lot.flow in MOBILISED else "net") if lot.treatment == STANDING else lot
        for lot in umbrellas.cover(standing, parents, printed)
    ]
