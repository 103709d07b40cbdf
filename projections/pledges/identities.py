"""Pledges and programmes: what each one is, and the stage it has reached."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bilat.projections.graphs import nearest
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.relations import between

TOPICS = pl.List(pl.String)
IDENTITY = (
    "title",
    "donor",
    "recipient",
    "via",
    "instrument",
    "flow",
    "horizon",
    "pace",
    "part_of",
    "topics",
    "new_money",
)
MONEY = (
    "seq",
    "event",
    "stream",
    "stream_type",
    "version",
    "kind",
    "on",
    "last",
    "day",
    "amount_value",
    "amount_upper",
    "amount_unit",
    "amount_bound",
    "equivalents",
    "amount_hidden",
    "cites",
    "into",
    "measure",
    "since",
    "as_of",
    *IDENTITY,
)
ACCOUNT = ("stream", "stream_type", "opened", "opened_on", *IDENTITY, "stage", "into", "sides")
_MOVES = ("pledge-committed", "pledge-disbursed", "pledge-topped-up", "pledge-revised")


def events(view: pl.LazyFrame) -> pl.DataFrame:
    """Return the events of all pledges and programmes of a view, in fold order: columns `MONEY`.

    Order: stream, then the opening, then day, then version; `seq` UInt32 counts them. `day` is a Date (null
    for a merger told without one), amounts are Decimal(38, 15) in their own units.
    """
    rows = view.filter(pl.col("stream_type").is_in(["pledge", "programme"]))
    return (
        rows.select(name for name in MONEY if name != "seq")
        .sort(pl.col("stream"), pl.col("version") != 1, pl.col("day"), pl.col("version"))
        .with_row_index("seq")
        .collect()
    )


def openings(events: pl.DataFrame) -> pl.DataFrame:
    """Return what each pledge and programme is: one row a stream, sorted by stream.

    (stream, stream_type, opened Date, opened_on String as told, then `IDENTITY`; topics List(String) sorted and
    distinct, empty where none).
    """
    topics = pl.col("topics").str.json_decode(TOPICS).list.unique().list.sort()
    return events.filter(pl.col("version") == 1).select(
        "stream",
        "stream_type",
        pl.col("day").alias("opened"),
        pl.col("on").alias("opened_on"),
        *(name for name in IDENTITY if name != "topics"),
        topics.fill_null([]).alias("topics"),
    )


class Reported(NamedTuple):
    """The pledges and programmes of a relation: (stream, shared Boolean), and whether a row is of one of them.

    Rows that `belong` are told by their `sides`, or their stream where parties change sides.
    """

    streams: pl.DataFrame
    belong: pl.Expr


def reported(openings: pl.DataFrame, sides: pl.DataFrame, boundary: Boundary) -> Reported:
    """Return the pledges and programmes that belong to the boundary's parties.

    `sides` is who stands where (`relations.sides`). `shared` where some donor or recipient lies, on the opening's
    day, outside what is asked: such a pledge is never divided by guess. In the whole ledger everything
    belongs and nothing is shared. Who gives to whom is looked up once for each set of givers and takers (and each
    day, where sides change).
    """
    if boundary.ends is None:
        return Reported(openings.select("stream", shared=pl.lit(False)), pl.lit(True))
    rows = openings.select("stream", "opened", "sides")
    key = ["sides"]
    if sides.select(pl.col("since", "until").is_not_null().any()).row(0) != (False, False):
        key.append("opened")
    pairs = rows.unique(key, keep="any").with_row_index("pair")
    left, right = (pl.col("sides").str.split(">").list.get(end).str.split("+") for end in (0, 1))
    ends = pairs.select("pair", day="opened", left=left, right=right)
    found = pairs.select(*key, "pair").join(between(ends, sides, boundary), on="pair")
    streams = rows.join(found, on=key, nulls_equal=True).select("stream", "shared")
    name = "sides" if key == ["sides"] else "stream"
    named = found["sides"] if name == "sides" else streams["stream"]
    return Reported(streams, pl.col(name).is_in(named.implode()))


def reached(openings: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return the openings with what their own events made of them: `ACCOUNT`.

    `into` is what a pledge was last merged into, `sides` who gives to whom, as `JICA+JP>ASEAN`. `stage` is the first
    that applies: cancelled, completed, suspended (until a later commitment, disbursement, top-up or revision),
    disbursing, committed, announced; `programme` for programmes.
    """
    kind = pl.col("kind")
    steps = (
        events.lazy()
        .group_by("stream")
        .agg(
            cancelled=(kind == "pledge-cancelled").any(),
            completed=(kind == "pledge-completed").any(),
            suspended=pl.col("seq").filter(kind == "pledge-suspended").max()
            > pl.col("seq").filter(kind.is_in(_MOVES)).max().fill_null(-1),
            disbursed=(kind == "pledge-disbursed").any(),
            committed=(kind == "pledge-committed").any(),
            into=pl.col("into").filter(kind == "pledge-merged").last(),
        )
        .collect()
    )
    stage = (
        pl.when(pl.col("stream_type") == "programme")
        .then(pl.lit("programme"))
        .when("cancelled")
        .then(pl.lit("cancelled"))
        .when("completed")
        .then(pl.lit("completed"))
        .when("suspended")
        .then(pl.lit("suspended"))
        .when("disbursed")
        .then(pl.lit("disbursing"))
        .when("committed")
        .then(pl.lit("committed"))
        .otherwise(pl.lit("announced"))
    )
    sides = pl.concat_str(*(pl.col(end).list.join("+") for end in ("donor", "recipient")), separator=">")
    return openings.join(steps, on="stream").with_columns(stage=stage, sides=sides).select(ACCOUNT)


