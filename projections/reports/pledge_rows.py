"""Promises: one row a pledge, with its stage, its money and whether it counts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from bilat.projections.columns.json import total_records
from bilat.projections.pledges import identities
from bilat.projections.pledges.amount_cells import amount_cells
from bilat.projections.pledges.claims import movements
from bilat.projections.pledges.intervals import amount_sums
from bilat.projections.pledges.lots import ORDER, PledgeBook
from bilat.projections.pledges.totals import passing
from bilat.projections.rows.commitments import PledgeRow
from bilat.projections.rows.fields import names
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import CITES
from bilat.projections.view.window import in_window


def promises(kept: PledgeBook, shown: pl.DataFrame, boundary: Boundary) -> list[dict[str, Any]]:
    """Return the pledges as `rows` of report JSON (`PledgeRow`), by opening day, then stream.

    `shown` are the streams of them. `announced` is the first announcement's amount,
    `current` what stands before umbrellas (an amount; a list of them where several units stand, null where
    nothing does), `remainder` what of an umbrella no part takes up (null where the pledge is none). Commitments
    and disbursements are of all time.
    """
    streams = pl.col("stream").is_in(shown["stream"].implode())
    seen = identities.events(kept.view.filter(streams & ~pl.col("amount_hidden")))
    frame = kept.claims.filter(streams).collect()
    restated = seen.filter((pl.col("kind") == "pledge-restated") & in_window(boundary))
    joined = [
        _announced(seen),
        restated.group_by("stream").agg(restated=pl.len().cast(pl.Int64)),
        seen.group_by("stream", maintain_order=True).agg(events="event"),
        _sources(seen),
        _counted(kept.divided.filter(streams & in_window(boundary)).sort(ORDER).collect(), frame),
    ]
    rows = kept.openings.filter(streams).sort("opened", "stream").collect()
    for columns in joined:
        rows = rows.join(columns, on="stream", how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.col("restated").fill_null(0),
        pl.col("counted").fill_null(False),
        pl.col("events", "sources").fill_null([]),
        pl.col("stream").alias("pledge"),
        *(pl.col(f"stated_{name}").alias(name) for name in ("instrument", "flow", "topics")),
    )
    return total_records(rows, names(PledgeRow), _money(kept, seen, frame, rows))


def promised(kept: PledgeBook, lots: pl.LazyFrame, boundary: Boundary) -> pl.DataFrame:
    """Return the pledges with an event in the window: (stream, opened Date, part_of).

    A pledge passes the filters where its attributes do or some of the `lots`, which have passed them, is its.
    """
    pledged = kept.openings.filter(pl.col("stream_type") == "pledge")
    if boundary.from_day is not None or boundary.to_day is not None:
        rows = kept.view.filter(~pl.col("amount_hidden") & in_window(boundary)).select("stream").unique()
        pledged = pledged.join(rows, on="stream", how="semi")
    return _passing(pledged, lots, boundary).select("stream", "opened", "part_of").collect()


def first(shown: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Enough of the pledges to show so many with their parts below them.

    Those that are no part of another one here come first, with all of their parts; all where they are few.
    """
    part = pl.col("part_of").is_in(shown["stream"].implode()) & (pl.col("part_of") != pl.col("stream"))
    roots = shown.filter(~part.fill_null(False))
    if roots.height < limit:
        return shown
    family = generation = roots.sort("opened", "stream").head(limit).select("stream")
    parts = shown.filter(part).select("stream", "part_of")
    while generation.height:
        generation = parts.join(generation, left_on="part_of", right_on="stream", how="semi").select("stream")
        generation = generation.join(family, on="stream", how="anti")
        family = pl.concat([family, generation])
    return shown.join(family, on="stream", how="semi", maintain_order="left")


