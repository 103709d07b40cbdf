"""Umbrellas: what of a part's money the whole already holds, from the bottom up (`docs/counting.md`, "Umbrellas").

A whole of 50 with parts of 30 and 40, oldest first:

    whole      |---------------- 50 ----------------|          counted: 50
    parts      |------ a 30 ------|---------- b 40 ----------|
                     part-of 30   |  part-of 20     | 20 |     counted: 20 of b

The steps, for each level of the tree from the deepest up (`_level`): `_cut` the parts' lots into what lies inside the
balance and what lies beyond, let the parts draw on it (`attribution.draws`), see what is left (`_remaining`), and
attribute its money (`attribution.attribute`). What is counted then are the parts of the level above: an
umbrella that is itself a part hands its money on, with what it stands for.
The fold's twin is `fold/umbrellas.py`: a change here is made there too.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.graphs import depths, nearest
from bilat.projections.pledges.attribution import attribute, draws
from bilat.projections.pledges.intervals import DECIMAL, ZERO, high_of, low_of, span_sums

MONEY: dict[str, pl.DataType] = {
    "seq": pl.UInt32(),
    "stream": pl.String(),
    "unit": pl.String(),
    "at": DECIMAL,
    "value": DECIMAL,
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
}
COVERED = {**MONEY, "reason": pl.String(), "attributed_to": pl.String(), "root": pl.String()}
FAMILIES = {"root": pl.String(), "unit": pl.String(), "whole_low": DECIMAL, "whole_high": DECIMAL}
REMAINDERS = {name: MONEY[name] for name in ("stream", "unit", "value", "low", "high", "about")}
_UMBRELLA = ["up", "unit"]
_LIVE = [*MONEY, "attributed_to", "place", "up"]


class Covered(NamedTuple):
    """What umbrellas leave of the standing lots.

    - `lots` (`COVERED`): the lots given, some cut in two; reason is `part-of` or null, attributed_to the stream whose
      attributes the lot has, root the uppermost umbrella (null outside any family)
    - `families` (`FAMILIES`): the low and high of each family counted whole, per unit
    - `remainders` (`REMAINDERS`): what of each umbrella's money no part takes up, by stream and unit
    """

    lots: pl.DataFrame
    families: pl.DataFrame
    remainders: pl.DataFrame


def cover(lots: pl.DataFrame, tree: pl.DataFrame, rows: pl.DataFrame) -> Covered:
    """Let every standing umbrella cover the counted money of its parts, the deepest first.

    `lots` are the standing lots (`MONEY`), `tree` the parts and their wholes (`mergers.tree`), `rows` the
    claims' (seq, day, amount, equivalents, years). Lots below 0 neither cover nor are covered. A loop over
    the tree's levels.
    """
    positive = pl.col("value") > ZERO
    standing = lots.filter(positive).select("stream").unique()
    ups = nearest(tree, standing).join(standing, on="stream", how="semi")
    if ups.is_empty():
        plain = _as_it_is(lots)
        return Covered(plain, pl.DataFrame(schema=FAMILIES), pl.DataFrame(schema=REMAINDERS))
    levels = depths(ups)
    family = lots.select(MONEY.keys()).filter(positive).join(levels, on="stream").join(ups, on="stream", how="left")
    family = _placed(family.with_columns(attributed_to="stream"), rows)
    umbrella = pl.col("stream").is_in(ups["up"].implode())
    waiting, live = family.filter(umbrella), family.filter(~umbrella).select(_LIVE)
    done = [_as_it_is(lots.filter(~positive | ~pl.col("stream").is_in(levels["stream"].implode())))]
    sums, remainders = _sums(live), []
    deepest = waiting["depth"].max()
    assert isinstance(deepest, int)
    for depth in range(deepest, -1, -1):
        own = waiting.filter(depth=depth).with_columns(up="stream")
        here = own.select("up").unique()
        level = _level(
            own,
            live.join(here, on="up", how="semi"),
            sums.join(ups, on="stream").join(here, on="up", how="semi"),
            rows,
        )
        handed_on = level.counted.join(ups.select(up="stream", above="up"), on="up", how="left")
        handed_on = handed_on.with_columns(up="above").select(_LIVE)
        live = pl.concat([live.join(here, on="up", how="anti"), handed_on])
        sums = pl.concat([sums, level.sums])
        done.append(_decided(level.covered, levels, "part-of"))
        remainders.append(level.remainders)
    roots = sums.join(levels.filter(depth=0), on="stream", how="semi")
    return Covered(
        pl.concat([*done, _decided(live, levels, None)]),
        roots.select(root="stream", unit="unit", whole_low="low", whole_high="high"),
        pl.concat(remainders).sort("stream", "unit"),
    )


def _decided(lots: pl.DataFrame, levels: pl.DataFrame, reason: str | None) -> pl.DataFrame:
    return lots.join(levels, on="stream").with_columns(reason=pl.lit(reason, pl.String)).select(COVERED.keys())


def _as_it_is(lots: pl.DataFrame) -> pl.DataFrame:
    return lots.select(MONEY.keys()).with_columns(
        reason=pl.lit(None, pl.String), attributed_to="stream", root=pl.lit(None, pl.String)
    )


def _placed(family: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Add `place`: the order of the claims across streams, by day, stream and version."""
    claims = family.select("seq", "stream").unique().join(rows.select("seq", "day"), on="seq")
    places = claims.sort("day", "stream", "seq").with_row_index("place").select("seq", "place")
    return family.join(places, on="seq")


