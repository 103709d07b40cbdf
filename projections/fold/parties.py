"""The two sides of a relation: a party, what belongs to it, and its members on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bilat.projections.fold.as_of import FoldEntry

Pair = tuple[frozenset[str], frozenset[str]]


@dataclass
class Sides:
    """Who stands on either side of the relation of `pair`, with the members of both if asked."""

    streams: Mapping[str, Sequence[FoldEntry]]
    pair: tuple[str, str]
    members: bool
    _children: dict[str, list[str]] = field(default_factory=dict, init=False)
    _sides: dict[date, Pair] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Note the children of every party."""
        for stream, entries in self.streams.items():
            if stream.startswith("party/") and (parent := entries[0].fields.get("parent")):
                self._children.setdefault(parent, []).append(stream.removeprefix("party/"))

    def on(self, day: date) -> Pair:
        """Return the codes of both sides on a day."""
        if day not in self._sides:
            left, right = (self._side(code, day) for code in self.pair)
            self._sides[day] = left, right
        return self._sides[day]

    def join(self, day: date, some: Sequence[str], others: Sequence[str]) -> bool:
        """Say whether two different parties, one of each group, face each other on a day."""
        left, right = self.on(day)
        return any(
            one != other and ((one in left and other in right) or (one in right and other in left))
            for one in some
            for other in others
        )

    def hold(self, day: date, codes: Sequence[str]) -> bool:
        """Say whether all of these lie inside on a day."""
        left, right = self.on(day)
        return set(codes) <= left | right

    def _side(self, code: str, day: date) -> frozenset[str]:
        side: set[str] = set()
        waiting = [code, *(self._members(code, day) if self.members else ())]
        while waiting:
            if (party := waiting.pop()) not in side:
                side.add(party)
                waiting += self._children.get(party, ())
        return frozenset(side)

    def _members(self, code: str, day: date) -> set[str]:
        """Members are in from the first day of `on` of their entry, and out from that of their exit."""
        members: set[str] = set()
        for entry in self.streams.get(f"party/{code}", ()):
            if entry.day is None or entry.day > day:
                continue
            if entry.kind == "membership-began":
                members.add(entry.fields["member"])
            elif entry.kind == "membership-ended":
                members.discard(entry.fields["member"])
        return members
