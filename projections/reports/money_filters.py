"""Filters of money, checked against what is on record before anything is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame
from bilat.projections.pledges.identities import TOPICS
from bilat.projections.pledges.totals import key
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary

STAGES = (
    "announced",
    "committed",
    "disbursing",
    "suspended",
    "completed",
    "cancelled",
    "merged",
    "programme",
)
"""What a pledge or a programme can have got to (`docs/counting.md`, "Stages")."""


def check_filters(frame: Frame, boundary: Boundary) -> None:
    """Raise BadInput, with near names, for a dimension that money has not, and for a value that is nowhere on record.

    Known words of the vocabulary (`--flow private`) are taken though no pledge has them. Topics are the sets that
    pledges have, as slices name them: `climate+energy`. In a ledger without pledges every value is taken. What the
    public knew by then decides nothing here: a filter is no mistake on an early day.
    """
    view = as_of(frame, replace(boundary, known_by=None)) if boundary.filters else frame.lazy()
    for dimension, value in boundary.filters.items():
        key(dimension)
        known = _known(view, dimension)
        if known and value not in known:
            on_record = f"on record: {', '.join(filter(None, known))}"[:300]
            raise BadInput(f"no pledge has the {dimension} {value[:60]!r}", did_you_mean(value, known) or on_record)


def _known(view: pl.LazyFrame, dimension: str) -> list[str]:
    from bilat.events.pledges import Flow, Instrument  # takes a while to load, and only filters ask for it

    openings = view.filter((pl.col("version") == 1) & pl.col("stream_type").is_in(["pledge", "programme"]))
    match dimension:
        case "instrument":
            return sorted({*get_args(Instrument), *_values(openings, pl.col("instrument"))})
        case "flow":
            return sorted({*get_args(Flow), "unspecified"})
        case "stage":
            return [*STAGES]
        case "topic":
            sets = pl.col("topics").str.json_decode(TOPICS).list.unique().list.sort().list.join("+")
            return sorted({"", *found}) if (found := [*_values(openings, sets)]) else []
        case "donor" | "recipient":
            return sorted(_values(openings, pl.col(dimension).list.unique().list.sort().list.join("+")))
    return []


def _values(openings: pl.LazyFrame, value: pl.Expr) -> Iterable[str]:
    found: list[str] = openings.select(value=value).unique().drop_nulls().collect()["value"].to_list()
    return found
