"""The totals of a delivery: what the promises of each slice come to, and how many are in each state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from bilat.projections.columns import decimal_text
from bilat.projections.columns.json import total_records
from bilat.projections.delivery.families import LINES
from bilat.projections.delivery.states import STATES
from bilat.projections.pledges.intervals import amount_sums, bound
from bilat.projections.pledges.totals import sliced


class Brought(NamedTuple):
    """What pledges bring to the totals: `kept` (`families.KEPT`), and the counted `lots` (`lots.LOTS`) of it.

    The lots have the bounds of families that are in a sum as a whole.
    """

    kept: pl.DataFrame
    lots: pl.DataFrame


def delivery_totals(keys: pl.DataFrame, brought: Brought) -> dict[str, Any]:
    """Return `totals` and `states` of these promises (row, stream, kind, state, key)."""
    whole = keys.with_columns(key=pl.lit(""))
    (one,) = delivery_slices(whole, brought) or [{"totals": _lines({}), "states": dict.fromkeys(STATES, 0)}]
    return {name: one[name] for name in ("totals", "states")}


def delivery_slices(keys: pl.DataFrame, brought: Brought) -> list[dict[str, Any]]:
    """Return `key`, `totals` and `states` of each slice, by key; sums add up to the whole, and so do the counts."""
    pledges = keys.filter(kind="pledge").select("stream", "key")
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for key, state, count in keys.group_by("key", "state").len().iter_rows():
        counts[key][state] = count
    lines: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    lots = brought.lots.join(pledges, left_on="attributed_to", right_on="stream")
    for key, totals in sliced(lots, pl.col("key")).items():
        lines[key]["promised"] = totals["net"]
    kept = brought.kept.join(pledges, on="stream").filter(pl.col("line") != "promised")
    for row in total_records(_sums(kept).sort("key", "line", "unit")):
        lines[row.pop("key")].setdefault(row.pop("line"), []).append(row)
    return [{"key": key, "totals": _lines(lines.get(key, {})), "states": counts[key]} for key in sorted(counts)]


def _lines(lines: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {line: lines.get(line, []) for line in LINES}


def _sums(kept: pl.DataFrame) -> pl.DataFrame:
    """(key, line, value, low, high, unit, bound), all but the keys as JSON tells them."""
    return (
        kept.lazy()
        .group_by("key", "line", "unit")
        .agg(amount_sums())
        .with_columns(bound=bound(pl.col("value"), pl.col("low"), pl.col("high"), pl.col("about")))
        .select("key", "line", *(decimal_text(pl.col(name)) for name in ("value", "low", "high")), "unit", "bound")
        .collect(engine="streaming")
    )
