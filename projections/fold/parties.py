"""The two sides of a relation: a party, what belongs to it, and its members on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bilat.projections.fold.as_of import FoldEntry

Ends = tuple[str | None, str | None]
"""The codes asked for at either end; None is the whole world."""
Pair = tuple[frozenset[str], frozenset[str]]


@dataclass
class Sides:
    """Who stands at either end of what is asked, with the members of both if asked.

    `one_way` takes only what the first end gives to the second.
    """

    streams: Mapping[str, Sequence[FoldEntry]]
    ends: Ends
    members: bool
    one_way: bool = False
    _children: dict[str, list[str]] = field(default_factory=dict, init=False)
    _sides: dict[date, Pair] = field(default_factory=dict, init=False)
    _found: dict[tuple[str, date, tuple[str, ...], tuple[str, ...]], bool] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Note the children of every party."""
        for stream, entries in self.streams.items():
            if stream.startswith("party/") and (parent := entries[0].fields.get("parent")):
                self._children.setdefault(parent, []).append(stream.removeprefix("party/"))

    def on(self, day: date) -> Pair:
        """Return the codes of both ends on a day; of the whole world none."""
        day = self._day(day)
        if day not in self._sides:
            first, second = (frozenset[str]() if code is None else self._side(code, day) for code in self.ends)
            self._sides[day] = first, second
        return self._sides[day]

    def join(self, day: date, givers: tuple[str, ...], takers: tuple[str, ...]) -> bool:
        """Say whether a pledge between these belongs: two different parties face each other, or one faces the world."""
        key = "join", self._day(day), givers, takers
        if key not in self._found:
            self._found[key] = self._join(day, givers, takers)
        return self._found[key]

    def hold(self, day: date, givers: tuple[str, ...], takers: tuple[str, ...]) -> bool:
        """Say whether all of these lie inside what is asked on a day: nobody else gives with them, or gets."""
        key = "hold", self._day(day), givers, takers
        if key not in self._found:
            self._found[key] = self._hold(day, givers, takers)
        return self._found[key]

    def _day(self, day: date) -> date:
        """Return a day that stands for this one: without members nobody comes and goes."""
        return day if self.members else date.min

    def _join(self, day: date, givers: Sequence[str], takers: Sequence[str]) -> bool:
        first, second = self.on(day)
        if None in self.ends:
            gives, gets = bool(first & set(givers)), bool(second & set(takers))
            return gives or gets or (not self.one_way and bool(first & set(takers)))
        return any(
            one != other
            and ((one in first and other in second) or (not self.one_way and one in second and other in first))
            for one in givers
            for other in takers
        )

    def _hold(self, day: date, givers: Sequence[str], takers: Sequence[str]) -> bool:
        first, second = self.on(day)
        if self.one_way:
            return (self.ends[0] is None or first >= set(givers)) and (self.ends[1] is None or second >= set(takers))
        if None in self.ends:
            return first >= set(givers) or first >= set(takers)
        return first | second >= {*givers, *takers}

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
