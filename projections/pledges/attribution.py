"""Attribution: which money of an umbrella stands for which part (`docs/counting.md`, "Attribution").

An umbrella of 50 (30 announced, 20 added later) has parts of 10 and 25. Both lie on one axis, the umbrella's balance
from its oldest money on, and every edge of either cuts:

    own lots   0 |------ announced 30 ------|-- added 20 --| 50
    draws      0 |- a 10 -|------ b 25 ------|- remainder -| 50
    lots         |   10   |       20        | 5 |    15    |

The steps: `draws` (how much each part takes, oldest first, foreign ones by their printed `equivalents`), then
`attribute` (the cuts). A part has the dates of the money that it takes: b counts 20 on the first day, 5 on the second.
The fold's twin is `fold/umbrellas.py`: a change here is made there too.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from bilat.projections.pledges import intervals
from bilat.projections.pledges.claims import multiplied
from bilat.projections.pledges.intervals import DECIMAL, ZERO, high_of, low_of

EQUIVALENTS = pl.List(pl.Struct(dict.fromkeys(("value", "unit", "bound", "upper"), pl.String)))
DRAWS = ("up", "unit", "value", "low", "high", "about", "attributed_to", "place", "at", "foreign")
_UMBRELLA = ["up", "unit"]


def draws(covered: pl.DataFrame, umbrella_balances: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """How much of its umbrella's money each covered lot takes: `DRAWS`, oldest first, while money lasts.

    `covered` are lots with `up`, the umbrella, `attributed_to`, `place` (the order of their claims), and `foreign`
    (the umbrella has no money in this unit): such a lot takes the share of the equivalent that its claim
    printed in the first unit, by name, of the umbrella, to the cent; nothing without one. `umbrella_balances` is (up,
    unit, capacity, ...), `rows` the claims' (seq, amount, equivalents JSON, years). Adds `start`, where in the
    umbrella_balance a draw begins.
    """
    own = covered.filter(~pl.col("foreign")).select(DRAWS)
    wanted = pl.concat([own, _converted(covered.filter("foreign"), umbrella_balances, rows)]).sort(
        *_UMBRELLA, "place", "at"
    )
    end = pl.col("value").cum_sum().over(_UMBRELLA)
    wanted = wanted.join(
        umbrella_balances.select(*_UMBRELLA, "capacity"), on=_UMBRELLA, maintain_order="left"
    ).with_columns(start=end - pl.col("value"))
    served = pl.min_horizontal(pl.col("capacity") - pl.col("start"), "value")
    return (
        wanted.filter(pl.col("start") < pl.col("capacity"))
        .with_columns(
            value=served,
            low=low_of(pl.col("value"), pl.col("low"), ZERO, served),
            high=high_of(pl.col("value"), pl.col("high"), ZERO, served),
        )
        .select(*DRAWS, "start")
    )


def _converted(foreign: pl.DataFrame, umbrella_balances: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the draws of lots in another unit, by printed equivalents: few, and each divided exactly."""
    if foreign.is_empty():
        return foreign.select(DRAWS)
    printed = equivalents(rows.join(foreign, on="seq", how="semi"))
    found = (
        foreign.with_row_index("row")
        .drop("unit", "low", "high", "about")
        .join(printed, on="seq")
        .join(umbrella_balances.select(_UMBRELLA), on=_UMBRELLA)
        .sort("row", "unit")
        .unique("row", keep="first", maintain_order=True)
        .sort("up", "seq", "at")
        .with_columns(end=pl.col("value").cum_sum().over("up", "seq"))
        .with_columns(start=pl.col("end") - pl.col("value"))
    )
    value, low, high = (_shared(found, name) for name in ("stated", "low", "high"))
    found = found.with_columns(value, low, high).with_columns(
        value="stated",
        low=pl.min_horizontal("low", "stated"),
        high=pl.when(pl.col("high").is_not_null()).then(pl.max_horizontal("high", "stated")),
    )
    return found.filter(pl.col("value") > ZERO).select(DRAWS)


def _shared(found: pl.DataFrame, name: str) -> pl.Series:
    """Return what each lot takes of an equivalent of its claim, which the lots [start, end) of it share.

    Rounded where each ends, so that together they take what the claim printed: a cent that rounding moves stays
    among them.
    """
    edges = found.select(name, "start", "end", "amount").iter_rows()
    taken = [
        None if stated is None else multiplied(stated, end, amount) - multiplied(stated, start, amount)
        for stated, start, end, amount in edges
    ]
    return pl.Series(name, taken, dtype=DECIMAL)


