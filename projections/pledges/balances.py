"""Piles: what each claim's money came to, within its own pledge."""

from __future__ import annotations

import polars as pl

from bilat.projections.pledges.intervals import DECIMAL, ZERO, high_of, low_of

BALANCES: dict[str, pl.DataType] = {
    "seq": pl.UInt32(),
    "stream": pl.String(),
    "unit": pl.String(),
    "at": DECIMAL,
    "value": DECIMAL,
    "reason": pl.String(),
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
    "event": pl.String(),
    "day": pl.Date(),
    "stated_low": DECIMAL,
    "stated_high": DECIMAL,
    "stated_about": pl.Boolean(),
}
_BALANCE = ["stream", "unit"]


def balances(claims: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Divide every claim into lots: columns `STANDING`, in no promised order; no lot has value 0.

    `reason` is null for what stands, else `running-total`, `restated`, `superseded` or `cancelled`. `at` is
    where in its claim the lot begins; `low` and `high` (null: open) are those of the current amount, told
    of standing money only; `stated_low` and `stated_high` the lot's part of what its claim said. `paid` is one row
    a cancelled pledge and unit: (stream, unit, moved), what stands is cut down to it; a cancelled pledge that
    paid nothing has a row with null unit.
    """
    aside = claims.filter(pl.col("role").is_in(["restated", "running-total"]))
    own = claims.filter(pl.col("role").is_in(["to", "by"]))
    alone = (pl.len().over("stream") == 1) & (pl.col("amount") > ZERO)
    balances = pl.concat([_single(own.filter(alone)), _balanced(own.filter(~alone))])
    cut = _cancelled(balances, paid)
    lots = pl.concat(
        [
            aside.select("seq", "stream", "unit", at=ZERO, value="amount", reason="role", **_NO_INTERVAL),
            *(_lots(cut, name) for name in ("restated", "kept", "cancelled", "superseded")),
        ]
    )
    return lots_of_balances(lots, claims).select(BALANCES.keys())


def lots_of_balances(lots: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Add to lots (seq, at, value) their event, its day, and their part of what it said, as `STANDING` has them."""
    rows = claims.select("seq", "event", "day", "amount", whole_low="low", whole_high="high", stated_about="about")
    return (
        lots.join(rows, on="seq")
        .with_columns(
            stated_low=low_of(pl.col("amount"), pl.col("whole_low"), pl.col("at"), pl.col("value")),
            stated_high=high_of(pl.col("amount"), pl.col("whole_high"), pl.col("at"), pl.col("value")),
        )
        .drop("amount", "whole_low", "whole_high")
    )


_NO_INTERVAL = {
    "low": pl.lit(None, DECIMAL),
    "high": pl.lit(None, DECIMAL),
    "about": pl.lit(None, pl.Boolean),
}


def _single(own: pl.DataFrame) -> pl.DataFrame:
    """Return the only claim of its pledge: all of it stands."""
    return own.select(
        "seq",
        "stream",
        "unit",
        start=ZERO,
        restated=ZERO,
        kept="amount",
        superseded=ZERO,
        whole="amount",
        whole_low="low",
        whole_high="high",
        about="about",
        base=ZERO,
    )


def _balanced(own: pl.DataFrame) -> pl.DataFrame:
    """Pile up the claims of each pledge and unit, the newest money on top; falls are taken from there.

    `to r` sets the height of the balance to r, `by a` raises it by a. A claim's money lies at [before, before
    + new); what is left of it in the end lies below every later height. (seq, stream, unit, start: where it
    lies in the balance, restated, kept, superseded; whole, whole_low, whole_high, about: the amount whose bound
    the kept money has; base: where in that amount it begins.)
    """
    positive = pl.col("amount") > ZERO
    sinking = _sinking(own.filter(~positive), own.filter(positive))
    rows = _with_resets(own.filter(positive)).sort(*_BALANCE, "seq")
    to = pl.col("role") == "to"
    rows = (
        rows.with_columns(segment=to.cum_sum().over(_BALANCE))
        .with_columns(height=pl.col("amount").cum_sum().over([*_BALANCE, "segment"]))
        .with_columns(
            start=pl.col("height").shift(1, fill_value=0).over(_BALANCE),
            ceiling=pl.col("height").cum_min(reverse=True).shift(-1).over(_BALANCE),
        )
    )
    if not sinking.is_empty():
        limits = sinking.unique(_BALANCE).select(*_BALANCE, limit=pl.col("piled") - pl.col("matched"))
        rows = rows.join(limits, on=_BALANCE, how="left", maintain_order="left").with_columns(
            ceiling=pl.min_horizontal("ceiling", "limit")
        )
    fresh = pl.max_horizontal(pl.col("height") - pl.col("start"), ZERO)
    left = pl.min_horizontal("height", "ceiling") - pl.col("start")  # a null ceiling is none
    rows = rows.with_columns(fresh=fresh, kept=pl.max_horizontal(left, ZERO))
    rows = _current(rows).filter(pl.col("amount") > ZERO)
    piled = rows.select(
        "seq",
        "stream",
        "unit",
        "start",
        restated=pl.when(to).then(pl.min_horizontal("amount", "start")).otherwise(ZERO),
        kept="kept",
        superseded=pl.col("fresh") - pl.col("kept"),
        whole="whole",
        whole_low="whole_low",
        whole_high="whole_high",
        about="whole_about",
        base="base",
    )
    sunk = sinking.select(
        "seq",
        "stream",
        "unit",
        start=ZERO,
        restated=ZERO,
        kept=pl.col("amount") + pl.col("lost"),
        superseded=-pl.col("lost"),
        whole="amount",
        whole_low="low",
        whole_high="high",
        about="about",
        base=-pl.col("lost"),
    )
    return pl.concat([piled, sunk])


def _with_resets(own: pl.DataFrame) -> pl.DataFrame:
    """Where a pledge is told in several units, let `to r` in one unit be `to 0` in its others."""
    mixed = own.filter(pl.col("unit").n_unique().over("stream") > 1)
    if mixed.is_empty():
        return own
    others = mixed.select("stream", other="unit").unique()
    resets = (
        mixed.filter(role="to")
        .join(others, on="stream")
        .filter(pl.col("other") != pl.col("unit"))
        .with_columns(unit="other", amount=ZERO, low=ZERO, high=ZERO)
        .select(own.columns)
    )
    return pl.concat([own, resets])


def _current(rows: pl.DataFrame) -> pl.DataFrame:
    """Join the amount whose bound each kept piece has: the last `to r` above it, else its own claim's."""
    last = (
        rows.filter(role="to")
        .group_by(_BALANCE)
        .agg(pl.col("seq", "amount", "low", "high", "about").sort_by("seq").last().name.prefix("last_"))
    )
    rows = rows.join(last, on=_BALANCE, how="left", maintain_order="left")
    below = pl.col("seq") <= pl.col("last_seq")
    return rows.with_columns(
        whole=pl.when(below).then("last_amount").otherwise("amount"),
        whole_low=pl.when(below).then("last_low").otherwise("low"),
        whole_high=pl.when(below).then("last_high").otherwise("high"),
        whole_about=pl.when(below).then("last_about").otherwise("about"),
        base=pl.when(below).then("start").otherwise(ZERO),
    )


def _sinking(negative: pl.DataFrame, positive: pl.DataFrame) -> pl.DataFrame:
    """Decommitments and refunds that stand in, oldest first: `lost` is set off against positive money.

    The frame's columns, and (piled: the positive money of its pledge and unit, matched, lost) Decimals from 0
    up.
    """
    piled = positive.group_by(_BALANCE).agg(piled=pl.col("amount").sum())
    owed = -pl.col("amount")
    return (
        negative.sort(*_BALANCE, "seq")
        .join(piled, on=_BALANCE, how="left", maintain_order="left")
        .with_columns(pl.col("piled").fill_null(0))
        .with_columns(matched=pl.min_horizontal(owed.sum().over(_BALANCE), "piled"), end=owed.cum_sum().over(_BALANCE))
        .with_columns(lost=pl.max_horizontal(pl.min_horizontal("end", "matched") - (pl.col("end") - owed), ZERO))
    )


def _cancelled(balances: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Cut the balances of cancelled pledges down to what was paid; what is left then is exact."""
    if paid.is_empty():
        return balances.with_columns(cancelled=ZERO)
    moved = paid.filter(pl.col("unit").is_not_null()).with_columns(moved=pl.max_horizontal("moved", ZERO))
    hit = balances.join(paid, on="stream", how="semi").join(moved, on=_BALANCE, how="left")
    top = pl.col("start") + pl.col("kept")
    hit = hit.with_columns(pl.col("moved").fill_null(0)).with_columns(
        cut=pl.when(pl.col("kept") > ZERO)
        .then(pl.max_horizontal(top - pl.max_horizontal("moved", "start"), ZERO))
        .otherwise(ZERO)
    )
    paid_out = (pl.col("cut") > ZERO).any().over(_BALANCE) & (pl.col("kept") > ZERO)
    hit = hit.with_columns(kept=pl.col("kept") - pl.col("cut"), paid_out=paid_out).with_columns(
        *(
            pl.when("paid_out").then("kept").otherwise(name).alias(name)
            for name in ("whole", "whole_low", "whole_high")
        ),
        base=pl.when("paid_out").then(ZERO).otherwise("base"),
        about=pl.col("about") & ~pl.col("paid_out"),
    )
    rest = balances.join(paid, on="stream", how="anti").with_columns(cancelled=ZERO)
    return pl.concat([rest, hit.rename({"cut": "cancelled"}).select(rest.columns)])


def _lots(balances: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the lots of one column of the balances."""
    stands = name == "kept"
    before = {
        "restated": ZERO,
        "kept": pl.col("restated") + pl.when(pl.col("kept") < ZERO).then("superseded").otherwise(ZERO),
        "cancelled": pl.col("restated") + pl.col("kept"),
        "superseded": pl.col("restated")
        + pl.when(pl.col("superseded") > ZERO).then(pl.col("kept") + pl.col("cancelled")).otherwise(ZERO),
    }
    interval = {
        "low": low_of(pl.col("whole"), pl.col("whole_low"), pl.col("base"), pl.col("kept")),
        "high": high_of(pl.col("whole"), pl.col("whole_high"), pl.col("base"), pl.col("kept")),
        "about": pl.col("about"),
    }
    return balances.filter(pl.col(name) != ZERO).select(
        "seq",
        "stream",
        "unit",
        at=before[name],
        value=name,
        reason=pl.lit(None if stands else name, pl.String),
        **(interval if stands else _NO_INTERVAL),
    )
