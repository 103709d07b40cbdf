"""Lots: every claim of the report's pledges divided, each lot with one treatment."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.once import once
from bilat.projections.pledges import identities, mergers
from bilat.projections.pledges.accounts import Accounts, accounts
from bilat.projections.pledges.balances import lots_of_balances
from bilat.projections.pledges.intervals import DECIMAL, ZERO
from bilat.projections.pledges.limits import check_sums
from bilat.projections.pledges.umbrellas import Covered, cover
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import sides

LOTS: dict[str, pl.DataType] = {
    "event": pl.String(),
    "stream": pl.String(),
    "day": pl.Date(),
    "seq": pl.UInt32(),
    "unit": pl.String(),
    "at": DECIMAL,
    "value": DECIMAL,
    "treatment": pl.String(),
    "reason": pl.String(),
    "attributed_to": pl.String(),
    "donor": pl.String(),
    "recipient": pl.String(),
    "instrument": pl.String(),
    "flow": pl.String(),
    "topics": pl.String(),
    "stage": pl.String(),
    "stated_low": DECIMAL,
    "stated_high": DECIMAL,
    "stated_about": pl.Boolean(),
    "low": DECIMAL,
    "high": DECIMAL,
    "about": pl.Boolean(),
    "family": pl.String(),
    "whole": DECIMAL,
    "whole_low": DECIMAL,
    "whole_high": DECIMAL,
}
"""One row a lot, to be ordered by `ORDER`: day, stream, `seq` (fold order in a stream), `at` (where in its claim
it begins); never value 0.

`treatment` is net, mobilised or excluded, the last with a `reason`. `attributed_to` is the pledge that the lot stands
for, whose donor to stage it has: its own, or a part of it. donor, recipient and topics are sorted and
joined by `+`; flow is null and instrument `unspecified` where nobody told. Values are nominal, in `unit`;
`stated_low` and `stated_high` (null: open) are the lot's part of what its claim said, `low` and `high` what is
counted now (null for the excluded). Counted lots of a pledge with umbrella or parts name their `family`:
where all of it is in a sum (`whole`), its interval is `whole_low` to `whole_high` instead.
"""


ORDER = ("day", "stream", "seq", "at")


class PledgeBook(NamedTuple):
    """The money of a relation: `lots` (`LOTS`, in no order), and what the rows of a report are made of.

    `divided` are the lots with their treatments, but without what their pledges are; `view` is what the clocks let
    be seen (`identities.events` puts the money of it in order), `streams` (stream, shared Boolean) the relation's
    pledges and programmes, `openings` what each is (`identities.described`), `claims` what each claims
    (`claims.CLAIMS`), `balances` what became of each within its own pledge (`balances.BALANCES`), `remainders` what of
    an umbrella's money no part takes up (`umbrellas.REMAINDERS`).
    """

    lots: pl.LazyFrame
    divided: pl.LazyFrame
    view: pl.LazyFrame
    streams: pl.LazyFrame
    openings: pl.LazyFrame
    claims: pl.LazyFrame
    balances: pl.LazyFrame
    remainders: pl.DataFrame


def lots(view: pl.LazyFrame, boundary: Boundary) -> pl.DataFrame:
    """Return the lots of a relation's pledges and programmes: `LOTS`. No window and no filter applies yet."""
    return pledge_book(view, boundary).lots.sort(ORDER).collect()