def described(openings: pl.LazyFrame, tree: pl.DataFrame, merged: pl.DataFrame) -> pl.LazyFrame:
    """Return the openings with parent (`tree`), what a part leaves unspecified taken from above; `merged` ones are
    merged.

    flow, instrument and topics come, each by itself, from the nearest pledge up the tree that specifies it;
    without one flow is null, instrument `unspecified`, topics empty. `stated_flow`, `stated_instrument` and
    `stated_topics` keep the pledge's own words. In no order.
    """
    gone = pl.col("stream").is_in(merged["stream"].implode()) & (pl.col("stream_type") == "pledge")
    related = pl.col("stream").is_in(tree["stream"].implode())
    rows = openings.with_columns(
        pl.col("flow", "instrument", "topics").name.prefix("stated_"),
        pl.col("instrument").fill_null("unspecified"),
        pl.col("topics").fill_null([]),
        stage=pl.when(gone).then(pl.lit("merged")).otherwise("stage"),
    )
    if tree.is_empty():
        return rows.with_columns(parent=pl.lit(None, pl.String))
    families = pl.concat([tree["stream"], tree["up"]]).unique()
    family = _inherited(rows.filter(pl.col("stream").is_in(families.implode())).collect(), tree)
    return pl.concat([rows.filter(~related).with_columns(parent=pl.lit(None, pl.String)), family.lazy()])


def _inherited(rows: pl.DataFrame, tree: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of the tree, with what they take from above; `rows` are its parts and wholes."""
    found = rows.with_columns(
        instrument=pl.when(pl.col("instrument") != "unspecified").then("instrument"),
        topics=pl.when(pl.col("topics").list.len() > 0).then("topics"),
    )
    for name in ("flow", "instrument", "topics"):
        given = found.filter(pl.col(name).is_not_null()).select("stream", given=name)
        above = nearest(tree, given.select("stream")).join(given.rename({"stream": "up"}), on="up")
        found = (
            found.join(above.select("stream", "given"), on="stream", how="left")
            .with_columns(pl.coalesce(name, "given").alias(name))
            .drop("given")
        )
    return found.join(tree.select("stream", parent="up"), on="stream").with_columns(
        pl.col("instrument").fill_null("unspecified"), pl.col("topics").fill_null([])
    )
