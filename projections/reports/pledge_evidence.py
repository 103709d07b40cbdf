"""One pledge explained: what was committed and paid of it, and which pledges are part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polars as pl

from bilat.projections.columns import amount_text, records
from bilat.projections.pledges import identities
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.lots import PledgeBook
from bilat.projections.reports.evidence import Evidence

_MOVES = ("pledge-committed", "pledge-disbursed")


def payments(kept: PledgeBook, pledge: str, prefix: pl.LazyFrame, lines: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return the commitments and payments of a pledge, by day, each with its evidence: `ExplainedPayment`."""
    moves = kept.view.filter((pl.col("stream") == pledge) & pl.col("kind").is_in(_MOVES))
    rows = identities.events(moves).select("event", amount_text("amount"))
    evidence = Evidence(kept.view, prefix, lines, rows["event"])
    return [evidence.of(row["event"]) | {"amount": row["amount"]} for row in records(rows, "amount")]


def parts(kept: PledgeBook, pledge: str) -> list[dict[str, Any]]:
    """Return the pledges of the boundary that are part of a pledge, by stream, and what stands of each."""
    found = (
        kept.openings.filter(pl.col("part_of") == pledge).sort("stream").select("stream", "title", "stage").collect()
    )
    standing = (
        kept.balances.filter(pl.col("stream").is_in(found["stream"].implode()) & pl.col("reason").is_null())
        .collect()
        .group_by("stream", "unit")
        .agg(amount_sums())
        .sort("stream", "unit")
    )
    amounts: dict[str, list[Any]] = defaultdict(list)
    for stream, amount in zip(standing["stream"], amount_cells(standing), strict=True):
        amounts[stream].append(amount)
    return [
        {"pledge": stream, "title": title, "stage": stage, "amounts": amounts[stream]}
        for stream, title, stage in found.iter_rows()
    ]
