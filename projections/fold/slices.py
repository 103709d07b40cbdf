"""Slices: what a pledge's lots say about who, to whom, how, what kind of flow, about what and how far."""

from collections.abc import Mapping, Sequence
from typing import Any

from bilat.projections.fold import claims, mergers
from bilat.projections.fold.as_of import FoldEntry

UNSPECIFIED = "unspecified"


def slices(
    streams: Mapping[str, Sequence[FoldEntry]], stream: str, parents: Mapping[str, str], *, merged: bool
) -> dict[str, Any]:
    """Return the slices of a pledge's or programme's lots, by field of `Lot`.

    What it leaves unspecified (instrument, flow, topics) it takes from the nearest pledge above it that
    says it.
    """
    own = streams[stream][0].fields
    line = [own, *(streams[up][0].fields for up in mergers.above(parents, stream))]
    instruments = (opening.get("instrument", UNSPECIFIED) for opening in line)
    topics = next((opening["topics"] for opening in line if opening.get("topics")), ())
    programme = stream.startswith("programme/")
    return {
        "donor": codes(own.get("donor")),
        "recipient": codes(own.get("recipient")),
        "instrument": next((each for each in instruments if each != UNSPECIFIED), UNSPECIFIED),
        "flow": next((opening["flow"] for opening in line if opening.get("flow")), None),
        "topics": "+".join(sorted(set(topics))),
        "stage": "programme" if programme else claims.stage(streams[stream], merged=merged),
    }


def codes(items: str | Sequence[str] | None) -> tuple[str, ...]:
    """Read party codes: one, a list of them, or none."""
    if items is None:
        return ()
    return (items,) if isinstance(items, str) else tuple(items)
