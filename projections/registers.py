"""Registers: the parties and the sources on record, as corrected so far."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.projections.boundary import Boundary
from bilat.projections.clocks import recorded
from bilat.projections.columns import Frame
from bilat.projections.corrections import mended

PARTY = ("name", "type", "parent", "fiscal_year_start", "ids")
SOURCE = ("title", "publisher", "published", "type", "language", "url", "origin")


def parties(frame: Frame, boundary: Boundary) -> list[dict[str, Any]]:
    """The parties: `code` and `PARTY`, text or null, by code."""
    return _registered(frame, boundary, "party-registered", PARTY)


def sources(frame: Frame, boundary: Boundary) -> list[dict[str, Any]]:
    """The sources: `code` (the slug) and `SOURCE`, text or null, by slug."""
    return _registered(frame, boundary, "source-registered", SOURCE)


def _registered(frame: Frame, boundary: Boundary, kind: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the public knew hides none of these, so the recorded clock alone is asked, of their own streams."""
    own = recorded(frame, boundary).filter(pl.col("stream_type") == kind.partition("-")[0])
    found = (
        mended(own)
        .filter(pl.col("kind") == kind)
        .select(pl.col("stream").str.split("/").list.last().alias("code"), *fields)
        .sort("code")
        .collect()
    )
    return found.to_dicts()
