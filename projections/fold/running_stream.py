"""One pledge or programme event by event: what its account is after each, computed from what it was before."""

from __future__ import annotations

from bisect import insort
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bilat.projections.fold import as_of
from bilat.projections.fold.as_of import FoldEntry, Line, fold_order
from bilat.projections.fold.claims import CLAIMS, MONEY, MONEYLESS, Account, Printed, account, stated_amount
from bilat.projections.fold.pieces import ZERO, Lot

_NO_MONEY = frozenset(
    "title note cites ids terms via sector topics meeting agreement reason instrument text locator".split()
)
"""What a correction may change without touching money, or whom it belongs to."""
_STANDS_IN = {"pledge-restated": "restated", "pledge-committed": "committed", "pledge-disbursed": "disbursed"}
_WHOSE = ("donor", "recipient", "part_of", "flow", "new_money")
_LEVELS = ("pledge-announced", "pledge-revised")
_RANK = ("own", "restated", "committed", "disbursed")
"""What a pledge stands on, the best first: its own claims, else what stands in for them."""


class Piece(NamedTuple):
    """What stands of one claim."""

    day: date
    stream: str
    version: int
    unit: str
    value: Decimal


class RunningStream:
    """The account of a stream, kept up to date.

    `entries` are its events as corrected, in fold order; `standing` the pieces that stand, the newest last, `excluded`
    what within the window is excluded for a reason, by (reason, unit); `printed` is that of `claims.Account`. `added`
    and `removed` are how the last event changed what stands, `moved` says that it changed a sum, `reread` that whom the
    stream belongs to may be another. An event that comes last in fold order costs what it
    changes; any other, and whatever a refund or a cancellation may change, has the stream folded again.
    """

    __slots__ = tuple(
        "name windowless entries standing excluded printed added removed counted shown moved reread heights"
        " _since _until _lines _stands_on _simple".split()
    )

    def __init__(self, name: str, since: date, until: date) -> None:
        self.name = name
        self._since, self._until = since, until
        self.windowless = since == date.min and until == date.max
        self._lines: list[Line] = []
        self.entries: list[FoldEntry] = []
        self.standing: list[Piece] = []
        self.excluded: dict[tuple[str, str], Decimal] = {}
        self.printed: Printed = {}
        self.added: list[Piece] = []
        self.removed: list[Piece] = []
        self.counted = False
        self.shown: dict[str, Decimal] = {}
        self.moved = self.reread = False
        self.heights: dict[str, Decimal] = {}
        self._stands_on: str | None = None
        self._simple = True

    @property
    def tells(self) -> bool:
        """Whether some claim of its own, or what stands in for one, states an amount."""
        return self._stands_on is not None

    @property
    def alive(self) -> bool:
        """Whether some money stands."""
        return bool(self.heights) and max(self.heights.values()) > 0

    def negative(self) -> dict[str, Decimal]:
        """Return, by unit, what stands below 0 within the window: refunds beyond what was paid."""
        found: dict[str, Decimal] = {}
        for piece in () if self._simple else self.standing:
            if piece.value < 0 and self.seen(piece):
                found[piece.unit] = found.get(piece.unit, ZERO) + piece.value
        return found

    def seen(self, piece: Piece) -> bool:
        """Whether the day of a piece lies in the window."""
        return self._since <= piece.day <= self._until

    def take(self, line: Line) -> None:
        """Add the next event of the stream, and bring the account up to date if it is `counted`."""
        self.added, self.removed, self.moved, self.reread = [], [], False, False
        void = bool(self._lines) and not self.entries
        self._lines.append(line)
        kind = line["kind"]
        if void:
            return
        if not kind.startswith("entry-"):
            entry = as_of.as_entry(line)
            last = not self.entries or fold_order(entry) > fold_order(self.entries[-1])
            insort(self.entries, entry, key=fold_order)
            self.reread = kind == "pledge-merged"
            if self.counted and not (last and self._append(entry)):
                self.fold()
        elif kind != "entry-cited" and not (kind == "entry-corrected" and _NO_MONEY.issuperset(line["fields"])):
            before = self._structure()
            self.entries = as_of.read(self._lines).get(self.name, [])
            self.reread = self._structure() != before
            if self.counted:
                self.fold()

    def begin(self) -> None:
        """Count the stream from here on."""
        self.counted = True
        if len(self.entries) != 1 or not self._append(self.entries[0]):
            self.fold()

    def fold(self) -> None:
        """Fold all events of the stream."""
        self.counted = True
        book = account(self.entries) if self.entries else Account()
        self.removed, self.moved = self.standing, True
        self.standing, self.printed = [], book.printed
        self.excluded, self.heights, self.shown = {}, {}, {}
        for lot in book.excluded:
            self._exclude(str(lot.reason), lot)
        for lot in book.standing:
            self._push(Piece(lot.day, lot.stream, lot.version, lot.unit, lot.value), lot.value)
        self.added = [*self.standing]
        stated = [(each.kind, book.printed[each.ref][0]) for each in self.entries if each.ref in book.printed]
        leading = {_plays(kind) for kind, _ in stated}
        self._stands_on = next((each for each in _RANK if each in leading), None)
        cancelled = any(each.kind == "pledge-cancelled" for each in self.entries)
        self._simple = not cancelled and all(value > 0 for kind, value in stated if _plays(kind) == self._stands_on)

    def _append(self, entry: FoldEntry) -> bool:
        """Take an event that comes last in fold order; False where the stream has to be folded again."""
        kind = entry.kind
        if kind not in MONEY and kind not in MONEYLESS:
            return False
        if not self._simple or kind == "pledge-cancelled":
            return False
        stated = stated_amount(entry, self.entries[0], self.printed)
        if stated is None:
            return True
        claim = Piece(entry.day or date.min, entry.stream, entry.version, *stated)
        plays = _plays(kind)
        if plays is None:
            self._exclude("running-total", claim)
            return True
        if self._stands_on is not None and _RANK.index(plays) < _RANK.index(self._stands_on):
            return False  # something better than what stood in until now
        if plays == "restated" and self._stands_on is not None:
            self._exclude("restated", claim)
        elif self._stands_on in (None, plays):
            if claim.value <= 0:
                return False
            self._stands_on = plays
            if kind in _LEVELS:
                self._level(claim)
            else:
                self._push(claim, claim.value)
        return True

    def _level(self, claim: Piece) -> None:
        """The pledge now stands at this: what was there is told again, or cut, the newest first."""
        height = self.heights.get(claim.unit, ZERO)
        cut = max(height - claim.value, ZERO)
        if len(self.heights) > (claim.unit in self.heights):
            others = [piece for piece in self.standing if piece.unit != claim.unit]
            self.standing = [piece for piece in self.standing if piece.unit == claim.unit]
            for piece in others:
                self._exclude("superseded", piece)
                self._count(piece, -piece.value)
            self.removed += others
        while cut:
            piece = self.standing.pop()
            share = min(piece.value, cut)
            cut -= share
            self._exclude("superseded", piece, share)
            self._count(piece, -share)
            self.removed.append(piece)
            if share != piece.value:
                left = piece._replace(value=piece.value - share)
                self.standing.append(left)
                self.added.append(left)
        again = min(height, claim.value)
        if again:
            self._exclude("restated", claim, again)
        if claim.value != again:
            self._push(claim, claim.value - again)

    def _push(self, claim: Piece, value: Decimal) -> None:
        piece = claim if value == claim.value else claim._replace(value=value)
        self.standing.append(piece)
        self.added.append(piece)
        self._count(piece, value)

    def _count(self, piece: Piece, change: Decimal) -> None:
        """Follow what stands of a unit in `heights`, and what of it lies in the window in `shown`; no zeros."""
        self.moved = True
        for sums in (self.heights, self.shown) if self.seen(piece) else (self.heights,):
            sums[piece.unit] = sums.get(piece.unit, ZERO) + change
            if not sums[piece.unit]:
                del sums[piece.unit]

    def _structure(self) -> object:
        """Return what of a stream decides whom it belongs to, and who belongs to it; None where it is void."""
        if not self.entries:
            return None
        opening = self.entries[0]
        merged = [each.fields["into"] for each in self.entries if each.kind == "pledge-merged"]
        return [opening.fields.get(name) for name in _WHOSE], opening.day, merged[-1:]

    def _exclude(self, reason: str, of: Lot | Piece, value: Decimal | None = None) -> None:
        """Exclude all of it, or so much, if its day lies in the window."""
        if self._since <= of.day <= self._until:
            self.moved = True
            key = reason, of.unit
            self.excluded[key] = self.excluded.get(key, ZERO) + (of.value if value is None else value)


def _plays(kind: str) -> str | None:
    """Return what an event that states an amount plays in what its pledge stands on; None for totals."""
    return "own" if kind in CLAIMS else _STANDS_IN.get(kind)
