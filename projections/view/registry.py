"""Registers: the parties and the sources on record, as corrected so far."""

from __future__ import annotations

from typing import Any

import polars as pl

from bilat.projections.columns import Frame
from bilat.projections.view.as_of import as_recorded
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.corrections import corrected

PARTY = ("name", "type", "parent", "fiscal_year_start", "ids")
SOURCE = ("title", "publisher", "published", "type", "language", "url", "origin")


def parties(frame: Frame, boundary: Boundary) -> list[dict[str, Any]]:
    """Return the parties: `code` and `PARTY`, text or null, by code."""
    return _registered(frame, boundary, "party-registered", PARTY)


def sources(frame: Frame, boundary: Boundary) -> list[dict[str, Any]]:
    """Return the sources: `code` (the slug) and `SOURCE`, text or null, by slug."""
    return _registered(frame, boundary, "source-registered", SOURCE)


def _registered(frame: Frame, boundary: Boundary, kind: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what is registered of one kind. `--known-by` hides none of it: the recorded clock alone is asked."""
    own = as_recorded(frame, boundary).filter(pl.col("stream_type") == kind.partition("-")[0])
    found = (
        corrected(own)
        .filter(pl.col("kind") == kind)
        .select(pl.col("stream").str.split("/").list.last().alias("code"), *fields)
        .sort("code")
        .collect()
    )
    return found.to_dicts()


def titles(frame: Frame, boundary: Boundary) -> dict[str, str]:
    """What each stream is called, by stream: its title or name, what was said, or what is measured and between whom."""
    own = as_recorded(frame, boundary)
    sides = pl.concat_list(pl.col("from").fill_null([]), pl.col("to").fill_null([])).list.join(" – ")
    figure = pl.concat_str(pl.col("indicator").str.replace_all("-", " "), pl.lit(", "), sides)
    called = pl.coalesce("title", "name", "text", figure)
    openings = corrected(own).filter(pl.col("version") == 1).select("stream", called=called).drop_nulls().collect()
    return dict(zip(openings["stream"], openings["called"], strict=True))


def described_sources(frame: Frame, boundary: Boundary) -> dict[str, str]:
    """One line about each source, by slug: publisher, date and title."""
    return {source["code"]: describe(source) for source in sources(frame, boundary)}


def describe(source: dict[str, Any]) -> str:
    """Return a source in one line."""
    dated = f", {source['published']}" if source["published"] else ""
    return f"{source['publisher']}{dated}. {source['title']}"
