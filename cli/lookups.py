"""Look-ups: what the ledger knows of parties and sources, as plain rows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from bilat.projections.boundary import Boundary

PARTY = ("name", "type", "parent", "fiscal_year_start", "ids")
SOURCE = ("title", "publisher", "published", "type", "language", "url", "origin")


def registered(frame: "pl.DataFrame", boundary: "Boundary", kind: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """The registrations of a kind as corrected so far: `code` (from the stream), then the fields."""
    import polars as pl

    from bilat.projections.clocks import view

    found = (
        view(frame, boundary)
        .filter(pl.col("kind") == kind)
        .select(pl.col("stream").str.split("/").list.last().alias("code"), *fields)
        .sort("code")
        .collect()
    )
    return found.to_dicts()


def parties(frame: "pl.DataFrame", boundary: "Boundary") -> list[dict[str, Any]]:
    """The parties on record, by code."""
    return registered(frame, boundary, "party-registered", PARTY)


def sources(frame: "pl.DataFrame", boundary: "Boundary") -> list[dict[str, Any]]:
    """The sources on record, by slug."""
    return registered(frame, boundary, "source-registered", SOURCE)


def described_sources(frame: "pl.DataFrame", boundary: "Boundary") -> dict[str, str]:
    """One line about each source, by slug: publisher, date and title."""
    return {source["code"]: describe(source) for source in sources(frame, boundary)}


def describe(source: dict[str, Any]) -> str:
    """A source in one line."""
    dated = f", {source['published']}" if source["published"] else ""
    return f"{source['publisher']}{dated}. {source['title']}"


def matching(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The rows in which the words occur, upper and lower case being the same."""
    sought = words.casefold()
    return [row for row in rows if any(sought in str(value).casefold() for value in row.values() if value)]
