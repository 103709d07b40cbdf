"""Balances: what each claim's money came to, within its own pledge (`docs/counting.md`, "Balances").

Per pledge and unit the money is a stack, the newest on top. `to r` sets its height, `by a` raises it, and what a later
height cuts off is superseded, from the top:

      15              +----+
      10   +----+     | by |                  effective   8 of the first claim
       8   | to |     +----+      +----+      superseded  2 of the first, 5 of the second
       0   +----+     |    |      | to |      restated    8 of the third, which says again what is there
           to 10       by 5        to 8

The steps: `_single` (nothing to stack), `_stacked` (heights, and what is left below later ones; `_with_resets` and
`_offsets` before it, `_current` after), `_cancelled` (cut down to what was paid), `_lots` (a column becomes lots).
The fold's twin is `fold/pieces.py`: a change here is made there too.
"""

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
_CLAIM = ("seq", *_BALANCE)
_OWN_BOUND = {"whole": "amount", "whole_low": "low", "whole_high": "high", "about": "about"}


def balances(claims: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Divide every claim into lots: columns `BALANCES`, in no promised order; no lot has value 0.

    `reason` is null for what stands, else `running-total`, `restated`, `superseded` or `cancelled`. `at` is
    where in its claim the lot begins; `low` and `high` (null: open) are those of the current amount, of
    standing money only; `stated_low` and `stated_high` the lot's part of what its claim said. `paid` is (stream, unit,
    moved), one row a cancelled pledge and unit, to which what stands is cut down; null unit where nothing was paid.
    """
    set_aside = claims.filter(pl.col("role").is_in(["restated", "running-total"]))
    own = claims.filter(pl.col("role").is_in(["to", "by"]))
    alone = (pl.len().over("stream") == 1) & (pl.col("amount") > ZERO)
    stacks = _cancelled(pl.concat([_single(own.filter(alone)), _stacked(own.filter(~alone))]), paid)
    lots = pl.concat(
        [
            set_aside.select("seq", "stream", "unit", at=ZERO, value="amount", reason="role", **_NO_INTERVAL),
            *(_lots(stacks, name) for name in ("restated", "effective", "cancelled", "superseded")),
        ]
    )
    return lots_of_balances(lots, claims).select(BALANCES.keys())


def lots_of_balances(lots: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Add to lots (seq, at, value) their event, its day, and their part of what it said, as `BALANCES` has them."""
    stated = claims.select("seq", "event", "day", "amount", whole_low="low", whole_high="high", stated_about="about")
    return (
        lots.join(stated, on="seq")
        .with_columns(
            stated_low=low_of(pl.col("amount"), pl.col("whole_low"), pl.col("at"), pl.col("value")),
            stated_high=high_of(pl.col("amount"), pl.col("whole_high"), pl.col("at"), pl.col("value")),
        )
        .drop("amount", "whole_low", "whole_high")
    )


_NO_INTERVAL = {"low": pl.lit(None, DECIMAL), "high": pl.lit(None, DECIMAL), "about": pl.lit(None, pl.Boolean)}


def _single(own: pl.DataFrame) -> pl.DataFrame:
    """Stack the only claim of its pledge: all of it is effective."""
    return own.select(
        *_CLAIM,
        start=ZERO,
        restated=ZERO,
        effective="amount",
        superseded=ZERO,
        **_OWN_BOUND,
        base=ZERO,
    )


def _stacked(own: pl.DataFrame) -> pl.DataFrame:
    """Stack the claims of each pledge and unit, the newest money on top; falls are taken from there.

    `to r` sets the height of the balance to r, `by a` raises it by a. A claim's money lies at [before, before
    + new); what is left of it in the end lies below every later height. (seq, stream, unit, start: where it
    lies in the balance, restated, effective, superseded; whole, whole_low, whole_high, about: the amount whose bound
    the effective money has; base: where in that amount it begins.)
    """
    positive = pl.col("amount") > ZERO
    offsets = _offsets(own.filter(~positive), own.filter(positive))
    rows = _with_resets(own.filter(positive)).sort(*_BALANCE, "seq")
    to = pl.col("role") == "to"
    # Each `to` begins a segment, in which heights are plain sums of what it and the `by`s after it say. A claim begins
    # at the height before it, and the lowest height after it is its ceiling: no money of it is left above that.
    rows = (
        rows.with_columns(segment=to.cum_sum().over(_BALANCE))
        .with_columns(height=pl.col("amount").cum_sum().over([*_BALANCE, "segment"]))
        .with_columns(
            start=pl.col("height").shift(1, fill_value=0).over(_BALANCE),
            ceiling=pl.col("height").cum_min(reverse=True).shift(-1).over(_BALANCE),
        )
    )
    if not offsets.is_empty():
        # What decommitments take off comes from the newest money, so it lowers every ceiling to what they leave.
        limits = offsets.unique(_BALANCE).select(*_BALANCE, limit=pl.col("positive_money") - pl.col("matched"))
        rows = rows.join(limits, on=_BALANCE, how="left", maintain_order="left").with_columns(
            ceiling=pl.min_horizontal("ceiling", "limit")
        )
    fresh = pl.max_horizontal(pl.col("height") - pl.col("start"), ZERO)
    left = pl.min_horizontal("height", "ceiling") - pl.col("start")  # a null ceiling is none
    rows = rows.with_columns(fresh=fresh, effective=pl.max_horizontal(left, ZERO))
    rows = _current(rows).filter(pl.col("amount") > ZERO)
    stacked = rows.select(
        *_CLAIM,
        "start",
        restated=pl.when(to).then(pl.min_horizontal("amount", "start")).otherwise(ZERO),
        effective="effective",
        superseded=pl.col("fresh") - pl.col("effective"),
        whole="whole",
        whole_low="whole_low",
        whole_high="whole_high",
        about="whole_about",
        base="base",
    )
    owing = offsets.select(
        *_CLAIM,
        start=ZERO,
        restated=ZERO,
        effective=pl.col("amount") + pl.col("lost"),
        superseded=-pl.col("lost"),
        **_OWN_BOUND,
        base=-pl.col("lost"),
    )
    return pl.concat([stacked, owing])


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
    """Join the amount whose bound each effective piece has: the last `to r` above it, else its own claim's."""
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


