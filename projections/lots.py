"""Lots: every telling of the report's pledges divided, each lot with one fate."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections import mergers, pledges, tellings
from bilat.projections.boundary import Boundary
from bilat.projections.intervals import DECIMAL, ZERO, high_of, low_of
from bilat.projections.piles import standing
from bilat.projections.umbrellas import COVERED, Covered, cover

LOTS: dict[str, pl.DataType] = {
    "event": pl.String(), "stream": pl.String(), "day": pl.Date(), "seq": pl.UInt32(), "unit": pl.String(),
    "at": DECIMAL, "value": DECIMAL, "fate": pl.String(), "reason": pl.String(),
    "donor": pl.String(), "recipient": pl.String(), "instrument": pl.String(), "flow": pl.String(),
    "topics": pl.String(), "stage": pl.String(),
    "told_low": DECIMAL, "told_high": DECIMAL, "told_about": pl.Boolean(),
    "low": DECIMAL, "high": DECIMAL, "about": pl.Boolean(),
    "family": pl.String(), "whole": DECIMAL, "whole_low": DECIMAL, "whole_high": DECIMAL,
}  # fmt: skip
"""One row a lot, ordered by day, stream, `seq` (fold order) and `at` (where in its telling it begins); never
value 0.

`fate` is net, mobilised or excluded, the last with a `reason`. donor, recipient and topics are sorted and
joined by `+`; flow is null and instrument `unspecified` where nobody told. Values are nominal, in `unit`;
`told_low` and `told_high` (null: open) are the lot's part of what its telling said, `low` and `high` what is
counted now (null for the excluded). Counted lots of a pledge with umbrella or parts name their `family`:
where all of it is in a sum (`whole`), its interval is `whole_low` to `whole_high` instead.
"""


class Ledger(NamedTuple):
    """The money of a relation: `lots` (`LOTS`), and what the rows of a report are made of.

    `events` are those of the report's pledges and programmes (`pledges.MONEY`), `openings` what each one is
    (`pledges.described`), `told` their tellings (`tellings.TELLINGS`), `piles` what became of each within its
    own pledge (`piles.STANDING`), `remainders` what of an umbrella's money no part takes up
    (`umbrellas.REMAINDERS`).
    """

    lots: pl.DataFrame
    events: pl.DataFrame
    openings: pl.DataFrame
    told: pl.DataFrame
    piles: pl.DataFrame
    remainders: pl.DataFrame


def lots(view: pl.LazyFrame, boundary: Boundary) -> pl.DataFrame:
    """The lots of a relation's pledges and programmes: `LOTS`. No window and no filter applies yet."""
    return ledger(view, boundary).lots


def ledger(view: pl.LazyFrame, boundary: Boundary) -> Ledger:
    """Divide every telling of the relation's pledges and programmes, in the order of design section 6.

    `view` is what the clocks let be seen (`clocks.view`). Nothing recorded gives empty frames.
    """
    events = pledges.events(view)
    openings = pledges.openings(events)
    report = pledges.reported(view, openings, boundary)
    here = events.join(report, on="stream", how="semi", maintain_order="left")
    told = tellings.tellings(here, openings)
    piles = standing(told, _paid(here))
    merged = mergers.merged(events)
    promises = openings.join(report, on="stream").filter(stream_type="pledge").select("stream")
    tells = told.filter(pl.col("role").is_in(["to", "by"])).select("stream").unique()
    survivors = mergers.survivors(merged, tells.join(promises, on="stream", how="semi"))
    decided = piles.with_columns(reason=_set_aside(openings, report, survivors))
    counted = decided.filter(pl.col("reason").is_null())
    alive = counted.filter(pl.col("value") > ZERO).select("stream").unique()
    tree = mergers.tree(openings, survivors, promises, alive)
    covered = cover(counted, tree, told)
    described = pledges.described(
        openings.join(report, on="stream", how="semi", maintain_order="left"),
        tree,
        pledges.stages(here, merged),
    )
    rest = decided.filter(pl.col("reason").is_not_null()).with_columns(worn="stream", root=pl.lit(None, pl.String))
    everything = pl.concat([covered.lots, rest.select(COVERED.keys())])
    return Ledger(_finished(everything, covered, told, described), here, described, told, piles, covered.remainders)


def _paid(events: pl.DataFrame) -> pl.DataFrame:
    """What cancelled pledges paid: (stream, unit, moved), unit null where nothing."""
    cancelled = events.filter(kind="pledge-cancelled").select("stream").unique()
    paid = tellings.moved(events.join(cancelled, on="stream", how="semi"), "pledge-disbursed")
    return cancelled.join(paid.select("stream", "unit", "moved"), on="stream", how="left")


def _set_aside(openings: pl.DataFrame, report: pl.DataFrame, survivors: pl.DataFrame) -> pl.Expr:
    """Why a pledge's standing money does not count at all: merged, not-new or shared; other reasons stay."""
    stream = pl.col("stream")
    passed_on = openings.filter(~pl.col("new_money").fill_null(True))["stream"]
    shared = report.filter("shared")["stream"]
    return (
        pl.when(pl.col("reason").is_not_null())
        .then("reason")
        .when(stream.is_in(survivors["stream"].implode()))
        .then(pl.lit("merged"))
        .when(stream.is_in(passed_on.implode()))
        .then(pl.lit("not-new"))
        .when(stream.is_in(shared.implode()))
        .then(pl.lit("shared"))
    )


def _finished(lots: pl.DataFrame, covered: Covered, told: pl.DataFrame, described: pl.DataFrame) -> pl.DataFrame:
    """Join attributes, the telling's own bound and the family to the lots, and name their fates: `LOTS`."""
    attributes = described.select("donor", "recipient", "instrument", "flow", "topics", "stage", worn="stream")
    joined = ["donor", "recipient", "topics"]
    attributes = attributes.with_columns(pl.col(joined).list.unique().list.sort().list.join("+"))
    stated = told.select(
        "seq", "event", "day", "amount", amount_low="low", amount_high="high", told_about="about"
    )  # fmt: skip
    counted = pl.col("reason").is_null()
    mobilised = pl.col("flow").is_in(["private", "mixed"])
    found = (
        lots.join(stated, on="seq")
        .join(attributes, on="worn", how="left")
        .with_columns(
            fate=pl.when(~counted)
            .then(pl.lit("excluded"))
            .when(mobilised)
            .then(pl.lit("mobilised"))
            .otherwise(pl.lit("net")),
            told_low=low_of(pl.col("amount"), pl.col("amount_low"), pl.col("at"), pl.col("value")),
            told_high=high_of(pl.col("amount"), pl.col("amount_high"), pl.col("at"), pl.col("value")),
            **{name: pl.when(counted).then(name) for name in ("low", "high", "about")},
            family=pl.when(counted).then("root"),
        )
    )
    wholes = found.filter(pl.col("family").is_not_null()).group_by("family", "unit").agg(whole=pl.col("value").sum())
    wholes = wholes.join(covered.families.rename({"root": "family"}), on=["family", "unit"])
    found = found.join(wholes, on=["family", "unit"], how="left")
    return found.sort("day", "stream", "seq", "at").select(LOTS.keys())
