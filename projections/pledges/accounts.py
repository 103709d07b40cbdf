"""Accounts: what the events of each pledge and programme come to on their own, whatever a report asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from bilat.projections.pledges import claims, identities
from bilat.projections.pledges.balances import balances

STREAMS_BATCH = 500_000
"""Events of pledges and programmes that are folded at once, to bound memory."""


class Accounts(NamedTuple):
    """The streams of pledges and programmes, each folded by itself.

    - `openings` (`identities.ACCOUNT`): what each one is and the stage it reached, one row a stream
    - `claims` (`claims.CLAIMS`): their claims
    - `balances` (`balances.BALANCES`): what became of each claim within its stream, and `own_flow`, that of the stream

    `claims` and `balances` have the stream's `sides` too, so that a relation is found in a few texts.

    Rows come in no order; `seq` is one claim's in `claims` and `balances`, and follows the fold order in a stream.
    """

    openings: pl.LazyFrame
    claims: pl.LazyFrame
    balances: pl.LazyFrame


Part = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
"""The accounts of some streams."""


def accounts(view: pl.LazyFrame, first: int = 0) -> Accounts:
    """Fold every pledge and programme of what the clocks let be seen; claims count from `first`."""
    return Accounts(*(pl.concat(batches).lazy() for batches in zip(*fold_in_batches(view, first), strict=True)))


def accounts_without(whole: Accounts, rows: pl.LazyFrame, lacking: pl.Series) -> Accounts:
    """Return the accounts of a log without some of its events, of which `whole` are all accounts.

    `rows` is what is left of it as `as_of` lets it be seen, `lacking` (String) the streams of what is left out: these
    alone are folded again.
    """
    again = pl.col("stream").is_in(lacking.unique().implode())
    first = whole.claims.select(pl.col("seq").max().fill_null(0)).collect().item() + 1
    fresh = accounts(rows.filter(again), first)
    return Accounts(*(pl.concat([old.filter(~again), new]) for old, new in zip(whole, fresh, strict=True)))


def accounts_by(seen: pl.LazyFrame, whole: Accounts, later: pl.LazyFrame) -> Accounts:
    """Return the accounts of what is seen by a day, of which `later` are the events that the day hides.

    `whole` are those of the log whatever the day: streams without later events keep theirs.
    """
    lacking = later.select("stream").unique().collect()["stream"]
    return whole if lacking.is_empty() else accounts_without(whole, seen, lacking)


def fold_in_batches(view: pl.LazyFrame, first: int = 0) -> Iterator[Part]:
    """Fold in batches, one after the other, to bound memory: all of a stream lies in one of them."""
    money = view.filter(pl.col("stream_type").is_in(["pledge", "programme"]))
    parts = 1 + money.select(pl.len()).collect().item() // STREAMS_BATCH
    for part in range(parts):
        here = money if parts == 1 else money.filter(pl.col("stream").hash() % parts == part)
        openings, claims_of_batch, balances_of_batch = _fold_batch(identities.events(here), first)
        yield openings, claims_of_batch, balances_of_batch
        first += claims_of_batch.height


def _fold_batch(events: pl.DataFrame, first: int) -> Part:
    """Return the accounts of these events; their claims count from `first`."""
    openings = identities.openings(events)
    stated = claims.claims(events, openings)
    stated = stated.with_columns(seq=pl.int_range(first, first + pl.len(), dtype=pl.UInt32))
    reached = identities.reached(openings, events)
    standing = balances(stated, _paid(events)).join(reached.select("stream", "sides", own_flow="flow"), on="stream")
    return reached, stated.join(reached.select("stream", "sides"), on="stream"), standing


def _paid(events: pl.DataFrame) -> pl.DataFrame:
    """Return what cancelled pledges paid: (stream, unit, moved), unit null where nothing."""
    cancelled = events.filter(kind="pledge-cancelled").select("stream").unique()
    paid = claims.movements(events.join(cancelled, on="stream", how="semi"), "pledge-disbursed")
    return cancelled.join(paid.select("stream", "unit", "moved"), on="stream", how="left")