def _offsets(negative: pl.DataFrame, positive: pl.DataFrame) -> pl.DataFrame:
    """Decommitments and refunds that stand in, oldest first: `lost` is set off against positive money.

    The frame's columns, and (positive_money: the positive money of its pledge and unit, matched, lost) Decimals from 0
    up.
    """
    positive_money = positive.group_by(_BALANCE).agg(positive_money=pl.col("amount").sum())
    owed = -pl.col("amount")
    return (
        negative.sort(*_BALANCE, "seq")
        .join(positive_money, on=_BALANCE, how="left", maintain_order="left")
        .with_columns(pl.col("positive_money").fill_null(0))
        .with_columns(
            matched=pl.min_horizontal(owed.sum().over(_BALANCE), "positive_money"), end=owed.cum_sum().over(_BALANCE)
        )
        .with_columns(lost=pl.max_horizontal(pl.min_horizontal("end", "matched") - (pl.col("end") - owed), ZERO))
    )


def _cancelled(balances: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Cut the balances of cancelled pledges down to what was paid; what is left then is exact."""
    if paid.is_empty():
        return balances.with_columns(cancelled=ZERO)
    moved = paid.filter(pl.col("unit").is_not_null()).with_columns(moved=pl.max_horizontal("moved", ZERO))
    hit = balances.join(paid, on="stream", how="semi").join(moved, on=_BALANCE, how="left")
    top = pl.col("start") + pl.col("effective")
    hit = hit.with_columns(pl.col("moved").fill_null(0)).with_columns(
        cut=pl.when(pl.col("effective") > ZERO)
        .then(pl.max_horizontal(top - pl.max_horizontal("moved", "start"), ZERO))
        .otherwise(ZERO)
    )
    # What was paid is known to the cent: where a cut leaves some of a claim, the bound of the promise no longer holds.
    paid_out = (pl.col("cut") > ZERO).any().over(_BALANCE) & (pl.col("effective") > ZERO)
    hit = hit.with_columns(effective=pl.col("effective") - pl.col("cut"), paid_out=paid_out).with_columns(
        *(
            pl.when("paid_out").then("effective").otherwise(name).alias(name)
            for name in ("whole", "whole_low", "whole_high")
        ),
        base=pl.when("paid_out").then(ZERO).otherwise("base"),
        about=pl.col("about") & ~pl.col("paid_out"),
    )
    rest = balances.join(paid, on="stream", how="anti").with_columns(cancelled=ZERO)
    return pl.concat([rest, hit.rename({"cut": "cancelled"}).select(rest.columns)])


def _lots(balances: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the lots of one column of the balances."""
    effective = name == "effective"
    before = {
        "restated": ZERO,
        "effective": pl.col("restated") + pl.when(pl.col("effective") < ZERO).then("superseded").otherwise(ZERO),
        "cancelled": pl.col("restated") + pl.col("effective"),
        "superseded": pl.col("restated")
        + pl.when(pl.col("superseded") > ZERO).then(pl.col("effective") + pl.col("cancelled")).otherwise(ZERO),
    }
    interval = {
        "low": low_of(pl.col("whole"), pl.col("whole_low"), pl.col("base"), pl.col("effective")),
        "high": high_of(pl.col("whole"), pl.col("whole_high"), pl.col("base"), pl.col("effective")),
        "about": pl.col("about"),
    }
    return balances.filter(pl.col(name) != ZERO).select(
        *_CLAIM,
        at=before[name],
        value=name,
        reason=pl.lit(None if effective else name, pl.String),
        **(interval if effective else _NO_INTERVAL),
    )
