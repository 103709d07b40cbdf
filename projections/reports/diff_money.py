"""The money at the moments of a diff: each state counted once, only the streams folded that differ from the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from bilat.projections.currency import provenance
from bilat.projections.currency.conversion import Converted
from bilat.projections.pledges.accounts import Accounts, accounts_without
from bilat.projections.pledges.lots import pledge_book
from bilat.projections.pledges.totals import filtered, sliced
from bilat.projections.reports.currency import in_currency
from bilat.projections.reports.diff_steps import Recorded, State
from bilat.projections.view.as_of import as_of
from bilat.projections.view.parties import parties
from bilat.projections.view.window import in_window

LINES = ("headline", "net", "mobilised")
_KEY = ["stream", "line", "unit"]
_SUMS = {"stream": pl.String(), "line": pl.String(), "unit": pl.String(), "value": pl.Decimal(38, 15)}


class StateMoney(NamedTuple):
    """What a state comes to: its `lots`, their `sums` by pledge (stream, line, unit, value), and its pledges' titles.

    `money` and `version` tell of the conversion, where there is one.
    """

    lots: pl.DataFrame
    sums: pl.DataFrame
    titles: pl.DataFrame
    money: Converted | None
    version: str | None


class Difference(NamedTuple):
    """What one pledge's money moved in one total: what it brought to it, and what it brings now."""

    stream: str
    line: str
    unit: str
    before: Decimal
    after: Decimal


class Counts:
    """The money of the states of a diff. `folded` are the accounts of the whole log, where they are kept."""

    def __init__(self, log: Recorded, folded: Accounts | None) -> None:
        self._log = log
        self._folded = folded
        self._counted: list[tuple[State, StateMoney | None]] = []

    def at(self, state: State) -> StateMoney | None:
        """Count the money of a state; None before both parties are on record."""
        for known, found in self._counted:
            if known == state:
                return found
        self._counted.append((state, self._count(state)))
        return self._counted[-1][1]

    def totals(self, state: State) -> dict[str, list[dict[str, Any]]]:
        """Return the lines of the totals of a state, as `commitments` tells them."""
        found = self.at(state)
        record = sliced(found.lots, pl.lit(""), state.boundary.currency, 0) if found else {}
        if found and found.money:
            provenance.label(record, found.money, found.lots, pl.lit(""))
        return {line: record[""][line] if record else [] for line in LINES}

    def titles(self, streams: pl.Series) -> Mapping[str, str]:
        """Return what pledges are called by the state that was counted last and has them."""
        found: dict[str, str] = {}
        for _, each in self._counted:
            if each is not None:
                found.update(each.titles.filter(pl.col("stream").is_in(streams.implode())).iter_rows())
        return found

    def _count(self, state: State) -> StateMoney | None:
        boundary = state.boundary
        events = self._log.of(state)
        registered = parties(as_of(events, replace(boundary, known_by=None)))["code"]
        if not boundary.codes <= set(registered):
            return None
        seen = as_of(events, boundary)
        kept = pledge_book(seen, boundary, self._accounts(state, seen))
        asked = in_currency(seen, kept, boundary)
        lots = asked.money.lots.lazy() if asked else kept.lots if boundary.filters else kept.divided
        here = filtered(lots.filter(in_window(boundary)), boundary.filters).collect()
        titles = kept.openings.select("stream", "title").collect()
        return StateMoney(here, _sums(here), titles, asked and asked.money, asked and asked.version)

    def _accounts(self, state: State, seen: pl.LazyFrame) -> Accounts | None:
        """Return the accounts of a state: those of the whole log but for the streams of which it lacks events."""
        if self._folded is None or state.boundary.known_by is not None or state.boundary.as_of is not None:
            return None
        money = pl.col("stream_type").is_in(["pledge", "programme"])
        lacking = self._log.frame.filter(money & ~self._log.belongs(state)).select("stream").unique().collect()
        return self._folded if lacking.is_empty() else accounts_without(self._folded, seen, lacking["stream"])


def differences(before: StateMoney | None, after: StateMoney | None) -> Iterator[Difference]:
    """Yield what differs between two states, by stream, line and unit."""
    then, now = (pl.DataFrame(schema=_SUMS) if each is None else each.sums for each in (before, after))
    moved = (
        then.join(now, on=_KEY, how="full", coalesce=True)
        .with_columns(pl.col("value", "value_right").fill_null(0))
        .filter(pl.col("value") != pl.col("value_right"))
        .sort("stream", pl.col("line").replace_strict({line: n for n, line in enumerate(LINES)}), "unit")
    )
    yield from map(Difference._make, moved.select(*_KEY, "value", "value_right").iter_rows())


def _sums(lots: pl.DataFrame) -> pl.DataFrame:
    """Return what each pledge brings to each total: (stream, line, unit, value)."""
    counts = lots.filter(pl.col("treatment") != "excluded").with_columns(line="treatment")
    both = pl.concat([lots.with_columns(line=pl.lit("headline")), counts])
    return both.group_by(_KEY).agg(pl.col("value").sum())
