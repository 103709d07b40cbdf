"""An umbrella and its parts event by event: what of the parts' money it holds already, after each.

What `umbrellas.cover` decides, for an umbrella whose parts have no parts of their own: from sums over the parts' money
in order, so that a change costs about the root of their number.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby

from bilat.projections.fold.claims import CENT
from bilat.projections.fold.pieces import ZERO
from bilat.projections.fold.pieces_in_order import NOTHING, Ordered, PiecesInOrder
from bilat.projections.fold.running_stream import Piece, RunningStream

Outcome = dict[tuple[str, str | None, str], Decimal]
"""Treatment, reason and unit to the value within the window."""


class RunningUmbrella:
    """The pieces of an umbrella's parts by unit (`_pieces`), and what they draw of each unit of its own (`_draws`).

    `private` says of each pledge whether its money mobilises; one that is `set_aside` has no money that counts.
    """

    def __init__(
        self,
        umbrella: RunningStream,
        parts: Iterable[RunningStream],
        private: Mapping[str, bool],
        set_aside: Container[str],
    ) -> None:
        self._umbrella = umbrella
        self._parts = list(parts)
        self._private = private
        self._set_aside = set_aside
        self._begin()

    def _begin(self) -> None:
        self._units = self._own()
        self._pieces: dict[str, PiecesInOrder] = {}
        self._draws = {unit: PiecesInOrder() for unit in self._units}
        self._there: dict[tuple[str, int], list[tuple[PiecesInOrder, Ordered]]] = {}
        for part in self._parts:
            self._put(part, part.standing)

    def join(self, part: RunningStream) -> None:
        """Take in one more part."""
        self._parts.append(part)
        self._put(part, part.standing)

    def change(self, stream: RunningStream) -> None:
        """Follow how the last event changed what stands of the umbrella or of a part."""
        if stream is not self._umbrella:
            for piece in stream.removed:
                for pieces, there in self._there.pop((piece.stream, piece.version), ()):
                    pieces.remove(there)
            self._put(stream, stream.added)
            return
        units = self._own()
        if units.keys() == self._units.keys():
            self._units = units
        else:
            self._begin()

    def outcome(self) -> Outcome:
        """Return what the positive money of umbrella and parts comes to, after each change."""
        found: Outcome = {}

        def add(treatment: str, reason: str | None, unit: str, value: Decimal) -> None:
            if value:
                found[treatment, reason, unit] = found.get((treatment, reason, unit), ZERO) + value

        for unit, pieces in self._pieces.items():
            covered = NOTHING if not self._units else pieces.first(self._units.get(unit, pieces.whole.value))
            left = pieces.whole.minus(covered)
            add("excluded", "part-of", unit, covered.public_seen + covered.private_seen)
            add("net", None, unit, left.public_seen)
            add("mobilised", None, unit, left.private_seen)
        own = "mobilised" if self._private[self._umbrella.name] else "net"
        for unit, draws in self._draws.items():
            for start, end, seen in self._spans(unit):
                if seen:
                    drawn = draws.first(end).minus(draws.first(start))
                    add("net", None, unit, drawn.public)
                    add("mobilised", None, unit, drawn.private)
                    add(own, None, unit, end - start - drawn.value)
        return found

    def _spans(self, unit: str) -> Iterable[tuple[Decimal, Decimal, bool]]:
        """Yield from where to where the umbrella's money of a unit lies in the window, the oldest at the bottom."""
        height = ZERO
        own = (piece for piece in self._umbrella.standing if piece.unit == unit and piece.value > 0)
        if self._umbrella.windowless:
            yield height, self._units[unit], True
            return
        for seen, pieces in groupby(own, self._umbrella.seen):
            top = height + sum((piece.value for piece in pieces), ZERO)
            yield height, top, seen
            height = top

    def _put(self, part: RunningStream, pieces: Iterable[Piece]) -> None:
        if part.name in self._set_aside:
            return
        private = self._private[part.name]
        for piece in pieces:
            if piece.value > 0:
                order = piece.day, piece.stream, piece.version
                summed = self._pieces.setdefault(piece.unit, PiecesInOrder())
                there = [(summed, Ordered(order, piece.value, private, part.seen(piece)))]
                unit, value = self._draw(part, piece)
                if value:
                    there.append((self._draws[unit], Ordered(order, value, private, True)))
                for ordered, each in there:
                    ordered.add(each)
                self._there[piece.stream, piece.version] = there

    def _draw(self, part: RunningStream, piece: Piece) -> tuple[str, Decimal]:
        """Return how much of which unit of the umbrella's a piece draws: by its printed equivalent in another unit."""
        if piece.unit in self._units:
            return piece.unit, piece.value
        value, equivalents = part.printed[f"{piece.stream}#{piece.version}"]
        for unit in sorted(self._units):
            if unit in equivalents:
                return unit, (equivalents[unit] * piece.value / value).quantize(CENT, ROUND_HALF_EVEN)
        return "", ZERO

    def _own(self) -> dict[str, Decimal]:
        """Return what stands of the umbrella, by unit."""
        if self._umbrella.name in self._set_aside:
            return {}
        return {unit: height for unit, height in self._umbrella.heights.items() if height > 0}
