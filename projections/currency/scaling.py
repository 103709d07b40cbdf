"""Scaling: every claim multiplied once and rounded once, and its lots cut from the result.

A claim of JPY 100 at 0.00333 is USD 0.33. It has three lots; each one's edges are scaled and rounded, never its length:

    own edges     0        30        60             100
    scaled edges  0.00     0.10      0.20           0.33
    lots             0.10      0.10        0.13            together 0.33, whatever rounding does

The steps: `scale` (claims), `_cut` (pieces, by their edges), `_bounded` (their low and high), `_families` (wholes:
what their lots come to). Were each length rounded by itself, the lots of a claim could add up to another sum than it.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from bilat.projections.pledges.claims import multiplied
from bilat.projections.pledges.intervals import DECIMAL, ZERO, open_sum
from bilat.projections.pledges.limits import SUM_LIMIT, TooLarge, check_sums

FACTORS: dict[str, pl.DataType] = {
    "seq": pl.UInt32(),
    "becomes": pl.String(),
    "num": pl.String(),
    "den": pl.String(),
    "num_low": pl.String(),
    "num_high": pl.String(),
    "approximate": pl.Boolean(),
}
"""What claims are multiplied by, by `seq`: `num` / `den`, decimals as text, and the unit that they become.

A factor that is itself uncertain lies between `num_low` / `den` and `num_high` / `den` (null: open); `approximate`
where it is known about. A claim without a row is not scaled.
"""


def scale(rows: pl.DataFrame, factors: pl.DataFrame) -> pl.DataFrame:
    """Return what claims (`claims.CLAIMS`) with a factor come to, each multiplied once, to the cent, half-even.

    (seq, amount, `FACTORS`, about, scaled, scaled_low, scaled_high: null where open), one row a scaled claim. An
    uncertain factor widens low and high, an approximate one makes the amount `about`.
    """
    scaled = rows.join(factors, on="seq", maintain_order="left").with_columns(value="amount")
    scaled = _bounded(scaled.with_columns(length=products(scaled, "value", "num", "den")))
    return scaled.select(
        "amount",
        *FACTORS,
        about=pl.col("about") | pl.col("approximate"),
        scaled="length",
        scaled_low="piece_low",
        scaled_high="piece_high",
    )


def scale_claims(rows: pl.DataFrame, scaled: pl.DataFrame) -> pl.DataFrame:
    """Claims as scaled (`scaled`); those without a factor stay as they are."""
    moved = scaled.select("seq", "about", unit="becomes", amount="scaled", low="scaled_low", high="scaled_high")
    both = rows.join(moved, on="seq", how="left", maintain_order="left", suffix="_moved")
    swapped = pl.col("unit_moved").is_not_null()
    names = ("unit", "amount", "low", "high", "about")
    return both.with_columns(
        pl.when(swapped).then(f"{name}_moved").otherwise(name).alias(name) for name in names
    ).select(rows.columns)


def scale_lots(lots: pl.DataFrame, scaled: pl.DataFrame) -> pl.DataFrame:
    """Cut lots (`lots.LOTS` and more) from their scaled claims; those of one claim add up to it.

    Counted money keeps its bound: at an exact factor what was exact still is. A family's whole is what its
    lots come to. Values may round to 0. Raises TooLarge where sums could overflow.
    """
    cut = _cut(lots.with_row_index("row"), scaled)
    last = pl.col("row") == _last_row().over("seq")
    filled = pl.max_horizontal(pl.min_horizontal(pl.col("scaled_low") - pl.col("begin"), "length"), ZERO)
    slack = pl.when(last).then(pl.col("scaled_low") - pl.col("scaled")).otherwise(ZERO)
    surplus = pl.when(last).then(pl.col("scaled_high") - pl.col("scaled")).otherwise(ZERO)
    stated_low = pl.when(pl.col("amount") >= ZERO).then(filled).otherwise(pl.col("length") + slack)
    counted = pl.col("treatment") != "excluded"
    cut = _families(cut).with_columns(
        unit="becomes",
        at="begin",
        value="length",
        stated_low=stated_low,
        stated_high=pl.when(pl.col("scaled_high").is_not_null()).then(pl.col("length") + surplus),
        stated_about=pl.col("stated_about") | pl.col("approximate"),
        low=pl.when(counted).then("piece_low"),
        high=pl.when(counted).then("piece_high"),
        about=pl.when(counted).then(pl.col("about") | pl.col("approximate")),
    )
    moved = cut.select("row", *lots.columns)
    check_sums(moved, "value", "stated_low", "stated_high", "low", "high")
    rest = lots.with_row_index("row").join(moved, on="row", how="anti")
    return pl.concat([rest, moved]).sort("row").drop("row")


def scale_pieces(pieces: pl.DataFrame, scaled: pl.DataFrame) -> pl.DataFrame:
    """Cut pieces of claims (seq, unit, at, value, low, high, about, ...) from them, in no order."""
    cut = _cut(pieces.with_row_index("row"), scaled).with_columns(
        unit="becomes",
        at="begin",
        value="length",
        low="piece_low",
        high="piece_high",
        about=pl.col("about") | pl.col("approximate"),
    )
    rest = pieces.with_row_index("row").join(cut, on="row", how="anti")
    return pl.concat([rest, cut.select(rest.columns)]).drop("row")


def _cut(pieces: pl.DataFrame, scaled: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces of scaled claims, with begin, length, piece_low and piece_high in the result."""
    cut = pieces.join(scaled.drop("about"), on="seq", maintain_order="left")
    cut = cut.with_columns(end=pl.col("at") + pl.col("value"))
    for edge, name in (("at", "begin"), ("end", "finish")):
        inner = pl.when((pl.col(edge) != ZERO) & (pl.col(edge) != pl.col("amount"))).then(edge)
        within = products(cut.with_columns(inner=inner), "inner", "scaled", "amount")
        outer = pl.when(pl.col(edge) == ZERO).then(ZERO).otherwise("scaled")
        cut = cut.with_columns(pl.coalesce(within, outer).alias(name))
    return _bounded(cut.with_columns(length=pl.col("finish") - pl.col("begin")))


