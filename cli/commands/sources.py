"""`bilat sources`: the sources on record."""

from typing import Annotated

import typer

from bilat.cli import lookups, settings
from bilat.cli.completion import sources as complete
from bilat.cli.flags import Format, Limit, ReportFlags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat sources", "bilat sources japan --format json"))
def sources(
    ctx: typer.Context,
    words: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", autocompletion=complete, help="Only those with these words in them."),
    ] = "",
    format: Format = "table",
    limit: Limit = 100,
) -> None:
    """Print the sources on record, as corrected so far."""
    from bilat.cli.looking import lookup
    from bilat.cli.reporting import ask

    question = ask(settings.ledger(ctx), None, ReportFlags())
    rows = lookups.matching(lookups.sources(question.frame, question.boundary), words)
    lookup("sources", rows, question.stamp, format, limit)
