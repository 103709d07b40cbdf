"""Mergers: which pledge survives for which, whose part each is, and how to climb from a part to its whole."""

from __future__ import annotations

import polars as pl

EDGES = {"stream": pl.String(), "up": pl.String()}


def merged(openings: pl.DataFrame) -> pl.DataFrame:
    """Each merged pledge and the one it was merged into: `EDGES`; a ring of mergers merges nobody."""
    return without_rings(openings.filter(pl.col("into").is_not_null()).select("stream", up="into"))


def survivors(merged: pl.DataFrame, telling: pl.DataFrame) -> pl.DataFrame:
    """Each merged pledge and the last that survives it: `EDGES`, sorted by stream.

    `telling` is (stream): the report's pledges that have a telling of their own. A pledge merges into the
    nearest of them up its chain of mergers, which may have merged on; without one it merges into nothing and
    is left out.
    """
    effective = nearest(merged, telling)
    return depths(effective).filter(pl.col("depth") > 0).select("stream", up="root").sort("stream")


def tree(
    openings: pl.DataFrame, survivors: pl.DataFrame, pledges: pl.DataFrame, standing: pl.DataFrame
) -> pl.DataFrame:
    """Which of the report's pledges each of them is a part of: `EDGES`, sorted by stream, without rings.

    The umbrella meant is the nearest of `pledges` (stream) up the chain of `part_of`, which passes through
    programmes and pledges outside the report and ends where a stream is not in view. Mergers then move parts:
    see `_merge`; a merged pledge outside the report has no money in it, and passes its parts on alike. `standing` is
    (stream): the pledges whose own money still stands.
    """
    named = openings.filter(pl.col("part_of").is_not_null()).select("stream", up="part_of")
    moving = pl.concat([pledges.select("stream"), survivors.select("stream")]).unique()
    parts = nearest(without_rings(named), moving).join(moving, on="stream", how="semi")
    if survivors.is_empty():
        return parts.sort("stream")
    parents: dict[str, str] = dict(parts.iter_rows())
    _merge(parents, dict(survivors.sort("stream").iter_rows()), set(standing["stream"]))
    moved = pl.DataFrame({"stream": list(parents), "up": list(parents.values())}, schema=EDGES)
    return nearest(moved, pledges).join(pledges, on="stream", how="semi").sort("stream")


def _merge(parents: dict[str, str], survivors: dict[str, str], standing: set[str]) -> None:
    """Move the parts of each merged pledge to its survivor, or past it; a loop over mergers, which are few.

    The survivor takes over the parts and, where no standing umbrella is above it, the merged pledge's. Where
    that would take parts out of a standing umbrella, or one of the two is part of the other, the parts pass
    to the merged pledge's own umbrella instead, so that merging never uncovers money. One merger may move
    what the next one sees, so they go one by one, in order of name.
    """
    parts: dict[str, list[str]] = {stream: [] for stream in survivors}
    for part, parent in parents.items():
        if parent in parts:
            parts[parent].append(part)

    def move(part: str, parent: str | None) -> None:
        if parent is None:
            del parents[part]
            return
        parents[part] = parent
        if parent in parts:
            parts[parent].append(part)

    for stream, survivor in survivors.items():
        above, above_survivor = _above(parents, stream), _above(parents, survivor)
        lost = next((up for up in above if up in standing), None)
        held = next((up for up in above_survivor if up in standing), None)
        related = stream in above_survivor or survivor in above
        takes_over = not related and (lost is None or held is None or lost in above_survivor)
        if takes_over and held is None and lost is not None:
            move(survivor, lost)
        for part in dict.fromkeys(parts[stream]):
            if parents.get(part) == stream:
                move(part, survivor if takes_over else parents.get(stream))


def _above(parents: dict[str, str], stream: str) -> list[str]:
    chain: list[str] = []
    while (up := parents.get(stream)) is not None:
        chain.append(up)
        stream = up
    return chain


def nearest(edges: pl.DataFrame, stops: pl.DataFrame) -> pl.DataFrame:
    """The nearest of `stops` (stream) strictly above each stream that has one: `EDGES`, sorted by stream.

    `edges` has no ring. Every round doubles how far each stream has climbed.
    """
    climb = edges.join(stops, on="stream", how="anti").select(at="stream", to="up")
    while not climb.is_empty():
        further = climb.join(climb.select(to="at", beyond="to"), on="to", how="left")
        if further["beyond"].null_count() == further.height:
            break
        climb = further.select("at", to=pl.coalesce("beyond", "to"))
    return (
        edges.join(climb, left_on="up", right_on="at", how="left")
        .select("stream", up=pl.coalesce("to", "up"))
        .join(stops, left_on="up", right_on="stream", how="semi")
        .sort("stream")
    )


def depths(edges: pl.DataFrame) -> pl.DataFrame:
    """How many streams stand above each end of the edges, on no ring: (stream, root String, depth Int64)."""
    tops = edges.select(stream="up").unique().join(edges, on="stream", how="anti")
    climb = edges.with_columns(depth=pl.lit(1, pl.Int64))
    while True:
        further = climb.join(climb.select(up="stream", beyond="up", more="depth"), on="up", how="left")
        if further["beyond"].null_count() == further.height:
            break
        climb = further.select(
            "stream", up=pl.coalesce("beyond", "up"), depth=pl.col("depth") + pl.col("more").fill_null(0)
        )
    return pl.concat([
        tops.select("stream", root="stream", depth=pl.lit(0, pl.Int64)),
        climb.select("stream", root="up", depth="depth"),
    ])  # fmt: skip


def without_rings(edges: pl.DataFrame) -> pl.DataFrame:
    """The edges whose streams do not lie on a ring; those that only lead into one stay."""
    climb, steps = edges.select("stream", "up"), 1
    while not climb.is_empty():
        if steps >= edges.height:  # whoever still climbs has arrived on a ring, and every place of it is taken
            return edges.join(climb, left_on="stream", right_on="up", how="anti")
        climb = climb.join(climb.select(up="stream", beyond="up"), on="up").select("stream", up="beyond")
        steps *= 2
    return edges
