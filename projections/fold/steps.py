"""Step by step: what each event did to the money, in the order in which the lines are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from bilat.projections.fold.as_of import Line
from bilat.projections.fold.families import families
from bilat.projections.fold.lots import lots
from bilat.projections.fold.parties import Ends
from bilat.projections.fold.pieces import EXACT, ZERO

_REGISTERED = ("party-registered", "source-registered", "source-archived")
"""Whoever names a party or a source does so later: these by themselves move nothing."""


class Part(NamedTuple):
    """One of the sums that make up a headline: a treatment, its reason where excluded, and a unit."""

    treatment: str
    reason: str | None
    unit: str


Sums = Mapping[Part, Decimal]


def steps(
    lines: Sequence[Line],
    *,
    relation: Ends | None,
    one_way: bool = False,
    members: bool = False,
    since: date | None = None,
    until: date | None = None,
    known_by: date | None = None,
) -> Iterator[dict[Part, tuple[Decimal, Decimal]]]:
    """Yield for each line what it moved: the sums that changed, from what to what. Arguments are those of `lots`.

    After every line the sums are those of `lots` of the lines so far. Only the family that a line touches is
    folded anew, or all of them where a party's or a source's record changes.
    """
    family_of = families(lines)
    common: list[Line] = []
    own: dict[str, list[Line]] = {}
    found: dict[str, Sums] = {}
    totals: dict[Part, Decimal] = {}
    for line in lines:
        touched: Sequence[str] = ()
        match line["stream"].partition("/")[0]:
            case "pledge" | "programme":
                family = family_of[line["stream"]]
                own.setdefault(family, []).append(line)
                touched = (family,)
            case "party":
                common.append(line)
                if relation is not None and (members or not line["kind"].startswith("membership-")):
                    touched = tuple(own)
            case "source" if known_by is not None:
                common.append(line)
                touched = tuple(own)
        if line["kind"] in _REGISTERED:
            touched = ()
        changes: dict[Part, Decimal] = {}
        for family in touched:
            now = _sums(
                [*common, *own[family]],
                relation=relation,
                one_way=one_way,
                members=members,
                since=since,
                until=until,
                known_by=known_by,
            )
            _add(changes, now, found.get(family, {}))
            found[family] = now
        yield _moved(totals, changes)


def _sums(lines: Sequence[Line], *, relation: Ends | None, one_way: bool, members: bool, **view: date | None) -> Sums:
    sums: dict[Part, Decimal] = {}
    with localcontext(EXACT):
        found = lots(lines, relation=relation, one_way=one_way, members=members, **view)  # type: ignore[arg-type]  # days
        for lot in found:
            part = Part(lot.treatment, lot.reason, lot.unit)
            sums[part] = sums.get(part, ZERO) + lot.value
    return sums


def _add(changes: dict[Part, Decimal], now: Sums, before: Sums) -> None:
    with localcontext(EXACT):
        for part in {**before, **now}:
            changes[part] = changes.get(part, ZERO) + now.get(part, ZERO) - before.get(part, ZERO)


def _moved(totals: dict[Part, Decimal], changes: Sums) -> dict[Part, tuple[Decimal, Decimal]]:
    moved: dict[Part, tuple[Decimal, Decimal]] = {}
    with localcontext(EXACT):
        for part, change in changes.items():
            if change:
                before = totals.get(part, ZERO)
                totals[part] = before + change
                moved[part] = (before, totals[part])
    return moved