def each_equivalent(printed: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each equivalent in the column `equivalents` (JSON, null where none), in their order.

    `equivalent` takes that column's place: a struct of texts (value, unit, bound, upper), null where not printed.
    """
    return (
        printed.filter(pl.col("equivalents").is_not_null())
        .with_columns(equivalent=pl.col("equivalents").str.json_decode(EQUIVALENTS))
        .drop("equivalents")
        .explode("equivalent")
    )


def equivalents(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the equivalents that claims printed, the first per unit.

    (seq, amount, unit, stated, low, high, about): stated, low and high in the equivalent's unit.

    `rows` is (seq, amount, equivalents, years); amounts told per year are multiplied out like the claim's
    own.
    """
    printed = (
        each_equivalent(rows.select("seq", "amount", "equivalents", "years"))
        .unnest("equivalent")
        .with_columns(pl.col("value", "upper").cast(DECIMAL))
        .unique(["seq", "unit"], keep="first", maintain_order=True)
    )
    for name in ("value", "upper"):
        yearly = [
            stated if stated is None or not years else multiplied(stated, Decimal(years))
            for stated, years in printed.select(name, "years").iter_rows()
        ]
        printed = printed.with_columns(pl.Series(name, yearly, dtype=DECIMAL))
    per_year = pl.when(pl.col("years") == "").then(pl.lit("/year")).otherwise(pl.lit(""))
    value, upper, bound = pl.col("value"), pl.col("upper"), pl.col("bound").fill_null("exact")
    return printed.select(
        "seq",
        "amount",
        unit=pl.col("unit") + per_year,
        stated="value",
        low=intervals.low(value, bound),
        high=intervals.high(value, upper, bound),
        about=(bound == "about") | (pl.col("years") != "").fill_null(False),
    )


def attribute(own: pl.DataFrame, draws: pl.DataFrame, remainders: pl.DataFrame) -> pl.DataFrame:
    """Cut the umbrellas' own lots where draws begin and end: lots attributed to what they stand for.

    `own` are the lots of the umbrellas (`up`) with seq, stream, unit, at, value; `remainders` the balances'
    (up, unit, capacity, drawn, and value, low, high, about of what no part takes up). Both axes are the umbrella's
    balance, from its oldest money on; cut points of either are carried forward to the next one. Returns (up, seq,
    stream, unit, at, value, low, high, about, attributed_to, place).
    """
    pieces = own.sort(*_UMBRELLA, "seq", "at").with_columns(
        start=pl.col("value").cum_sum().over(_UMBRELLA) - pl.col("value"), piece=pl.int_range(pl.len())
    )
    numbered = draws.with_columns(draw=pl.int_range(pl.len()))
    nothing = pl.lit(None, pl.Int64)
    left = remainders.filter(pl.col("value") > ZERO)
    cuts = pl.concat(
        [
            pieces.select(*_UMBRELLA, "start", "piece", draw=nothing),
            numbered.select(*_UMBRELLA, "start", "draw", piece=nothing).select(*_UMBRELLA, "start", "piece", "draw"),
            left.select(*_UMBRELLA, start="drawn", piece=nothing, draw=pl.lit(-1, pl.Int64)),
        ]
    )
    spans = (
        cuts.group_by(*_UMBRELLA, "start")
        .agg(pl.col("piece").max(), pl.col("draw").max())
        .sort(*_UMBRELLA, "start")
        .join(remainders.select(*_UMBRELLA, "capacity"), on=_UMBRELLA, maintain_order="left")
        .with_columns(
            pl.col("piece", "draw").forward_fill().over(_UMBRELLA),
            value=pl.coalesce(pl.col("start").shift(-1).over(_UMBRELLA), "capacity") - pl.col("start"),
        )
    )
    whole = pl.concat(
        [
            numbered.select(*_UMBRELLA, "draw", "low", "high", "about", "attributed_to", whole="value", base="start"),
            left.select(
                *_UMBRELLA,
                pl.lit(-1, pl.Int64).alias("draw"),
                "low",
                "high",
                "about",
                attributed_to="up",
                whole="value",
                base="drawn",
            ),
        ]
    )
    offset = pl.col("start") - pl.col("base")
    return (
        spans.join(pieces.select("piece", "seq", "stream", "at", "place", begin="start"), on="piece")
        .join(whole, on=[*_UMBRELLA, "draw"])
        .select(
            "up",
            "seq",
            "stream",
            "unit",
            "value",
            "about",
            "attributed_to",
            "place",
            at=pl.col("at") + pl.col("start") - pl.col("begin"),
            low=low_of(pl.col("whole"), pl.col("low"), offset, pl.col("value")),
            high=high_of(pl.col("whole"), pl.col("high"), offset, pl.col("value")),
        )
    )
