"""Totals: lots within a window and through filters, cut into slices and added up per unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.columns import Frame, decimal_text
from bilat.projections.columns.json import total_records
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.intervals import amount_sums, bound
from bilat.projections.pledges.ways import way

KEYS: dict[str, pl.Expr] = {
    "year": pl.col("day").dt.to_string("%Y"),
    "instrument": pl.col("instrument"),
    "recipient": pl.col("recipient"),
    "donor": pl.col("donor"),
    "topic": pl.col("topics"),
    "stage": pl.col("stage"),
    "flow": pl.col("flow").fill_null("unspecified"),
}
"""What a lot's money may be cut by, and filtered on."""
_ADDED = tuple(
    "event stream day seq at unit value treatment reason stated_low stated_high stated_about low high about family"
    " whole whole_low whole_high".split()
)
_LINES = ("headline", "net", "mobilised")
_SUMMED = ("key", "line", "reason", "unit", "value", "low", "high", "about")


def key(dimension: str) -> pl.Expr:
    """Return the slice of a lot along a dimension; raises BadInput, with near names, for an unknown one."""
    if dimension not in KEYS:
        remedy = did_you_mean(dimension, KEYS) or f"one of {', '.join(KEYS)}"
        raise BadInput(f"money is not told by {dimension!r}", remedy)
    return KEYS[dimension]


def filtered(lots: pl.LazyFrame, filters: Mapping[str, str]) -> pl.LazyFrame:
    """Return the lots whose attributes have the values asked for, so that a filter equals a slice."""
    for dimension, value in filters.items():
        lots = lots.filter(key(dimension) == value)
    return lots


def passing(openings: pl.LazyFrame, filters: Mapping[str, str]) -> pl.LazyFrame:
    """Return the pledges and programmes (`identities.described`) that have the values asked for, by opening."""
    joined = openings.with_columns(
        pl.col("donor", "recipient", "topics").list.unique().list.sort().list.join("+"), day="opened"
    )
    return openings.join(filtered(joined, filters), on="stream", how="semi") if filters else openings


def totals(lots: Frame, currency: str | None = None, limit: int | None = None) -> dict[str, Any]:
    """Add up lots (`lots.LOTS`) as the `totals` of report JSON: lines per unit, nominal with low and high.

    `currency` is what the lots were converted to: what kept another unit is told again as `unconverted`. `limit` is
    that of `sliced`.
    """
    return sliced(lots, pl.lit(""), currency, limit).get("", _with_unconverted({}, [], currency) | {"way": []})


def sliced(
    lots: Frame, by: pl.Expr, currency: str | None = None, limit: int | None = None
) -> dict[str, dict[str, Any]]:
    """Return the `totals` of each slice, by key.

    With a `limit` what is excluded is told of so many streams for each reason, and `left_out` says how many there are.
    """
    keyed = lots.lazy().select(_ADDED, key=by).collect().lazy()  # read once: it is added up in several ways
    lines: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in total_records(line_sums(keyed).sort("key", "line", "unit", "reason")):
        key, line, reason = row.pop("key"), row.pop("line"), row.pop("reason")
        steps[key].append({"line": line, "reason": reason, **row})
        if reason is None:
            lines[key][line].append(row)
    excluded: dict[str, list[dict[str, Any]]] = defaultdict(list)
    left_out: dict[str, dict[str, int]] = defaultdict(dict)
    if limit is not None:
        streams = _left_out(keyed)
        for key, reason, count in streams.group_by("key", "reason").len().sort("key", "reason").iter_rows():
            left_out[key][reason] = count
        first = streams.group_by("key", "reason", maintain_order=True).head(limit)
        keyed = keyed.join(first.lazy(), on=["key", "reason", "stream"], how="semi")
    rows = _excluded(keyed)
    for key, event, amount, reason in zip(rows["key"], rows["event"], amount_cells(rows), rows["reason"], strict=True):
        excluded[key].append({"event": event, "amount": amount, "reason": reason})
    return {
        key: _with_unconverted(lines[key], excluded[key], currency)
        | {"way": way(steps[key])}
        | ({"left_out": left_out[key]} if limit is not None else {})
        for key in sorted(lines)
    }


def _with_unconverted(lines: Mapping[str, list[Any]], excluded: list[Any], currency: str | None) -> dict[str, Any]:
    """Put the lines and what is excluded together with what kept a unit other than `currency`."""
    added: dict[str, Any] = {line: lines.get(line, []) for line in _LINES}
    units = (currency, f"{currency}/year")
    unconverted = [entry for entry in added["headline"] if currency is not None and entry["unit"] not in units]
    return added | {"unconverted": unconverted, "excluded": excluded}


def line_sums(lots: pl.LazyFrame) -> pl.DataFrame:
    """Add up lots with a `key`: (key, line, reason, value, low, high, unit, bound), all but the keys as JSON has them.

    What is excluded has a sum a reason; of the other lines the reason is null. In no order.

    The streaming engine raises where a sum overflows; the in-memory one would wrap.
    """
    stated = {"low": "stated_low", "high": "stated_high", "about": "stated_about"}
    headline = lots.select("key", "unit", "value", **stated, line=pl.lit("headline"), reason=pl.lit(None, pl.String))
    excluded = lots.filter(pl.col("treatment") == "excluded").select(
        "key", "unit", "value", **stated, line="treatment", reason="reason"
    )
    counted = lots.filter(pl.col("treatment") != "excluded")
    parts = counted.group_by("key", "treatment", "unit", "family", "whole", "whole_low", "whole_high").agg(
        amount_sums()
    )
    entire = (pl.col("value") == pl.col("whole")).fill_null(False)
    net = parts.select(
        "key",
        "unit",
        "value",
        line="treatment",
        reason=pl.lit(None, pl.String),
        low=pl.when(entire).then("whole_low").otherwise("low"),
        high=pl.when(entire).then("whole_high").otherwise("high"),
        about="about",
    )
    return (
        pl.concat([each.select(_SUMMED) for each in (headline, excluded, net)])
        .group_by("key", "line", "reason", "unit")
        .agg(amount_sums())
        .with_columns(bound=bound(pl.col("value"), pl.col("low"), pl.col("high"), pl.col("about")))
        .select(
            "key",
            "line",
            "reason",
            decimal_text(pl.col("value")),
            decimal_text(pl.col("low")),
            decimal_text(pl.col("high")),
            "unit",
            "bound",
        )
        .collect(engine="streaming")
    )


def _left_out(lots: pl.LazyFrame) -> pl.DataFrame:
    """Return the streams of what does not count, by reason, in the order of `_excluded`: (key, reason, stream)."""
    return (
        lots.filter(pl.col("treatment") == "excluded")
        .group_by("key", "reason", "stream")
        .agg(pl.col("day").min())
        .sort("key", "reason", "day", "stream")
        .select("key", "reason", "stream")
        .collect(engine="streaming")
    )


def _excluded(lots: pl.LazyFrame) -> pl.DataFrame:
    """Return what does not count, one row an event, unit and reason, by key, day, stream, version.

    (key, event, reason, value, unit, low, high, about)
    """
    return (
        lots.filter(pl.col("treatment") == "excluded")
        .group_by("key", "event", "day", "stream", "seq", "unit", "reason")
        .agg(
            *amount_sums("stated_"),
            at=pl.col("at").min(),
        )
        .sort("key", "day", "stream", "seq", "at")
        .select("key", "event", "reason", "value", "unit", "low", "high", "about")
        .collect(engine="streaming")
    )
