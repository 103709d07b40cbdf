"""Mergers after which more is counted than before: where one promise told twice covered what nothing covers now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

import orjson
import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.fold.as_of import FoldEntry
from bilat.projections.fold.families import families
from bilat.projections.fold.lots import decided
from bilat.projections.fold.parties import Sides
from bilat.projections.fold.pieces import EXACT, ZERO
from bilat.projections.pledges import identities

KINDS = {"merger-raises": "a merger after which more money counts than before"}
_REMEDY = "correct `part_of` of the parts that the merger leaves to themselves, or retract the merger"
_OWN = ("donor", "recipient", "part_of", "into", "new_money", "pace", "horizon")

Streams = Mapping[str, Sequence[FoldEntry]]


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare what each family with mergers counts with what it would count without one of them.

    In one unit, without refunds, a single merger never raises it (ADR 5): such families are not folded.
    """
    mergers = record.events.filter(kind="pledge-merged")["event"].to_list()
    if not mergers:
        return
    streams = _streams(record)
    family_of = families(entry.fields for entries in streams.values() for entry in entries)
    sides = _sides(record)
    homes: dict[str, dict[str, Sequence[FoldEntry]]] = {}
    for stream, entries in streams.items():
        homes.setdefault(family_of[stream], {})[stream] = entries
    counted: dict[str, Mapping[str, Decimal]] = {}
    for merger in mergers:
        family = family_of[merger.rpartition("#")[0]]
        if not _may_raise(homes[family]):
            continue
        if family not in counted:
            counted[family] = _counted(homes[family], sides)
        before, after = _counted(_without(homes[family], merger), sides), counted[family]
        if raised := [unit for unit in sorted(after) if after[unit] > before.get(unit, ZERO)]:
            yield _finding(merger, raised, before, after)


def _finding(merger: str, raised: list[str], before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Finding:
    def money(counted: Mapping[str, Decimal], unit: str) -> str:
        return amount_words({"value": counted.get(unit, ZERO), "unit": unit})

    moved = join_words(f"{money(after, unit)} counts with it and {money(before, unit)} without" for unit in raised)
    return Finding("merger-raises", (merger,), f"this merger raises what is counted: {moved}", _REMEDY)


def _may_raise(streams: Streams) -> bool:
    entries = [entry for entries in streams.values() for entry in entries]
    if sum(entry.kind == "pledge-merged" for entry in entries) > 1:
        return True
    units = {entry.amount["unit"] for entry in entries if entry.amount}
    paced = {entry.fields.get("pace") for entry in entries if entry.version == 1}
    negative = any(entry.amount["value"] < 0 for entry in entries if entry.amount)
    return len(units) > 1 or "per-year" in paced or negative


def _without(streams: Streams, merger: str) -> Streams:
    left = {stream: [entry for entry in entries if entry.ref != merger] for stream, entries in streams.items()}
    return {stream: entries for stream, entries in left.items() if entries}


def _counted(streams: Streams, sides: Sides | None) -> Mapping[str, Decimal]:
    """Return the net and mobilised money of these streams, by unit."""
    sums: dict[str, Decimal] = {}
    with localcontext(EXACT):
        for lot in decided(streams, sides):
            if lot.reason is None:
                sums[lot.unit] = sums.get(lot.unit, ZERO) + lot.value
    return sums


def _streams(record: CheckContext) -> Streams:
    """Return the pledges and programmes in view, of this relation or not, as the fold reads them."""
    streams: dict[str, list[FoldEntry]] = {}
    for row in identities.events(record.seen.lazy()).iter_rows(named=True):
        fields: dict[str, Any] = {"stream": row["stream"], "kind": row["kind"]}
        fields |= {name: row[name] for name in _OWN if row[name] is not None}
        if row["amount_value"] is not None:
            fields["amount"] = {"value": row["amount_value"], "unit": row["amount_unit"]}
            fields["equivalents"] = orjson.loads(row["equivalents"] or "[]")
        entry = FoldEntry(row["stream"], row["version"], fields, row["day"], row["amount_hidden"])
        streams.setdefault(row["stream"], []).append(entry)
    return streams


def _sides(record: CheckContext) -> Sides | None:
    """Who stands at either end of what is asked."""
    ends = record.boundary.ends
    if ends is None:
        return None
    parties: dict[str, list[FoldEntry]] = {}
    changes = record.seen.filter(pl.col("stream_type") == "party").sort(pl.col("version") != 1, "day", "version")
    for row in changes.iter_rows(named=True):
        fields = {name: row[name] for name in ("kind", "parent", "member")}
        parties.setdefault(row["stream"], []).append(FoldEntry(row["stream"], row["version"], fields, row["day"]))
    return Sides(parties, ends, record.boundary.members, record.boundary.one_way)
