"""Families event by event: what their money comes to after each, computed from what it came to before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from bilat.projections.fold import mergers, umbrellas
from bilat.projections.fold.as_of import Line
from bilat.projections.fold.lots import MOBILISED, in_relation, is_shared
from bilat.projections.fold.parties import Sides
from bilat.projections.fold.pieces import STANDING, ZERO, Lot
from bilat.projections.fold.running_stream import RunningStream
from bilat.projections.fold.running_umbrella import Outcome, RunningUmbrella

_TREE = "tree "
"""What the sums of a tree are kept under, with the name of its uppermost pledge."""


class RunningFamilies:
    """All streams of money, who of them is part of whom, and what each of them and each umbrella comes to.

    What `lots.decided` finds for all lines so far, as sums. An event that says nothing of who belongs to whom changes
    its own stream and the umbrella above it; a new stream joins; anything else has its family put together again from
    the accounts of its streams. Umbrellas below umbrellas are covered anew with each event of theirs.
    """

    def __init__(self, family_of: Mapping[str, str], since: date, until: date) -> None:
        """`family_of` names the family of each stream (`families`), `since` and `until` are the window."""
        self._family_of = family_of
        self._window = since, until
        self._streams: dict[str, RunningStream] = {}
        self._members: dict[str, list[str]] = {}
        self._asked: dict[str, Sides | None] = {}
        self._merging: set[str] = set()
        self._named: set[str] = set()
        self._report: set[str] = set()
        self._set_aside: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._private: dict[str, bool] = {}
        self._top: dict[str, str] = {}
        self._umbrellas: dict[str, RunningUmbrella | None] = {}
        self._outcomes: dict[str, Outcome] = {}

    def take(self, line: Line, sides: Sides | None) -> Outcome:
        """Take the next event and return by how much each sum changed; `sides` is what is asked."""
        name = line["stream"]
        stream = self._streams.get(name)
        if stream is None:
            return self._begun(line, sides)
        family = self._family_of[name]
        before = (stream.tells, stream.alive) if family in self._merging else None
        stream.take(line)
        if stream.reread or sides is not self._asked[family]:
            return self._assemble(family, sides)
        if before is not None and before != (stream.tells, stream.alive):
            return self._assemble(family, sides)
        if not stream.moved or name not in self._report:
            return {}
        top = self._top.get(name)
        umbrella = self._umbrellas.get(top) if top is not None else None
        if umbrella is not None:
            umbrella.change(stream)
        return self._changed(self._places(name))

    def assemble(self, sides: Sides | None) -> Outcome:
        """Put every family together again and return by how much each sum changed."""
        changes: dict[tuple[str, str | None, str], Decimal] = {}
        for family in self._members:
            for part, change in self._assemble(family, sides).items():
                changes[part] = changes.get(part, ZERO) + change
        return changes

    def _begun(self, line: Line, sides: Sides | None) -> Outcome:
        """Take the first event of a stream."""
        name = line["stream"]
        family = self._family_of[name]
        stream = self._streams[name] = RunningStream(name, *self._window)
        self._members.setdefault(family, []).append(name)
        stream.take(line)
        joins = self._asked.setdefault(family, sides) is sides and family not in self._merging
        if joins and self._joins(stream, sides):
            return self._changed(self._places(name))
        return self._assemble(family, sides)

    def _assemble(self, family: str, sides: Sides | None) -> Outcome:
        """Put a family together again and return by how much each sum changed."""
        members = self._members[family]
        before = self._forget(members)
        self._asked[family] = sides
        streams = {name: entries for name in members if (entries := self._streams[name].entries)}
        self._named |= {str(each[0].fields["part_of"]) for each in streams.values() if "part_of" in each[0].fields}
        report = [name for name, entries in streams.items() if sides is None or in_relation(entries, sides)]
        self._report.update(report)
        for name in report:
            if not self._streams[name].counted:
                self._streams[name].fold()
        pledges = {name for name in report if name.startswith("pledge/")}
        into = mergers.mergers(streams)
        if into:
            self._merging.add(family)
        heirs = mergers.survivors(into, {name for name in pledges if self._streams[name].tells})
        for name in pledges:
            self._decide(name, sides, merged=name in heirs)
        alive = {name for name in pledges if name not in self._set_aside and self._streams[name].alive}
        self._parents |= mergers.tree(streams, pledges, heirs, alive)
        trees: dict[str, list[str]] = {}
        for name in pledges:
            self._private[name] = self._mobilises(name)
            above = [*mergers.above(self._parents, name)]
            if above:
                trees.setdefault(above[-1], []).append(name)
        for top, parts in trees.items():
            self._top |= dict.fromkeys((top, *parts), top)
            flat = all(self._parents[name] == top for name in parts)
            self._umbrellas[top] = self._umbrella(top, parts) if flat else None
        return self._changed({*members, *before, *map(_tree, trees)})

    def _forget(self, members: Iterable[str]) -> list[str]:
        """Forget how a family was put together; return the names of its trees."""
        trees = [_tree(name) for name in members if name in self._umbrellas]
        for name in members:
            self._report.discard(name)
            for known in (self._set_aside, self._parents, self._private, self._top, self._umbrellas):
                known.pop(name, None)
        return trees

    def _joins(self, stream: RunningStream, sides: Sides | None) -> bool:
        """Let a new stream join where that changes nothing for the others; False where it may."""
        if stream.name in self._named or not stream.entries:
            return False
        fields = stream.entries[0].fields
        if "part_of" in fields:
            self._named.add(fields["part_of"])
        if sides is not None and not in_relation(stream.entries, sides):
            return True
        name, pledge = stream.name, stream.name.startswith("pledge/")
        part_of = {} if "part_of" not in fields else self._part_of(name)
        parent = (
            next((up for up in part_of if up in self._report and up.startswith("pledge/")), None) if pledge else None
        )
        if parent is not None and (parent in self._parents or self._umbrellas.get(parent, self) is None):
            return False
        stream.begin()
        self._report.add(name)
        if pledge:
            self._decide(name, sides, merged=False)
            if parent is not None:
                self._parents[name] = parent
            self._private[name] = self._mobilises(name)
        if parent is not None:
            self._top[name] = self._top[parent] = parent
            umbrella = self._umbrellas.get(parent)
            if umbrella is not None:
                umbrella.join(stream)
            else:
                self._umbrellas[parent] = self._umbrella(parent, [name])
        return True

    def _part_of(self, name: str) -> Iterable[str]:
        """Yield what a stream is part of, and that of, and so on, without turning in a ring."""
        seen = {name}
        while (stream := self._streams.get(name)) is not None and stream.entries:
            name = str(stream.entries[0].fields.get("part_of", ""))
            if not name or name in seen:
                return
            seen.add(name)
            yield name

    def _decide(self, name: str, sides: Sides | None, *, merged: bool) -> None:
        """Note why what stands of a pledge does not count, if so."""
        entries = self._streams[name].entries
        if merged:
            self._set_aside[name] = "merged"
        elif entries[0].fields.get("new_money") is False:
            self._set_aside[name] = "not-new"
        elif sides is not None and is_shared(entries, sides):
            self._set_aside[name] = "shared"

    def _mobilises(self, name: str) -> bool:
        """Whether the money of a pledge is private: by its own flow, else by that of the nearest pledge above it."""
        line = (name, *mergers.above(self._parents, name))
        flows = (self._streams[each].entries[0].fields.get("flow") for each in line)
        return next(filter(None, flows), None) in MOBILISED

    def _umbrella(self, top: str, parts: Iterable[str]) -> RunningUmbrella:
        streams = (self._streams[name] for name in parts)
        return RunningUmbrella(self._streams[top], streams, self._private, self._set_aside)

    def _places(self, name: str) -> set[str]:
        """Return whose sums an event of a stream may change: its own, and those of its tree."""
        top = self._top.get(name)
        return {name} if top is None else {name, top, _tree(top)}

    def _changed(self, places: Iterable[str]) -> Outcome:
        """Compute some sums again and return by how much they changed."""
        changes: dict[tuple[str, str | None, str], Decimal] = {}
        for place in places:
            before, after = self._outcomes.get(place, {}), self._outcome(place)
            self._outcomes[place] = after
            for part in {**before, **after}:
                changes[part] = changes.get(part, ZERO) + after.get(part, ZERO) - before.get(part, ZERO)
        return changes

    def _outcome(self, place: str) -> Outcome:
        if place.startswith(_TREE):
            return self._covered(place.removeprefix(_TREE))
        return self._alone(self._streams[place]) if place in self._report else {}

    def _alone(self, stream: RunningStream) -> Outcome:
        """Return what a stream comes to by itself: what is excluded, and what stands where no tree decides over it."""
        found: Outcome = {("excluded", reason, unit): value for (reason, unit), value in stream.excluded.items()}
        if not stream.name.startswith("pledge/"):
            return found
        reason = self._set_aside.get(stream.name)
        treatment = "excluded" if reason else "mobilised" if self._private[stream.name] else "net"
        whole = reason is not None or stream.name not in self._top
        for unit, value in (stream.shown if whole else stream.negative()).items():
            key = treatment, reason, unit
            found[key] = found.get(key, ZERO) + value
        return found

    def _covered(self, top: str) -> Outcome:
        """Return what the positive money of a tree comes to."""
        umbrella = self._umbrellas.get(top)
        if umbrella is not None:
            return umbrella.outcome()
        found: Outcome = {}
        if top not in self._umbrellas:
            return found
        streams = [self._streams[name] for name, above in self._top.items() if above == top]
        standing = {each.name: self._lots(each) for each in streams}
        printed = {event: value for each in streams for event, value in each.printed.items()}
        for lot in umbrellas.cover(standing, self._parents, printed):
            if self._window[0] <= lot.day <= self._window[1]:
                treatment = lot.treatment
                if treatment == STANDING:
                    treatment = "mobilised" if lot.flow in MOBILISED else "net"
                key = treatment, lot.reason, lot.unit
                found[key] = found.get(key, ZERO) + lot.value
        return found

    def _lots(self, stream: RunningStream) -> list[Lot]:
        if stream.name in self._set_aside:
            return []
        flow = MOBILISED[0] if self._private[stream.name] else None
        return [
            Lot(f"{each.stream}#{each.version}", each.stream, each.day, each.unit, each.value, flow=flow)
            for each in stream.standing
            if each.value > 0
        ]


def _tree(top: str) -> str:
    """Return the name under which the sums of a tree are kept."""
    return f"{_TREE}{top}"
