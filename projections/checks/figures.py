"""Claims to one figure that cannot all be true: values, shares and ranks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from bilat.events.values.decimals import plain
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, apart, join_words
from bilat.projections.checks.tolerance import TWENTIETH, distant
from bilat.projections.figures.claims import FIGURE, claims
from bilat.projections.once import once
from bilat.projections.pledges.intervals import high, low
from bilat.projections.view.relations import UNORDERED

KINDS = {
    "conflicting-claims": "values or shares of one figure lie more than 5 per cent apart",
    "conflicting-places": "one figure is told with different ranks",
}
_SLIPS = {Decimal(10) ** power: words for power, words in ((3, "thousand"), (6, "million"), (9, "billion"))}


def find(record: CheckContext) -> Iterator[Finding]:
    """Compare the witnesses of each figure; copies of one origin are one witness (`claims`)."""
    standing = standing_claims(record)
    yield from _values(standing)
    yield from _shares(standing)
    yield from _places(standing)


@once(lambda record: (record,))
def standing_claims(record: CheckContext) -> pl.DataFrame:
    """Return the claims that stand, in order of recording (`claims.claims`), with least and most of their value."""
    figures = record.events.lazy().filter(pl.col("kind") == "figure-reported")
    ranked = claims(figures, record.parties, record.sources, "newest").filter("stands").sort("position")
    value, bound = pl.col("value_value"), pl.col("value_bound")
    return ranked.with_columns(least=low(value, bound), most=high(value, pl.col("value_upper"), bound))


def named(row: dict[str, Any]) -> str:
    """Return a figure in words: `trade between ASEAN and JP in 2022`."""
    side, other = row["side"], row["other"]
    if row["indicator"] in UNORDERED and side and other:
        return f"{row['indicator']} between {side} and {other} in {row['period']}"
    ends = (f" from {side}" if side else "") + (f" to {other}" if other else "")
    return f"{row['indicator']}{ends} in {row['period']}"


def _grouped(claims: pl.DataFrame, *key: str, **found: pl.Expr) -> pl.DataFrame:
    """One row a figure (without its measure) that several claims tell."""
    by = [name for name in FIGURE if name != "measure"]
    return (
        claims.group_by(*by, *key, maintain_order=True)
        .agg(period=pl.col("period").first(), events="event", **found)
        .filter(pl.col("events").list.len() > 1)
    )


def _values(standing: pl.DataFrame) -> Iterator[Finding]:
    valued = standing.filter(pl.col("value_value").is_not_null())
    amounts = pl.struct(pl.col(f"value_{part}").alias(part) for part in ("value", "upper", "unit", "bound"))
    number, edges = pl.col("number"), {"least": pl.col("least").max(), "most": pl.col("most").min()}
    found = _grouped(valued, "unit", claimed=amounts, lowest=number.min(), highest=number.max(), **edges).filter(
        distant(pl.col("most"), pl.col("least"))
    )
    for row in found.iter_rows(named=True):
        slip = _slip(row["lowest"], row["highest"])
        yield Finding(
            "conflicting-claims",
            tuple(row["events"]),
            f"{named(row)} is told as {join_words(map(amount_words, row['claimed']))},"
            f" {apart(row['lowest'], row['highest'])} apart",
            f"one of them is about a {slip} times the other: a scale misprinted or misread?"
            if slip
            else "choose with --policy, or correct what was misread: bilat append entry-corrected",
        )


def _shares(standing: pl.DataFrame) -> Iterator[Finding]:
    share = pl.col("share_percent")
    shared = _grouped(standing.filter(share.is_not_null()), claimed=share, least=share.min(), most=share.max()).filter(
        distant(pl.col("least"), pl.col("most"))
    )
    for row in shared.iter_rows(named=True):
        yield Finding(
            "conflicting-claims",
            tuple(row["events"]),
            f"the share of {named(row)} is told as {join_words(f'{plain(one)} per cent' for one in row['claimed'])}",
            "they may be shares of different wholes: say of whose in a note",
        )


def _places(standing: pl.DataFrame) -> Iterator[Finding]:
    ranked = standing.filter(pl.col("rank").is_not_null())
    found = _grouped(ranked, claimed=pl.col("rank")).filter(pl.col("claimed").list.n_unique() > 1)
    for row in found.iter_rows(named=True):
        yield Finding(
            "conflicting-places",
            tuple(row["events"]),
            f"{named(row)} is ranked {join_words(str(rank) for rank in row['claimed'])}",
            "they may rank among different partners: say among whom in a note",
        )


def _slip(lowest: Decimal, highest: Decimal) -> str:
    """Return the word for a power of a thousand that lies between two numbers, within a twentieth; else nothing."""
    for power, word in _SLIPS.items():
        near = abs(highest - lowest * power) * TWENTIETH <= abs(highest)
        if lowest > 0 and near:
            return word
    return ""