@once(lambda view, boundary, folded=None: (view, boundary.whose, folded))
def pledge_book(view: pl.LazyFrame, boundary: Boundary, folded: Accounts | None = None) -> PledgeBook:
    """Divide every claim of the relation's pledges and programmes, in the order of `docs/counting.md` ("Treatments").

    `view` is what the clocks let be seen (`as_of.view`), `folded` its accounts, where they are known already.
    Nothing recorded gives empty frames.
    """
    folded = folded or accounts(view)
    links = folded.openings.select(_LINKS).collect()
    report, belong = identities.reported(links, sides(view, boundary).collect(), boundary)
    claims = folded.claims.filter(belong)
    check_sums(claims, "amount", "high")
    balances = folded.balances.filter(belong)
    merged = mergers.merged(links)
    promises = links.filter(stream_type="pledge").join(report, on="stream", how="semi").select("stream")
    survivors = mergers.survivors(merged, _pledges_with_claims(claims, promises, merged))
    decided = balances.with_columns(reason=_set_aside(links, report, survivors))
    counted = pl.col("reason").is_null()
    tree = mergers.tree(links, survivors, promises, _alive(decided.filter(counted), survivors))
    families = pl.concat([tree["stream"], tree["up"]]).unique()
    related = pl.col("stream").is_in(families.implode())
    family = decided.filter(counted & related).collect()
    family_claims = claims.filter(related).collect()
    covered = cover(family, tree, family_claims)
    plain = decided.filter(~counted | ~related).with_columns(attributed_to="stream")
    openings = identities.described(folded.openings.filter(belong), tree, merged)
    flows = openings.filter(related).select(attributed_to="stream", own_flow="flow").collect()
    family = _related(covered, family_claims).join(flows, on="attributed_to", how="left")
    lots = pl.concat([plain, family.lazy()], how="diagonal")
    treated, streams = _treated(lots, "own_flow"), report.lazy()
    return PledgeBook(_finished(lots, openings), treated, view, streams, openings, claims, balances, covered.remainders)


_LINKS = ("stream", "stream_type", "opened", "sides", "part_of", "into", "new_money")


def _pledges_with_claims(claims: pl.LazyFrame, promises: pl.DataFrame, merged: pl.DataFrame) -> pl.DataFrame:
    """Return the pledges that have a claim of their own; they are looked for where something was merged."""
    if merged.is_empty():
        return merged.select("stream")
    claimed = claims.filter(pl.col("role").is_in(["to", "by"])).select("stream").unique().collect()
    return claimed.join(promises, on="stream", how="semi")


def _alive(counted: pl.LazyFrame, survivors: pl.DataFrame) -> pl.DataFrame:
    """Return the pledges whose own money stands; they are looked for where something was merged."""
    if survivors.is_empty():
        return survivors.select("stream")
    return counted.filter(pl.col("value") > ZERO).select("stream").unique().collect()


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


def _related(covered: Covered, claims: pl.DataFrame) -> pl.DataFrame:
    """Return the lots of families, with the event that told them and, where they count, the whole of their family."""
    counted = pl.col("reason").is_null()
    found = lots_of_balances(covered.lots, claims).with_columns(family=pl.when(counted).then("root"))
    sums = found.filter(pl.col("family").is_not_null()).group_by("family", "unit").agg(whole=pl.col("value").sum())
    wholes = sums.join(covered.families.rename({"root": "family"}), on=["family", "unit"])
    return found.drop("root").join(wholes, on=["family", "unit"], how="left")


def _finished(lots: pl.LazyFrame, openings: pl.LazyFrame) -> pl.LazyFrame:
    """Join the attributes of what each lot stands for, and name the treatments: `LOTS`."""
    joined = ["donor", "recipient", "topics"]
    attributes = openings.select(
        "instrument", "flow", "stage", pl.col(joined).list.unique().list.sort().list.join("+"), attributed_to="stream"
    )
    return _treated(lots.join(attributes, on="attributed_to", how="left"), "flow").select(LOTS.keys())


def _treated(lots: pl.LazyFrame, flow: str) -> pl.LazyFrame:
    """Name the treatments of lots by the flow that this column tells; what is excluded counts for nothing."""
    counted = pl.col("reason").is_null()
    mobilised = pl.col(flow).is_in(["private", "mixed"])
    treatment = pl.when(~counted).then(pl.lit("excluded")).when(mobilised).then(pl.lit("mobilised"))
    return lots.with_columns(
        treatment=treatment.otherwise(pl.lit("net")),
        **{name: pl.when(counted).then(name) for name in ("low", "high", "about")},
    )
