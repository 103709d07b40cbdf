"""Accounts: what the events of each pledge and programme come to on their own, whatever a report asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from bilat.projections import pledges, tellings
from bilat.projections.piles import standing

PART = 500_000
"""Events of pledges and programmes that are folded at once, to bound memory."""


class Accounts(NamedTuple):
    """The streams of pledges and programmes, each folded by itself.

    - `openings` (`pledges.ACCOUNT`): what each one is and the stage it reached, one row a stream
    - `told` (`tellings.TELLINGS`): their tellings
    - `piles` (`piles.STANDING`): what became of each telling within its stream, and `own_flow`, that of the stream

    `told` and `piles` have the stream's `sides` too, so that a relation is found in a few texts.

    Rows come in no order; `seq` is one telling's in `told` and `piles`, and follows the fold order in a stream.
    """

    openings: pl.LazyFrame
    told: pl.LazyFrame
    piles: pl.LazyFrame


Part = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
"""The accounts of some streams."""


def accounts(view: pl.LazyFrame, first: int = 0) -> Accounts:
    """Fold every pledge and programme of what the clocks let be seen; tellings count from `first`."""
    return Accounts(*(pl.concat(each).lazy() for each in zip(*folded(view, first), strict=True)))


def folded(view: pl.LazyFrame, first: int = 0) -> Iterator[Part]:
    """The same in parts, one after the other: all of a stream lies in one of them."""
    money = view.filter(pl.col("stream_type").is_in(["pledge", "programme"]))
    parts = 1 + money.select(pl.len()).collect().item() // PART
    for part in range(parts):
        here = money if parts == 1 else money.filter(pl.col("stream").hash() % parts == part)
        openings, told, piles = _folded(pledges.events(here), first)
        yield openings, told, piles
        first += told.height


def _folded(events: pl.DataFrame, first: int) -> Part:
    """The accounts of these events; their tellings count from `first`."""
    openings = pledges.openings(events)
    told = tellings.tellings(events, openings)
    told = told.with_columns(seq=pl.int_range(first, first + pl.len(), dtype=pl.UInt32))
    reached = pledges.reached(openings, events)
    piles = standing(told, _paid(events)).join(reached.select("stream", "sides", own_flow="flow"), on="stream")
    return reached, told.join(reached.select("stream", "sides"), on="stream"), piles


def _paid(events: pl.DataFrame) -> pl.DataFrame:
    """What cancelled pledges paid: (stream, unit, moved), unit null where nothing."""
    cancelled = events.filter(kind="pledge-cancelled").select("stream").unique()
    paid = tellings.moved(events.join(cancelled, on="stream", how="semi"), "pledge-disbursed")
    return cancelled.join(paid.select("stream", "unit", "moved"), on="stream", how="left")
