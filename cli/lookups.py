"""Look-ups: the parties and the sources on record, sought by words, and a source in one line."""

from typing import Any

import typer

from bilat.cli import settings
from bilat.cli.flags import LookupFlags, ReportFlags


def register(ctx: typer.Context, name: str, words: str, flags: LookupFlags) -> None:
    """Print the register `name` (`parties` or `sources`): those with the words in them."""
    from bilat.cli.render.lookups import lookup
    from bilat.cli.reporting import ask
    from bilat.projections.view import registry

    question = ask(settings.ledger(ctx), None, ReportFlags())
    rows = getattr(registry, name)(question.frame, question.boundary)
    lookup(name, with_words(rows, words), question.stamp, flags.format, flags.limit)


def with_words(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """Return the rows in which the words occur, upper and lower case being the same."""
    sought = words.casefold()
    return [row for row in rows if any(sought in str(value).casefold() for value in row.values() if value)]
