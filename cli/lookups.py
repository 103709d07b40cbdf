"""Look-ups: the parties and the sources on record, sought by words, and a source in one line."""

from typing import TYPE_CHECKING, Any

import typer

from bilat.cli import settings
from bilat.cli.flags import ReportFlags

if TYPE_CHECKING:
    from bilat.projections.boundary import Boundary
    from bilat.projections.columns import Frame


def register(ctx: typer.Context, name: str, words: str, format: str, limit: int) -> None:
    """Print the register `name` (`parties` or `sources`): those with the words in them."""
    from bilat.cli.looking import lookup
    from bilat.cli.reporting import ask
    from bilat.projections import registers

    question = ask(settings.ledger(ctx), None, ReportFlags())
    rows = getattr(registers, name)(question.frame, question.boundary)
    lookup(name, matching(rows, words), question.stamp, format, limit)


def described_sources(frame: "Frame", boundary: "Boundary") -> dict[str, str]:
    """One line about each source, by slug: publisher, date and title."""
    from bilat.projections.registers import sources

    return {source["code"]: describe(source) for source in sources(frame, boundary)}


def describe(source: dict[str, Any]) -> str:
    """A source in one line."""
    dated = f", {source['published']}" if source["published"] else ""
    return f"{source['publisher']}{dated}. {source['title']}"


def matching(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The rows in which the words occur, upper and lower case being the same."""
    sought = words.casefold()
    return [row for row in rows if any(sought in str(value).casefold() for value in row.values() if value)]
