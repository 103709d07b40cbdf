"""One promise that may have been recorded as two."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bilat.projections.checks.ancestors import topmost
from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.finding import Finding, amount_words, join_words
from bilat.projections.checks.tolerance import last_digit, rounding, step
from bilat.projections.graphs import without_rings

KINDS = {"likely-duplicate": "two pledges with the same sides, unit and amount, told within 90 days"}
_DAYS = 90
_COARSER = 6
_SIDES = ["donor", "recipient", "unit"]


def find(record: CheckContext) -> Iterator[Finding]:
    """Look for pledges of one donor, recipient, unit and amount within rounding, no more than 90 days apart.

    Agencies and funds stand for the party above them. Pledges that were merged, and those that are part of
    another one among the alike, are left out. Pledges with one amount form a chain, each with the next, so
    that a thousand equal ones are one finding.
    """
    pledges = _amounts(record)
    alike = pledges.join(_buckets(pledges), on=[*_SIDES, "value"])
    alike = alike.sort(*_SIDES, "bucket", "first", "stream")
    key = [*_SIDES, "bucket"]
    reached = pl.col("last").cum_max().shift(1).over(key)
    gap = (pl.col("first") - reached > pl.duration(days=_DAYS)).fill_null(False)
    alike = alike.with_columns(chain=gap.cast(pl.Int32).cum_sum().over(key))
    alike = _without_parts(alike, [*key, "chain"], record)
    found = (
        alike.group_by(*key, "chain", maintain_order=True)
        .agg(pl.struct("value", "unit", "bound", "upper", "on").alias("claimed"), events="event", streams="stream")
        .filter(pl.col("streams").list.len() > 1)
    )
    for row in found.iter_rows(named=True):
        claims = join_words(f"{amount_words(one)} on {one['on']}" for one in row["claimed"])
        first, second = row["streams"][:2]
        yield Finding(
            "likely-duplicate",
            tuple(row["events"]),
            f"{len(row['streams'])} pledges from {row['donor']} to {row['recipient']} are alike: {claims}",
            f"if they are one: bilat append pledge-merged --stream {second} --into {first} --reason ...",
        )


def _amounts(record: CheckContext) -> pl.DataFrame:
    """Return the pledges that state an amount, by the first they state: sides, unit, value, first and last day."""
    money = record.money
    merged = money.filter(kind="pledge-merged").select("stream")
    top = topmost(record.parties)
    opened = money.filter(pl.col("version") == 1, pl.col("stream_type") == "pledge").select(
        "stream", *(_side(name, top) for name in ("donor", "recipient"))
    )
    stated = money.filter(pl.col("amount_value").is_not_null(), pl.col("kind") != "total-reported")
    return (
        stated.unique("stream", keep="first", maintain_order=True)
        .select(
            "stream",
            "event",
            "on",
            "last",
            first="day",
            unit="amount_unit",
            value="amount_value",
            bound="amount_bound",
            upper="amount_upper",
        )
        .join(opened, on="stream")
        .join(merged, on="stream", how="anti")
    )


def _side(name: str, top: dict[str, str]) -> pl.Expr:
    return pl.col(name).list.eval(pl.element().replace(top)).list.unique().list.sort().list.join("+").alias(name)


def _buckets(pledges: pl.DataFrame) -> pl.DataFrame:
    """Return the coarsest told amount to which each amount may have been rounded: (sides, unit, value, bucket).

    An amount is rounded down and up at each coarser digit and joined with the amounts told: no pair is tried.
    """
    values = pledges.select(*_SIDES, "value").unique()
    power = last_digit(pl.col("value"))
    down = pl.col("value") - pl.col("value") % pl.col("step")
    coarser = (
        values.with_columns(power=pl.concat_list(power + more for more in range(1, _COARSER + 1)))
        .explode("power")
        .with_columns(step=step(pl.col("power")))
        .drop_nulls("step")
        .with_columns(bucket=pl.concat_list(down, down + pl.col("step")))
        .explode("bucket")
    )
    stated = values.rename({"value": "bucket"})
    rounded = coarser.join(stated, on=[*_SIDES, "bucket"], how="semi").filter(
        (pl.col("value") - pl.col("bucket")).abs() <= rounding(pl.col("bucket"))
    )
    coarsest = rounded.sort("power").unique([*_SIDES, "value"], keep="last", maintain_order=True)
    return values.join(coarsest.select(*_SIDES, "value", "bucket"), on=[*_SIDES, "value"], how="left").with_columns(
        pl.coalesce("bucket", "value")
    )


def _without_parts(alike: pl.DataFrame, chain: list[str], record: CheckContext) -> pl.DataFrame:
    """Leave out the pledges that have one of their own chain above them, climbing one step a round."""
    opened = record.money.filter(pl.col("version") == 1, pl.col("part_of").is_not_null())
    edges = without_rings(opened.select("stream", up="part_of"))
    several = alike.filter(pl.len().over(chain) > 1)
    climb = several.join(edges, on="stream").select("stream", "up", *chain)
    parts = climb.clear().select("stream")
    while not climb.is_empty():
        here = climb.join(several.select(*chain, up="stream"), on=[*chain, "up"], how="semi")
        parts = pl.concat([parts, here.select("stream")])
        climb = climb.join(here, on="stream", how="anti").join(edges.select(up="stream", beyond="up"), on="up")
        climb = climb.select("stream", *chain, up="beyond")
    return several.join(parts, on="stream", how="anti", maintain_order="left")
