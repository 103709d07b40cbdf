"""The overview: every relation of a ledger with its events, its money and its findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.checks.ancestors import topmost
from bilat.projections.columns import Frame
from bilat.projections.once import shared
from bilat.projections.pledges import identities
from bilat.projections.pledges.accounts import Accounts
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.claims import movements
from bilat.projections.pledges.totals import KEYS, filtered, sliced
from bilat.projections.reports import check
from bilat.projections.reports.money import Counted, counted
from bilat.projections.reports.money_filters import check_filters
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.pairs import Span, event_ends, pair, spans, together
from bilat.projections.view.parties import parties
from bilat.projections.view.relations import in_relation
from bilat.projections.view.window import in_window

WAYS = ("pair", "donor", "recipient", "year")
"""What an overview has a row for."""
MATRIX = "matrix"
_LINES = ("net", "mobilised")
_BETWEEN = "\x1f"


def report(frame: Frame, boundary: Boundary, stamp: dict[str, Any], folded: Accounts | None = None) -> dict[str, Any]:
    """Return the overview as report JSON (`docs/report-json.md`).

    Every counted lot is in one row and, with `show` `matrix`, in one cell, so that both add up to the totals, which are
    those of `commitments`. An agency stands for the party above it, unless it is asked for. Events belong to every pair
    of their parties. `paid` are the payments in the window of the pledges that count, in their own units. `folded` are
    the accounts of the log under the boundary's clocks, where they are known already. Raises BadInput for another way
    to cut it, and as `commitments` does.
    """
    way = boundary.by or "pair"
    if way not in WAYS:
        raise BadInput(
            f"an overview has no rows by {way[:60]!r}", did_you_mean(way, WAYS) or f"one of {', '.join(WAYS)}"
        )
    if boundary.show not in (None, MATRIX):
        raise BadInput(f"an overview has no {boundary.show!r} to show", f"show the `{MATRIX}`")
    check_filters(frame, boundary)
    with shared(in_full=False):
        return _report(frame.lazy(), boundary, stamp, way, folded)


def _report(
    frame: pl.LazyFrame, boundary: Boundary, stamp: dict[str, Any], way: str, folded: Accounts | None
) -> dict[str, Any]:
    found = counted(frame, replace(boundary, by=None, show=None), folded)
    lots = found.lots.filter(pl.col("treatment") != "excluded")
    above = {code: top for code, top in topmost(parties(found.view)).items() if code not in boundary.codes}
    money = sliced(lots, _of(lots, way, above), boundary.currency)
    paid = _paid(found, boundary, way, above)
    spans = _spans(found, boundary, way, above)
    noticed = _findings(frame, boundary, folded) if way == "pair" else None
    keys = sorted({*money, *paid, *spans}, key=lambda key: (0 if way == "year" else -spans.get(key, _NONE).events, key))
    whole = sliced(lots, pl.lit("")).get("", {})
    record = {
        "report": "overview",
        "boundary": replace(boundary, by=way).json(),
        "rows": [
            {
                "key": key,
                "relation": key if way == "pair" else None,
                **spans.get(key, _NONE)._asdict(),
                **{line: money.get(key, {}).get(line, []) for line in _LINES},
                "paid": paid.get(key, []),
                "findings": None if noticed is None else noticed[key],
            }
            for key in keys
        ],
        "totals": {line: whole.get(line, []) for line in _LINES}
        | {"findings": None if noticed is None else noticed.total()},
        "stamp": stamp | ({"rates": found.version} if found.version else {}),
    }
    return record | ({"cells": _cells(lots, above)} if boundary.show == MATRIX else {})


_NONE = Span(0, None, None)


def _of(money: pl.DataFrame, way: str, above: Mapping[str, str]) -> pl.Expr:
    """Return the row that money (`donor`, `recipient` joined by `+`, `day`) belongs to."""
    if way == "year":
        return KEYS["year"]
    ends = ["donor", "recipient"] if way == "pair" else [way]
    named = {
        _BETWEEN.join(codes): pair(*sides)
        if len(sides := [together(each.split("+"), above) for each in codes]) == 2
        else sides[0]
        for codes in money.select(ends).unique().iter_rows()
    }
    return pl.concat_str(ends, separator=_BETWEEN).replace_strict(named, return_dtype=pl.String)


def _cells(lots: pl.DataFrame, above: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return who gives to whom, by donor, then recipient."""
    donor, recipient = (_of(lots, way, above) for way in ("donor", "recipient"))
    found = sliced(lots, pl.concat_str(donor, recipient, separator=_BETWEEN))
    return [
        dict(zip(("donor", "recipient"), key.split(_BETWEEN), strict=True)) | {line: each[line] for line in _LINES}
        for key, each in found.items()
    ]


def _paid(found: Counted, boundary: Boundary, way: str, above: Mapping[str, str]) -> Mapping[str, list[Any]]:
    """Return what was paid in the window of the pledges that count, by row and unit."""
    counts = filtered(found.kept.lots, boundary.filters).filter(pl.col("treatment") != "excluded")
    here = found.kept.view.filter((pl.col("kind") == "pledge-disbursed") & in_window(boundary))
    payments = identities.events(here.join(counts.select("stream").unique(), on="stream", how="semi"))
    ends = [pl.col(end).list.unique().list.sort().list.join("+") for end in ("donor", "recipient")]
    streams = found.kept.openings.select("stream", *ends).collect()
    rows = payments.drop("donor", "recipient").join(streams, on="stream", maintain_order="left")
    sums = movements(rows.with_columns(stream=_of(rows, way, above)), "pledge-disbursed").rename({"moved": "value"})
    paid: dict[str, list[Any]] = defaultdict(list)
    for key, amount in zip(sums["stream"], amount_cells(sums), strict=True):
        paid[key].append(amount)
    return paid


def _spans(found: Counted, boundary: Boundary, way: str, above: Mapping[str, str]) -> Mapping[str, Span]:
    """Return the events in the window, by row."""
    events = in_relation(found.view, boundary).filter(in_window(boundary) & ~pl.col("amount_hidden"))
    if way != "year":
        return spans(event_ends(events, found.view), way, above)
    kinds = ["party", "source", "ledger"]
    years = (
        events.filter(~pl.col("stream_type").is_in(kinds))
        .drop_nulls("day")
        .group_by(key=pl.col("day").dt.to_string("%Y"))
        .agg(events=pl.len(), first=pl.col("day").min().cast(pl.String), last=pl.col("day").max().cast(pl.String))
        .collect()
    )
    return {key: Span(*rest) for key, *rest in years.iter_rows()}


def _findings(frame: Frame, boundary: Boundary, folded: Accounts | None) -> Counter[str]:
    """Count the findings of each relation; those of none have an empty name."""
    asked = replace(boundary, filters={}, by=None, show=None, currency=None, rates=None, prices=None, deflators=None)
    return check.relations(frame, asked, folded)
