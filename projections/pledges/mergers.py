"""Mergers: which pledge survives for which, whose part each is, and how to climb from a part to its whole."""

from __future__ import annotations

import polars as pl

from bilat.projections.graphs import EDGES, depths, nearest, without_rings


def merged(openings: pl.DataFrame) -> pl.DataFrame:
    """Each merged pledge and the one it was merged into: `EDGES`; a ring of mergers merges nobody."""
    return without_rings(openings.filter(pl.col("into").is_not_null()).select("stream", up="into"))


def survivors(merged: pl.DataFrame, claim: pl.DataFrame) -> pl.DataFrame:
    """Each merged pledge and the last that survives it: `EDGES`, sorted by stream.

    `claim` is (stream): the report's pledges that have a claim of their own. A pledge merges into the
    nearest of them up its chain of mergers, which may have merged on; without one it merges into nothing and
    is left out.
    """
    effective = nearest(merged, claim)
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
