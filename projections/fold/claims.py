"""One pledge by itself: what its events tell, and what of that stands.

The twin of `pledges/claims.py`, in plain Python: a change in how money counts is made in both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from bilat.events.values.dates import horizon_years
from bilat.projections.fold.as_of import FoldEntry
from bilat.projections.fold.pieces import ZERO, Lot, by_unit, divide, total

CENT = Decimal("0.01")
CLAIMS = ("pledge-announced", "pledge-topped-up", "pledge-revised")
MONEYLESS = (
    "programme-opened",
    "pledge-completed",
    "pledge-suspended",
    "pledge-cancelled",
    "pledge-merged",
    "promise-assessed",
)
MONEY = (*CLAIMS, "total-reported", "pledge-restated", "pledge-committed", "pledge-disbursed")
RESUMES = ("pledge-committed", "pledge-disbursed", "pledge-topped-up", "pledge-revised")


Printed = dict[str, tuple[Decimal, dict[str, Decimal]]]


@dataclass
class Account:
    """What one stream tells: the pieces that stand (fold order) and the lots already excluded.

    `printed` gives, by event, the value told and its equivalents by unit, both after a yearly pace is
    multiplied out. `tells` says that some claim of its own states an amount, whatever became of it.
    """

    standing: list[Lot] = field(default_factory=list)
    excluded: list[Lot] = field(default_factory=list)
    printed: Printed = field(default_factory=dict)
    tells: bool = False

    def exclude(self, reason: str) -> None:
        """Exclude what stands."""
        self.excluded += [piece.excluded(reason) for piece in self.standing]
        self.standing = []


def account(entries: Sequence[FoldEntry]) -> Account:
    """Fold one pledge or programme: its claims, what supersedes what, and what a cancellation leaves.

    Raises LookupError for a kind that this fold does not know: its money would be passed over in silence.
    """
    for entry in entries:
        if entry.kind not in (*MONEY, *MONEYLESS):
            raise LookupError(f"the fold does not know what {entry.kind} does to money: {entry.ref}")
    book = Account()
    items = [(e.kind, lot) for e in entries if (lot := _lot(e, entries[0], book)) is not None]
    own = [(kind, lot) for kind, lot in items if kind in CLAIMS]
    totals, retold, committed, disbursed = (
        [lot for kind, lot in items if kind == name]
        for name in ("total-reported", "pledge-restated", "pledge-committed", "pledge-disbursed")
    )
    book.tells = bool(own or retold or committed or disbursed)
    if own:
        _tell(own, book)
    elif retold:
        book.standing, retold = retold[:1], retold[1:]
    else:
        for pieces in by_unit(committed or disbursed).values():
            _offset(pieces, book)
    book.excluded += [lot.excluded("running-total") for lot in totals]
    book.excluded += [lot.excluded("restated") for lot in retold]
    if any(entry.kind == "pledge-cancelled" for entry in entries):
        _cancel(disbursed, book)
    return book


def stated_amount(entry: FoldEntry, opening: FoldEntry, printed: Printed) -> tuple[str, Decimal] | None:
    """Read what an event tells, multiplied out where the pledge is told by the year, and note it in `printed`."""
    amount = entry.amount
    if amount is None or entry.day is None or opening.day is None:
        return None
    amounts = [(money["unit"], Decimal(money["value"])) for money in (amount, *entry.fields.get("equivalents", ()))]
    if opening.fields.get("pace") == "per-year" and entry.kind in (*CLAIMS, "pledge-restated"):
        horizon = opening.fields.get("horizon")
        years = horizon_years(horizon, opening.day) if horizon else None
        amounts = [_paced(unit, value, years) for unit, value in amounts]
    equivalents: dict[str, Decimal] = {}
    for unit, value in amounts[1:]:
        equivalents.setdefault(unit, value)
    printed[entry.ref] = (amounts[0][1], equivalents)
    return amounts[0]


def _paced(unit: str, value: Decimal, years: Decimal | None) -> tuple[str, Decimal]:
    """Return what is told by the year over the whole horizon; per year where it has no length."""
    return (f"{unit}/year", value) if years is None else (unit, (value * years).quantize(CENT, ROUND_HALF_EVEN))


def _lot(entry: FoldEntry, opening: FoldEntry, book: Account) -> Lot | None:
    stated = stated_amount(entry, opening, book.printed)
    return None if stated is None else Lot(entry.ref, entry.stream, entry.day or date.min, *stated)


def _tell(claims: Iterable[tuple[str, Lot]], book: Account) -> None:
    """Announcements and revisions say what the promise now is; top-ups add to it."""
    for kind, lot in claims:
        if kind == "pledge-topped-up":
            book.standing.append(lot)
        elif kind in ("pledge-announced", "pledge-revised"):
            same = [piece for piece in book.standing if piece.unit == lot.unit]
            other = [piece for piece in book.standing if piece.unit != lot.unit]
            kept, fallen = divide(same, lot.value)
            book.excluded += [piece.excluded("superseded") for piece in (*other, *fallen)]
            again, risen = divide([lot], total(kept))
            book.excluded += [piece.excluded("restated") for piece in again]
            book.standing = kept + risen


def _offset(pieces: Sequence[Lot], book: Account) -> None:
    """Set decommitments and refunds against the newest money of one unit; any excess stands."""
    plus = [piece for piece in pieces if piece.value > 0]
    minus = [_mirrored(piece) for piece in pieces if piece.value < 0]
    matched = min(total(plus), total(minus))
    kept, undone = divide(plus, total(plus) - matched)
    undoing, beyond = divide(minus, matched)
    book.excluded += [piece.excluded("superseded") for piece in (*undone, *map(_mirrored, undoing))]
    book.standing += kept + [_mirrored(piece) for piece in beyond]


def _mirrored(piece: Lot) -> Lot:
    return replace(piece, value=-piece.value)


def _cancel(disbursed: Iterable[Lot], book: Account) -> None:
    """Cut what stands, newest first, down to what was disbursed in its unit."""
    paid = by_unit(disbursed)
    left: list[Lot] = [piece for piece in book.standing if piece.value < 0]
    for unit, pieces in by_unit(piece for piece in book.standing if piece.value > 0).items():
        kept, cut = divide(pieces, max(total(paid.get(unit, ())), ZERO))
        left += kept
        book.excluded += [piece.excluded("cancelled") for piece in cut]
    book.standing = left


def stage(entries: Sequence[FoldEntry], *, merged: bool) -> str:
    """Return how far a pledge has come, the first that applies; `merged` says that a merger stands."""
    kinds = [entry.kind for entry in entries]
    if merged:
        return "merged"
    for kind in ("cancelled", "completed"):
        if f"pledge-{kind}" in kinds:
            return kind
    if "pledge-suspended" in kinds:
        last = len(kinds) - 1 - kinds[::-1].index("pledge-suspended")
        if not any(kind in RESUMES for kind in kinds[last + 1 :]):
            return "suspended"
    for kind, word in (("pledge-disbursed", "disbursing"), ("pledge-committed", "committed")):
        if kind in kinds:
            return word
    return "announced"


def first_day(entries: Sequence[FoldEntry]) -> date:
    """Return the day of the opening."""
    return entries[0].day or date.min
