"""Proposals: events as a text seems to tell them, each with where it stands, how sure that is, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from bilat.events.reading.doubts import Doubt

LIKELY = 0.75
"""From this confidence on a proposal is likely; none with a doubt is."""
DOUBTED = 0.7
"""The most that a proposal with a doubt is given."""
Status = Literal["proposed", "accepted", "rejected"]


class Span(NamedTuple):
    """Characters of the text, from `start` to before `end`, and what stands there: the amount, a party, a date."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Proposal:
    """One event that a person accepts, mends or drops.

    `event` is the event JSON as `import` takes it; fields that nobody told are left out. `why` says by which words it
    was read so, `where` for each field where it comes from.
    """

    event: Mapping[str, Any]
    confidence: float = 0.5
    why: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    spans: tuple[Span, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    status: Status = "proposed"

    @property
    def likely(self) -> bool:
        """Whether it may be accepted at a glance."""
        return self.confidence >= LIKELY

    def settled(self) -> Proposal:
        """Return the proposal with a confidence of two places, which no doubt leaves above `DOUBTED`."""
        ceiling = DOUBTED if self.doubts else 0.99
        return replace(self, confidence=round(max(0.05, min(self.confidence, ceiling)), 2))


class Aside(NamedTuple):
    """An amount that is no proposal: where it stands, its words and the reason."""

    start: int
    end: int
    text: str
    reason: str
