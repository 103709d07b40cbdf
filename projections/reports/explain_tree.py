"""The tree of an explanation before its evidence: which events stand below which lines, and what each node comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.columns.json import total_records
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.totals import line_sums

Node = dict[str, Any]
Sums = Mapping[tuple[str | None, ...], Node]
COUNTED = ("net", "mobilised")
_BETWEEN = "\x1f"
_PATH = ("key", "unit", "treatment", "reason", "stream", "event")


class Leaf(NamedTuple):
    """One event in one line of the tree."""

    key: str
    unit: str
    line: str
    reason: str | None
    stream: str
    event: str


def leaves(lots: pl.DataFrame) -> list[Leaf]:
    """Return the events of lots that have a `key`, in the order of the tree.

    Slices, units, pledges and events come as in the lots; of the lines net is first, then what is mobilised, then the
    excluded by reason.
    """
    rows = lots.group_by(_PATH, maintain_order=True).agg().rows()
    heads = {head: place for place, head in enumerate(dict.fromkeys(row[:2] for row in rows))}
    pledges = {path: place for place, path in enumerate(dict.fromkeys(row[:5] for row in rows))}
    found = [Leaf(*row) for row in rows]
    found.sort(key=lambda leaf: (heads[leaf[:2]], *line_rank(leaf.line, leaf.reason), pledges[leaf[:5]]))
    return found


def line_rank(line: str, reason: str | None) -> tuple[int, str]:
    """Say where a line stands among those of a unit."""
    return (*COUNTED, "excluded").index(line), reason or ""


def node_sums(lots: pl.DataFrame, *level: str) -> Sums:
    """Return what the lots of each node come to: by (slice, what the level names, unit, line, reason).

    The headline has low and high as the totals have them, and is of every lot.
    """
    nodes = lots.with_columns(node=pl.concat_str("key", *level, separator=_BETWEEN))
    found: dict[tuple[str | None, ...], Node] = {}
    for row in total_records(line_sums(nodes.lazy().with_columns(key="node"))):
        node, line, reason = row.pop("key"), row.pop("line"), row.pop("reason")
        if reason is None:
            found[*node.split(_BETWEEN), row["unit"], line, None] = row
    excluded = nodes.filter(treatment="excluded").group_by("node", "unit", "reason").agg(amount_sums("stated_"))
    ends = excluded.select("node", "unit", "reason", *(decimal_text(pl.col(name)) for name in ("low", "high")))
    for (node, unit, reason, low, high), amount in zip(ends.iter_rows(), amount_cells(excluded), strict=True):
        found[*node.split(_BETWEEN), unit, "excluded", reason] = (amount or {}) | {"low": low, "high": high}
    return found
