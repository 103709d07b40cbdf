"""Who is who: the parties on record, what lies below them, and their members from when to when."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import polars as pl

from bilat.events.errors import BadInput
from bilat.events.suggestions import did_you_mean
from bilat.projections.once import once
from bilat.projections.view.boundary import Boundary

SIDES: dict[str, pl.DataType] = {
    "side": pl.Int8(),
    "code": pl.String(),
    "since": pl.Date(),
    "until": pl.Date(),
}


def check_parties(codes: Iterable[str], known: Collection[str]) -> None:
    """Raise BadInput, with near names, for a party that is not among the known ones."""
    for code in codes:
        if code not in known:
            on_record = f"on record: {', '.join(known) or 'none'}"[:300]
            raise BadInput(f"no party {code[:60]!r} is on record", did_you_mean(code, known) or on_record)


@once(lambda view: (view,))
def parties(view: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Return the registered parties: (code, name, type, parent) String, one row each, sorted by code."""
    return (
        view.lazy()
        .filter(pl.col("kind") == "party-registered")
        .select(pl.col("stream").str.strip_prefix("party/").alias("code"), "name", "type", "parent")
        .unique("code", keep="first")
        .sort("code")
        .collect()
    )


@once(lambda view, boundary: (view, boundary.whose))
def sides(view: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    """Who stands on which side, and when: `SIDES`.

    `side` is 0 and 1 in the order of the boundary's ends; the whole world has no rows. A code's own row and its
    descendants' (by parent) have null `since` and `until`; with members, each member and its descendants has the span
    of its membership: from `since` (included) to `until` (excluded; null: to this day). Sorted by side, code, since.
    Raises BadInput, with near names, for a party that is not on record. The whole ledger gives no rows.
    """
    if boundary.ends is None:
        return pl.LazyFrame(schema=SIDES)
    known = parties(view)
    named = [(side, code) for side, code in enumerate(boundary.ends) if code is not None]
    check_parties((code for _, code in named), known["code"].to_list())
    spans = pl.DataFrame([(*each, None, None) for each in named], schema=SIDES, orient="row")
    if boundary.members:
        joined = spans.drop("since", "until").join(memberships(view), left_on="code", right_on="group")
        spans = pl.concat([spans, joined.select("side", pl.col("member").alias("code"), "since", "until")])
    return _with_descendants(spans, known).lazy()


def memberships(view: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Return the spans of membership: (group, member String, since, until Date).

    `until` is excluded, and null while the membership lasts. Of several events on one
    day the last recorded stands. Sorted by group, member, since.
    """
    pair = ["group", "member"]
    began = pl.col("kind") == "membership-began"
    return (
        view.lazy()
        .filter(pl.col("kind").is_in(["membership-began", "membership-ended"]))
        .select("kind", "member", "day", "position", group=pl.col("stream").str.strip_prefix("party/"))
        .sort("day", "position")
        .unique([*pair, "day"], keep="last", maintain_order=True)
        .filter((began != began.shift(1).over(pair)).fill_null(True))
        .with_columns(since=pl.col("day"), until=pl.col("day").shift(-1).over(pair))
        .filter(began)
        .select(*pair, "since", "until")
        .sort(*pair, "since")
        .collect()
    )


def _with_descendants(spans: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    children = known.select(child="code", code="parent").drop_nulls()
    everyone, generation = spans, spans
    while generation.height:  # one turn a generation; a ring of parents adds nobody new and ends it
        generation = (
            generation.join(children, on="code")
            .select("side", pl.col("child").alias("code"), "since", "until")
            .unique()
            .join(everyone, on=list(SIDES), how="anti", nulls_equal=True)
        )
        everyone = pl.concat([everyone, generation])
    return everyone.unique().sort("side", "code", "since", "until")