def _money(kept: PledgeBook, seen: pl.DataFrame, frame: pl.DataFrame, rows: pl.DataFrame) -> dict[str, list[Any]]:
    """Return the columns of the rows that hold amounts, as JSON tells them."""
    here = pl.col("stream").is_in(rows["stream"].implode())
    standing = (
        kept.balances.filter(here & pl.col("reason").is_null()).collect().group_by("stream", "unit").agg(amount_sums())
    )
    umbrellas = set(kept.openings.select("parent").drop_nulls().unique().collect()["parent"])
    streams = rows["stream"].to_list()
    announced, current = _by_stream(_stated(seen, frame)), _by_stream(standing)
    remainder = _by_stream(kept.remainders.filter(here))
    stands = [current.get(stream, []) for stream in streams]
    moves: dict[str, dict[str, list[Any]]] = {
        name: _by_stream(movements(seen, f"pledge-{name}").rename({"moved": "value"}))
        for name in ("committed", "disbursed")
    }
    columns: dict[str, list[Any]] = {
        "announced": [announced[stream][0] if stream in announced else None for stream in streams],
        "current": [frame if len(frame) > 1 else next(iter(frame), None) for frame in stands],
        "remainder": [remainder.get(stream, []) if stream in umbrellas else None for stream in streams],
        "converted": [None] * len(streams),
    }
    return columns | {name: [frame.get(stream, []) for stream in streams] for name, frame in moves.items()}


def _passing(openings: pl.LazyFrame, lots: pl.LazyFrame, boundary: Boundary) -> pl.LazyFrame:
    if not boundary.filters:
        return openings
    touched = pl.concat([passing(openings, boundary.filters).select("stream"), lots.select("stream")])
    return openings.join(touched.unique(), on="stream", how="semi")


def _announced(seen: pl.DataFrame) -> pl.DataFrame:
    """(stream, announced_on): the first announcement's date as told."""
    first = seen.filter(kind="pledge-announced").unique("stream", keep="first", maintain_order=True)
    return first.select("stream", announced_on="on")


def _stated(seen: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """(stream, unit, value, low, high, about): what the first announcement of each pledge stated."""
    first = seen.filter(kind="pledge-announced").unique("stream", keep="first", maintain_order=True)
    return rows.join(first, on="event", how="semi").select("stream", "unit", "low", "high", "about", value="amount")


def _by_stream(sums: pl.DataFrame) -> dict[str, list[dict[str, str] | None]]:
    """Return the amounts of each stream, by unit."""
    rows = sums.sort("stream", "unit")
    found: dict[str, list[dict[str, str] | None]] = defaultdict(list)
    for stream, amount in zip(rows["stream"].to_list(), amount_cells(rows), strict=True):
        found[stream].append(amount)
    return found


def _sources(seen: pl.DataFrame) -> pl.DataFrame:
    """(stream, sources): the sources that tell of each pledge, each once, as first cited."""
    return (
        seen.filter(pl.col("cites").is_not_null())
        .select(
            "stream",
            sources=pl.col("cites").str.json_decode(CITES).list.eval(pl.element().struct.field("source")),
        )
        .explode("sources")
        .group_by("stream", maintain_order=True)
        .agg(pl.col("sources").drop_nulls().unique(maintain_order=True))
    )


def _counted(windowed: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """(stream, counted, reason): whether some lot counts, else why its largest own lot does not."""
    own = rows.filter(pl.col("role").is_in(["to", "by"])).select("seq", own=True)
    return (
        windowed.join(own, on="seq", how="left", maintain_order="left")
        .group_by("stream", "event", "unit", "reason", "own", maintain_order=True)
        .agg(pl.col("value").sum().abs())
        .sort(pl.col("own").is_null(), -pl.col("value"), maintain_order=True)
        .group_by("stream", maintain_order=True)
        .agg(counted=pl.col("reason").is_null().any(), reason=pl.col("reason").first())
        .with_columns(reason=pl.when(~pl.col("counted")).then("reason"))
    )
