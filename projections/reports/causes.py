"""Reasons: which events, or which pledge, keep an amount from counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from bilat.projections.pledges import identities
from bilat.projections.pledges.lots import PledgeBook

_DECIDING = {
    "cancelled": ("pledge-cancelled",),
    "merged": ("pledge-merged",),
    "superseded": ("pledge-announced", "pledge-revised", "pledge-committed", "pledge-disbursed"),
}
"""The kinds of event that decide, later on the same stream."""


@dataclass(frozen=True)
class Reasons:
    """The events of each stream in fold order, as (event, kind, states an amount), and whose part it is."""

    events: Mapping[str, list[tuple[str, str, bool]]]
    umbrellas: Mapping[str, str]

    @classmethod
    def of(cls, kept: PledgeBook, streams: Collection[str]) -> Reasons:
        """Read from the money of a relation those of some streams, and of their umbrellas."""
        events: dict[str, list[tuple[str, str, bool]]] = {}
        own = pl.col("stream").is_in(pl.Series([*streams], dtype=pl.String).implode())
        parents = kept.openings.filter(own).select("stream", "parent").drop_nulls().collect()
        named = pl.Series([*{*streams, *parents["parent"]}], dtype=pl.String).implode()
        seen = kept.view.filter(pl.col("stream").is_in(named))
        rows = identities.events(seen).select("stream", "event", "kind", states=pl.col("amount_value").is_not_null())
        for stream, event, kind, states in rows.iter_rows():
            events.setdefault(stream, []).append((event, kind, states))
        return cls(events, dict(parents.iter_rows()))

    def because(self, event: str, reason: str) -> list[str]:
        """Return the events for which a claim does not count, as far as single events decide it.

        Of a part the opening of its umbrella, of a restatement the opening of its own pledge.
        """
        stream = event.partition("#")[0]
        own = self.events[stream]
        match reason:
            case "part-of" if stream in self.umbrellas:
                return [self.events[self.umbrellas[stream]][0][0]]
            case "restated":
                return [own[0][0]] if own[0][0] != event else []
            case "superseded":
                after = own[[each for each, _, _ in own].index(event) + 1 :]
                return [each for each, kind, states in after if states and kind in _DECIDING[reason]][:1]
            case "cancelled" | "merged":
                return [each for each, kind, _ in own if kind in _DECIDING[reason]][:1]
        return []