def _sums(lots: pl.DataFrame) -> pl.DataFrame:
    """Return the low and high of each pledge's own lots: (stream, unit, low, high)."""
    return lots.group_by("stream", "unit").agg(span_sums())


class _Level(NamedTuple):
    covered: pl.DataFrame
    counted: pl.DataFrame
    sums: pl.DataFrame
    remainders: pl.DataFrame


def _level(own: pl.DataFrame, below: pl.DataFrame, parts: pl.DataFrame, rows: pl.DataFrame) -> _Level:
    """Let the umbrellas of one level (`own`, with `up` naming themselves) cover the lots `below` them."""
    umbrella_balances = own.group_by(_UMBRELLA).agg(
        pl.col("value").sum().alias("capacity"), *span_sums(), pl.col("about").any()
    )
    lots = (
        below.join(umbrella_balances.select(*_UMBRELLA, "capacity"), on=_UMBRELLA, how="left")
        .sort(*_UMBRELLA, "place", "at")
        .with_columns(end=pl.col("value").cum_sum().over(_UMBRELLA), foreign=pl.col("capacity").is_null())
    )
    begin = pl.col("end") - pl.col("value")
    inside = pl.max_horizontal(pl.min_horizontal("end", pl.coalesce("capacity", "end")) - begin, ZERO)
    lots = lots.with_columns(inside=inside)
    covered = _cut(lots.filter(pl.col("inside") > ZERO), ZERO, pl.col("inside"))
    rest = pl.col("value") - pl.col("inside")
    beyond = _cut(lots.filter(rest > ZERO), pl.col("inside"), rest)
    wanted = draws(covered, umbrella_balances, rows)
    umbrella_balances = _remaining(umbrella_balances, parts, wanted)
    shares = attribute(own, wanted, umbrella_balances)
    return _Level(
        covered,
        pl.concat([beyond.select(_LIVE), shares.select(_LIVE)]),
        umbrella_balances.select(stream="up", unit="unit", low="whole_low", high="whole_high"),
        umbrella_balances.filter(pl.col("value") > ZERO).rename({"up": "stream"}).select(REMAINDERS.keys()),
    )


def _cut(lots: pl.DataFrame, start: pl.Expr, length: pl.Expr) -> pl.DataFrame:
    """Return the piece [start, start + length) of each lot."""
    return lots.with_columns(
        at=pl.col("at") + start,
        value=length,
        low=low_of(pl.col("value"), pl.col("low"), start, length),
        high=high_of(pl.col("value"), pl.col("high"), start, length),
    )


def _remaining(umbrella_balances: pl.DataFrame, parts: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return what each balance (up, unit, capacity, low, high, about) has left, and what its family counts as a whole.

    The family has the larger low and the larger high of umbrella and parts. The remainder lies between the
    umbrella's low less the parts' high and its high less the parts' low, not below 0 nor short of its own
    nominal value. Returns (up, unit, capacity, drawn, value, low, high, about, whole_low, whole_high).
    """
    same = parts.group_by(_UMBRELLA).agg(span_sums())
    foreign = wanted.filter("foreign").group_by(_UMBRELLA).agg(span_sums())
    drawn = wanted.group_by(_UMBRELLA).agg(drawn=pl.col("value").sum(), approximate=pl.col("about").any())
    rows = (
        umbrella_balances.join(same, on=_UMBRELLA, how="left", suffix="_same")
        .join(foreign, on=_UMBRELLA, how="left", suffix="_foreign")
        .join(drawn, on=_UMBRELLA, how="left")
        .join(same.select(*_UMBRELLA, parted=True), on=_UMBRELLA, how="left")
        .join(foreign.select(*_UMBRELLA, swapped=True), on=_UMBRELLA, how="left")
        .with_columns(pl.col("drawn").fill_null(0), pl.col("approximate", "parted", "swapped").fill_null(False))
    )
    open_parts = pl.col("parted") & pl.col("high_same").is_null()
    open_below = open_parts | (pl.col("swapped") & pl.col("high_foreign").is_null())
    least = pl.col("low_same").fill_null(0) + pl.col("low_foreign").fill_null(0)
    most = pl.col("high_same").fill_null(0) + pl.col("high_foreign").fill_null(0)
    value = pl.col("capacity") - pl.col("drawn")
    low = (
        pl.when(open_below)
        .then(ZERO)
        .otherwise(pl.max_horizontal(pl.min_horizontal(pl.col("low") - most, value), ZERO))
    )
    high = pl.when(pl.col("high").is_not_null()).then(pl.max_horizontal(pl.col("high") - least, value))
    whole_high = pl.when(pl.col("high").is_not_null() & ~open_parts).then(pl.max_horizontal("high", "high_same"))
    return rows.select(
        "up",
        "unit",
        "capacity",
        "drawn",
        value=value,
        low=low,
        high=high,
        about=pl.col("about") | pl.col("approximate"),
        whole_low=pl.max_horizontal("low", "low_same"),
        whole_high=whole_high,
    )
