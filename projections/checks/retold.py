"""What was told again, beside what it tells again."""

from __future__ import annotations

import polars as pl

from bilat.projections.checks.context import CheckContext
from bilat.projections.checks.tolerance import agree
from bilat.projections.once import once

_PARTS = ("value", "unit", "bound", "upper")
_STANDS = ("pledge-announced", "pledge-revised", "pledge-topped-up")
RETOLD = (
    "event",
    "stream",
    "seq",
    *_PARTS,
    "target",
    *(f"target_{part}" for part in _PARTS),
    "amount_differs",
    "unit_differs",
    "bound_differs",
)


@once(lambda record: (record,))
def retold(record: CheckContext) -> pl.DataFrame:
    """Return the restatements that state an amount, beside the amount that they tell again: `RETOLD`, in fold order.

    `target` is the event named, else the opening; where that states no amount, the first event of the stream
    that does. `amount_differs` in the same unit and beyond rounding, unless the pledge stood at this amount
    after some revision or top-up; `unit_differs` in another unit, and neither the target nor the retelling
    prints the other's amount; `bound_differs` where the amounts agree in one unit and the bounds do not.
    """
    targets = record.events.select("event", named="target")
    stated = record.money.filter(pl.col("amount_value").is_not_null(), pl.col("kind") != "total-reported")
    amounts = stated.select(target="event", **{f"target_{part}": f"amount_{part}" for part in _PARTS})
    first = stated.filter(pl.col("kind") != "pledge-restated").unique("stream", keep="first", maintain_order=True)
    again = (
        stated.filter(kind="pledge-restated")
        .select("event", "stream", "seq", **{part: f"amount_{part}" for part in _PARTS})
        .join(targets, on="event", maintain_order="left")
        .join(first.select("stream", first="event"), on="stream", how="left", maintain_order="left")
        .with_columns(named=pl.coalesce("named", pl.col("stream") + "#1"))
        .with_columns(
            target=pl.when(pl.col("named").is_in(amounts["target"].implode())).then("named").otherwise("first")
        )
        .join(amounts, on="target", maintain_order="left")
    )
    same = pl.col("unit") == pl.col("target_unit")
    near = agree(pl.col("value"), pl.col("target_value")) & agree(pl.col("upper"), pl.col("target_upper")).fill_null(
        True
    )
    stood = pl.col("event").is_in(_stood(again, stated)["event"].implode())
    converted = pl.col("event").is_in(_converted(again, record.equivalents)["event"].implode())
    return again.with_columns(
        amount_differs=same & ~near & ~stood,
        unit_differs=~same & ~converted & ~stood,
        bound_differs=same & near & (pl.col("bound") != pl.col("target_bound")),
    ).select(RETOLD)


def _stood(again: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Return the retellings of an amount at which their pledge stood after some event."""
    raised = pl.col("kind") == "pledge-topped-up"
    levels = (
        stated.filter(pl.col("kind").is_in(_STANDS))
        .with_columns(start=(~raised).cast(pl.Int32).cum_sum().over("stream", "amount_unit"))
        .select(
            "stream",
            unit="amount_unit",
            level=pl.col("amount_value").cum_sum().over("stream", "amount_unit", "start"),
            level_upper="amount_upper",
        )
        .unique()
    )
    upper = agree(pl.col("upper"), pl.col("level_upper"))
    either = pl.col("upper").is_null() & pl.col("level_upper").is_null()
    stood = again.join(levels, on=["stream", "unit"]).filter(agree(pl.col("value"), pl.col("level")))
    return stood.filter(upper.fill_null(False) | either).select("event")


def _converted(again: pl.DataFrame, equivalents: pl.DataFrame) -> pl.DataFrame:
    """Return the retellings that print their target's amount, or whose amount some event of the stream prints."""
    printed = equivalents.select("event", "stream", "unit", printed="value")
    own = again.join(printed, left_on=["event", "target_unit"], right_on=["event", "unit"]).filter(
        agree(pl.col("printed"), pl.col("target_value"))
    )
    theirs = (
        again.join(printed.rename({"event": "by"}), on=["stream", "unit"])
        .filter(pl.col("by") != pl.col("event"))
        .filter(agree(pl.col("printed"), pl.col("value")))
    )
    return pl.concat([own.select("event"), theirs.select("event")]).unique()
