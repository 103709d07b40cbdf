"""Families: what each pledge brings to the totals, so that an umbrella and its parts count once.

A family counts what was committed and paid once, as it counts what was promised: per unit the larger of what the
umbrella says and what its parts say together. From the bottom up each pledge keeps what it says beyond its parts, so
that all that is kept adds up to the family's (`docs/counting.md`, "Delivery"):

      promised  whole 50, of which part a 30           kept: a 30, whole 20
      paid      whole 25, part a 10                    kept: a 10, whole 15
      open      part a 30 - 10, whole 20 - 15          kept: a 20, whole  5        together 50 - 25

What an umbrella paid beyond its own remainder pays off its parts. The fold's twin is in `fold/delivery.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import polars as pl

from bilat.projections.delivery.moves import SUMS
from bilat.projections.graphs import depths
from bilat.projections.pledges.intervals import ZERO
from bilat.projections.pledges.limits import check_sums

LINES = ("promised", "committed", "paid", "open")
KEPT: dict[str, pl.DataType] = {**SUMS, "line": pl.String()}
"""A row a pledge, unit and line: what it brings to the totals; high null where open."""
_NODE = ["stream", "unit"]
_STATED = LINES[:3]
_HANDED = LINES[1:]
_ENDS = ("", "_low", "_high")


def settle(stated: Mapping[str, pl.DataFrame], edges: pl.DataFrame) -> pl.DataFrame:
    """Return what each pledge brings to the totals: `KEPT`, in no order.

    `stated` has by line (`moves.SUMS` each) what is `promised`: what counts of a pledge's own money and of its
    umbrella's that stands for it; and what its own events say is `committed` and `paid`. `edges` are the parts and
    their nearest standing umbrellas (`graphs.EDGES`). A loop over the levels of the tree, from the deepest up. Raises
    TooLarge where sums could overflow.
    """
    for each in stated.values():
        check_sums(each, "value", "high")
    own = _nodes(stated, edges)
    deepest = own["depth"].max()
    below, done = _handed_on(_settled(own.clear(), None)), []
    for depth in range(deepest if isinstance(deepest, int) else 0, -1, -1):
        level = _settled(own.filter(depth=depth), below)
        below = _handed_on(level)
        done.append(level)
    return _lines(_paid_off(pl.concat(done)))


def _nodes(stated: Mapping[str, pl.DataFrame], edges: pl.DataFrame) -> pl.DataFrame:
    """One row a pledge and unit of it or of its parts: what is stated, 0 where nothing is; up, root, depth.

    Each line has its value, `_low`, `_high` (0 where open), `_open` and `_about`.
    """
    tree = depths(edges).join(edges, on="stream", how="left")
    frames = [
        each.select(
            *_NODE,
            pl.col("value").alias(line),
            pl.col("low").alias(f"{line}_low"),
            pl.col("high").fill_null(ZERO).alias(f"{line}_high"),
            pl.col("high").is_null().alias(f"{line}_open"),
            pl.col("about").alias(f"{line}_about"),
        )
        for line, each in stated.items()
    ]
    units = pl.concat([each.select(_NODE) for each in frames]).unique()
    in_family = units.join(tree.select("stream", "root"), on="stream").select("root", "unit").unique()
    everywhere = in_family.join(tree.select("stream", "root"), on="root").select(_NODE)
    every = pl.concat([units, everywhere]).unique()
    rows = reduce(lambda one, other: one.join(other, on=_NODE, how="left"), frames, every)
    return rows.join(tree, on="stream", how="left").with_columns(
        pl.col("depth").fill_null(0),
        pl.col("root").fill_null(pl.col("stream")),
        pl.col([f"{line}{end}" for line in _STATED for end in _ENDS]).fill_null(ZERO),
        pl.col([f"{line}_{mark}" for line in _STATED for mark in ("open", "about")]).fill_null(False),
    )


def _settled(own: pl.DataFrame, below: pl.DataFrame | None) -> pl.DataFrame:
    """Add to the nodes of a level what their families come to (`committed_all`, ...), and what they keep of it.

    `below` is what the parts of each come to together, as `_handed_on` gives it.
    """
    names = [f"{line}{end}" for line in _HANDED for end in (*_ENDS, "_open", "_about")]
    if below is None:
        filled = own.with_columns(_none(name).alias(f"{name}_below") for name in names)
    else:
        filled = own.join(below, left_on=_NODE, right_on=["up", "unit"], how="left").with_columns(
            pl.col(f"{name}_below").fill_null(_none(name)) for name in names
        )
    larger = {
        f"{line}{end}_all": pl.max_horizontal(f"{line}{end}", f"{line}{end}_below")
        for line in ("committed", "paid")
        for end in (*_ENDS, "_open", "_about")
    }
    rows = filled.with_columns(**larger)
    kept = {
        f"{line}{end}": pl.col(f"{line}{end}_all") - pl.col(f"{line}{end}_below")
        for line in ("committed", "paid")
        for end in _ENDS
    }
    unsure = pl.col("paid_open")  # of the node's own payments: nobody knows how much more they were
    rows = rows.with_columns(**kept)
    still = {
        "open_all": pl.col("open_below") + pl.col("promised") - pl.col("paid"),
        "open_low_all": pl.when(~unsure)
        .then(pl.col("open_low_below") + pl.col("promised_low") - pl.col("paid_high"))
        .otherwise(ZERO),
        "open_high_all": pl.col("open_high_below") + pl.col("promised_high") - pl.col("paid_low"),
    }
    rows = rows.with_columns(
        **{name: pl.max_horizontal(each, ZERO) for name, each in still.items()},
        open_open_all=pl.col("promised_open") | pl.col("open_open_below"),
        open_about_all=pl.col("promised_about") | pl.col("paid_about") | pl.col("open_about_below"),
    )
    return rows.with_columns(
        *((pl.col(f"open{end}_all") - pl.col(f"open{end}_below")).alias(f"open{end}") for end in _ENDS),
        open_open=pl.col("promised_open"),
        open_about=pl.col("promised_about") | pl.col("paid_about"),
    )


def _none(name: str) -> pl.Expr:
    """Return what stands in a column where there is nothing."""
    return pl.lit(False) if name.endswith(("_open", "_about")) else ZERO


def _handed_on(level: pl.DataFrame) -> pl.DataFrame:
    """Add up what the families of a level come to, for the umbrellas above them: (up, unit, committed_below, ...)."""
    names = [f"{line}{end}" for line in _HANDED for end in _ENDS]
    marks = [f"{line}_{mark}" for line in _HANDED for mark in ("open", "about")]
    return (
        level.filter(pl.col("up").is_not_null())
        .group_by("up", "unit")
        .agg(
            *(pl.col(f"{name}_all").sum().alias(f"{name}_below") for name in names),
            *(pl.col(f"{name}_all").any().alias(f"{name}_below") for name in marks),
        )
    )


def _paid_off(nodes: pl.DataFrame) -> pl.DataFrame:
    """Set what umbrellas paid beyond their remainders (open below 0) against their parts, the first by name first."""
    family = ["root", "unit"]
    if nodes.filter(pl.min_horizontal("open", "open_low", "open_high") < ZERO).is_empty():
        return nodes
    nodes = nodes.sort(*family, "stream")
    for end in _ENDS:
        still = pl.max_horizontal(pl.col(f"open{end}"), ZERO)
        beyond = pl.max_horizontal(-pl.col(f"open{end}"), ZERO).sum().over(family)
        left = pl.min_horizontal(still, still.cum_sum().over(family) - beyond)
        nodes = nodes.with_columns(pl.max_horizontal(left, ZERO).alias(f"open{end}"))
    return nodes


def _lines(nodes: pl.DataFrame) -> pl.DataFrame:
    """Return the nodes as `KEPT`, without lines that bring nothing."""
    lines = [
        nodes.select(
            *_NODE,
            value=line,
            low=pl.min_horizontal(f"{line}_low", line),
            high=pl.when(~pl.col(f"{line}_open")).then(pl.max_horizontal(f"{line}_high", line)),
            about=f"{line}_about",
            line=pl.lit(line),
        ).filter((pl.col("value") != ZERO) | (pl.col("low") != ZERO) | (pl.col("high") != ZERO).fill_null(True))
        for line in LINES
    ]
    return pl.concat(lines).select(KEPT.keys())
