"""Step by step: what each event did to the money, in the order in which the lines are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from itertools import islice
from typing import NamedTuple

from bilat.projections.fold import as_of
from bilat.projections.fold.as_of import Line
from bilat.projections.fold.families import families
from bilat.projections.fold.lots import lots
from bilat.projections.fold.parties import Ends, Sides
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.fold.running_families import RunningFamilies

_REGISTERED = ("party-registered", "source-registered", "source-archived")
"""Whoever names a party or a source does so later: these by themselves move nothing."""


_SOME = 1000
"""Steps that are computed at once."""


class Part(NamedTuple):
    """One of the sums that make up a headline: a treatment, its reason where excluded, and a unit."""

    treatment: str
    reason: str | None
    unit: str


Sums = Mapping[tuple[str, str | None, str], Decimal]
Moved = dict[Part, tuple[Decimal, Decimal]]
"""Each sum that an event moved: from what to what."""


def steps(
    lines: Sequence[Line],
    *,
    relation: Ends | None,
    one_way: bool = False,
    members: bool = False,
    since: date | None = None,
    until: date | None = None,
    known_by: date | None = None,
) -> Iterator[Moved]:
    """Yield for each line what it moved: the sums that changed, from what to what. Arguments are those of `lots`.

    After every line the sums are those of `lots` of the lines so far. The family that a line touches goes on from what
    it was before, or all of them where a party's record changes. What the public knew changes with the sources: then
    the family is folded anew with each line, and all of them with a source.
    """
    if known_by is None:
        changes = _running(lines, _Asked(relation, one_way, members), since or date.min, until or date.max)
    else:
        changes = _anew(lines, _Asked(relation, one_way, members), since, until, known_by)
    totals: dict[Part, Decimal] = {}
    while True:
        with localcontext(EXACT):  # for some steps at a time: it is not for whoever takes them
            some = [_moved(totals, change) for change in islice(changes, _SOME)]
        if not some:
            return
        yield from some


class _Asked(NamedTuple):
    """Whose money is counted."""

    relation: Ends | None
    one_way: bool
    members: bool

    def touches_all(self, line: Line) -> bool:
        """Whether a party's line may change whose money belongs."""
        if self.relation is None or line["kind"] in _REGISTERED:
            return False
        return self.members or not line["kind"].startswith("membership-")


def _running(lines: Sequence[Line], asked: _Asked, since: date, until: date) -> Iterator[Sums]:
    """Yield by how much each line changed the sums, each family going on from where it was."""
    money = RunningFamilies(families(lines), since, until)
    parties: list[Line] = []
    sides = _sides(parties, asked)
    for line in lines:
        changes: Sums = {}
        match line["stream"].partition("/")[0]:
            case "pledge" | "programme":
                changes = money.take(line, sides)
            case "party" if asked.relation is not None:
                parties.append(line)
                if asked.members or not line["kind"].startswith("membership-"):
                    sides = _sides(parties, asked)
                if asked.touches_all(line):
                    changes = money.assemble(sides)
        yield changes


def _sides(parties: Sequence[Line], asked: _Asked) -> Sides | None:
    if asked.relation is None:
        return None
    return Sides(as_of.read(parties), asked.relation, asked.members, asked.one_way)


def _anew(
    lines: Sequence[Line], asked: _Asked, since: date | None, until: date | None, known_by: date
) -> Iterator[Sums]:
    """Yield by how much each line changed the sums, the family that it touches folded from all its lines so far."""
    family_of = families(lines)
    common: list[Line] = []
    own: dict[str, list[Line]] = {}
    found: dict[str, Sums] = {}
    for line in lines:
        touched: Sequence[str] = ()
        match line["stream"].partition("/")[0]:
            case "pledge" | "programme":
                family = family_of[line["stream"]]
                own.setdefault(family, []).append(line)
                touched = (family,)
            case "party":
                common.append(line)
                touched = tuple(own) if asked.touches_all(line) else ()
            case "source":
                common.append(line)
                touched = () if line["kind"] in _REGISTERED else tuple(own)
        changes = []
        for family in touched:
            now = _sums([*common, *own[family]], asked, since, until, known_by)
            changes += [now, {part: -value for part, value in found.get(family, {}).items()}]
            found[family] = now
        yield _added(changes)


def _sums(lines: Sequence[Line], asked: _Asked, since: date | None, until: date | None, known_by: date) -> Sums:
    sums: dict[tuple[str, str | None, str], Decimal] = {}
    for lot in lots(lines, **asked._asdict(), since=since, until=until, known_by=known_by):
        part = lot.treatment, lot.reason, lot.unit
        sums[part] = sums.get(part, ZERO) + lot.value
    return sums


def _added(changes: Iterable[Sums]) -> Sums:
    sums: dict[tuple[str, str | None, str], Decimal] = {}
    for each in changes:
        for part, value in each.items():
            sums[part] = sums.get(part, ZERO) + value
    return sums


def _moved(totals: dict[Part, Decimal], changes: Sums) -> Moved:
    moved: Moved = {}
    for key, change in changes.items():
        if change:
            part = Part(*key)
            before = totals.get(part, ZERO)
            totals[part] = before + change
            moved[part] = (before, totals[part])
    return moved
