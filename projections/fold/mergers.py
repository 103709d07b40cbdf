"""The family tree of the report's pledges: who is part of whom, once promises recorded twice are merged.

The twin of `pledges/mergers.py`, in plain Python: a change in how money counts is made in both.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bilat.projections.fold.as_of import FoldEntry

Streams = Mapping[str, Sequence[FoldEntry]]


def mergers(streams: Streams) -> dict[str, str]:
    """Return what each pledge in view is merged into; rings merge nobody."""
    into = {
        entry.stream: str(entry.fields["into"])
        for entries in streams.values()
        for entry in entries
        if entry.kind == "pledge-merged"
    }
    return {stream: other for stream, other in into.items() if stream not in above(into, stream)}


def survivors(into: Mapping[str, str], claim: Collection[str]) -> dict[str, str]:
    """Return, for each merged pledge that has one, the last of those it was merged into that tells an amount.

    `claim` are the report's pledges that tell one. The chain passes through pledges that do not.
    """
    nearest = {
        stream: heir
        for stream in into
        if (heir := next((other for other in above(into, stream) if other in claim), None)) is not None
    }
    return {stream: [*above(nearest, stream)][-1] for stream in nearest}


def tree(
    streams: Streams, report: Collection[str], heirs: Mapping[str, str], standing: Collection[str]
) -> dict[str, str]:
    """Return the parent of each of the report's pledges that has one, without rings.

    The parent is the nearest of the report's pledges up the chain of `part_of`, which ends at a stream that
    is void or not in view. A merged pledge is nobody's parent: its survivor takes over its parts and, where
    no umbrella stands above it, its umbrella. But where that would take parts out of an umbrella that
    stands, or one of the two is part of the other, the parts pass to the merged pledge's own umbrella:
    merging uncovers no money. A merged pledge outside the report has no money in it, and passes its parts on alike.
    """
    part_of = {
        stream: str(entries[0].fields["part_of"])
        for stream, entries in streams.items()
        if "part_of" in entries[0].fields
    }
    parents = _nearest(part_of, {*report, *heirs})
    for merged in sorted(heirs):
        _merge(parents, merged, heirs[merged], standing)
    return _nearest(parents, report)


def _nearest(steps: Mapping[str, str], stops: Collection[str]) -> dict[str, str]:
    """Return the nearest of the stops above each of them that has one."""
    return {
        stream: up
        for stream in stops
        if (up := next((each for each in above(steps, stream) if each in stops), None)) is not None
    }


def _merge(parents: dict[str, str], merged: str, heir: str, standing: Collection[str]) -> None:
    above_merged, above_heir = [*above(parents, merged)], [*above(parents, heir)]
    lost = next((up for up in above_merged if up in standing), None)
    owned = next((up for up in above_heir if up in standing), None)
    related = merged in above_heir or heir in above_merged
    takes_over = not related and (lost is None or owned is None or lost in above_heir)
    if takes_over and owned is None and lost is not None:
        parents[heir] = lost
    for part in [part for part, parent in parents.items() if parent == merged]:
        if takes_over:
            parents[part] = heir
        elif merged in parents:
            parents[part] = parents[merged]
        else:
            del parents[part]


def above(steps: Mapping[str, str], start: str) -> Iterator[str]:
    """Follow the steps up from `start`, leaving it out; on a ring it comes last, once."""
    seen: set[str] = set()
    here = steps.get(start)
    while here is not None and here not in seen:
        yield here
        seen.add(here)
        here = steps.get(here)


def depth(parents: Mapping[str, str], stream: str) -> int:
    """Count the pledges above one."""
    return sum(1 for _ in above(parents, stream))