def _bounded(scaled: pl.DataFrame) -> pl.DataFrame:
    """Add piece_low and piece_high: what low and high of `value` come to, as it comes to `length`.

    Where neither the amount nor the factor is uncertain they are `length` to the cent, so that rounding makes
    no interval.
    """
    for edge in ("low", "high"):
        open_ = pl.col(edge).is_null() | pl.col(f"num_{edge}").is_null()
        plain = (pl.col(edge) == pl.col("value")) & (pl.col(f"num_{edge}") == pl.col("num"))
        wanted = ~open_ & ~plain
        asked = scaled.with_columns(own=pl.when(wanted).then(edge), value=pl.when(wanted).then("value"))
        own, other = (products(asked, "own", "num", "den"), products(asked, "value", f"num_{edge}", "den"))
        furthest = pl.min_horizontal if edge == "low" else pl.max_horizontal
        scaled = scaled.with_columns(own, other_=other).with_columns(
            pl.when(open_).then(None).otherwise(furthest("length", "own", "other_")).alias(f"piece_{edge}")
        )
    return scaled.drop("own", "other_")


def _last_row() -> pl.Expr:
    """Return the lot with which its claim ends: it takes what the claim may be above or below its amount."""
    ends = pl.col("end") == pl.col("amount")
    return pl.col("row").filter(ends).sort_by(pl.col("value").filter(ends).abs()).last()


def _families(cut: pl.DataFrame) -> pl.DataFrame:
    """Give each family and unit its scaled whole, low and high; none where some of it has no factor."""
    key = ["family", "unit"]
    parts = cut.filter(pl.col("family").is_not_null())
    for edge, name in (("low", "least"), ("high", "most")):
        sure = (pl.col(f"num_{edge}") == pl.col("num")).fill_null(False)
        asked = parts.with_columns(value=pl.when(~sure).then("value"))
        surely = products(asked, "value", f"num_{edge}", "den")
        parts = parts.with_columns(pl.when(sure).then("length").otherwise(surely).alias(name))
    wholes = (
        parts.group_by(key)
        .agg(
            pl.col("whole", "whole_low", "whole_high").first().name.suffix("_was"),
            pl.col("value").sum().alias("part"),
            pl.col("length").sum().alias("scaled"),
            pl.col("least").sum(),
            open_sum("most").alias("most"),
        )
        .filter(pl.col("part") == pl.col("whole_was"))
    )
    low = pl.coalesce(products(wholes, "whole_low_was", "scaled", "part"), "scaled")
    high = pl.coalesce(products(wholes, "whole_high_was", "scaled", "part"), "scaled")
    low = pl.when(pl.col("whole_low_was") == pl.col("part")).then("scaled").otherwise(low)
    high = pl.when(pl.col("whole_high_was") == pl.col("part")).then("scaled").otherwise(high)
    open_ = pl.col("whole_high_was").is_null() | pl.col("most").is_null()
    wholes = wholes.select(
        *key,
        whole="scaled",
        whole_low=pl.min_horizontal(low, "least", "scaled"),
        whole_high=pl.when(~open_).then(pl.max_horizontal(high, "most", "scaled")),
    )
    return (
        cut.drop("whole", "whole_low", "whole_high")
        .join(wholes, on=key, how="left", maintain_order="left")
        .with_columns(family=pl.col("family") + " " + pl.col("unit"))
    )


def products(frame: pl.DataFrame, value: str, num: str, den: str) -> pl.Series:
    """value * num / den to the cent, each distinct one computed once in Python; null where one of them is."""
    key = [value, num, den]
    distinct = frame.lazy().select(key).drop_nulls().unique().collect()
    if distinct.is_empty():  # what is exact has nothing to be cut
        return pl.Series(value, [None] * frame.height, dtype=DECIMAL)
    found = [multiplied(each, Decimal(by), Decimal(over)) for each, by, over in distinct.iter_rows()]
    if any(abs(each) >= SUM_LIMIT for each in found):
        raise TooLarge("one currency")
    results = distinct.with_columns(product=pl.Series(found, dtype=DECIMAL))
    joined = frame.select(key).join(results, on=key, how="left", maintain_order="left")
    return joined["product"].alias(value)
