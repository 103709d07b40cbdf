"""Retellings whose amount is not that of the promise."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.checks.retold import retold

KINDS = {
    "retold-amount": "a promise is told again with another amount",
    "retold-unit": "a promise is told again in another unit, and nobody prints the conversion",
    "retold-bound": "a promise is told again with another bound",
}
_DIFFERS = {
    "retold-amount": (
        "amount_differs",
        "if the promise was changed, record pledge-revised; if another one is meant, retract the retelling",
    ),
    "retold-unit": (
        "unit_differs",
        "if the source prints the conversion, add it to the retelling: bilat append entry-corrected",
    ),
    "retold-bound": (
        "bound_differs",
        "keep to the bound of the donor's own text: `up to` is no fact, `more than` no sum",
    ),
}
_PARTS = ("value", "unit", "bound", "upper")


def find(record: CheckContext) -> Iterator[Finding]:
    """One finding for each event that was told again otherwise, and each way in which it was."""
    again = retold(record)
    for kind, (differs, remedy) in _DIFFERS.items():
        found = (
            again.filter(differs)
            .group_by("target", maintain_order=True)
            .agg(
                events="event",
                claimed=pl.struct(_PARTS),
                first=pl.struct(pl.col(f"target_{part}").alias(part) for part in _PARTS).first(),
            )
        )
        for target, events, amounts, first in found.iter_rows():
            yield Finding(
                kind,
                (target, *events),
                f"{amount_words(first)} is told again as {join_words(map(amount_words, amounts))}",
                remedy,
            )
