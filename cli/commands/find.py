"""`bilat find`: what on record has some words."""

from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.flags import Format, Limit, LookupFlags, Output, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples("bilat find vaccine doses", "bilat find hanoi times --format json", "bilat find expresway")
)
@with_flags
def find(
    ctx: typer.Context,
    *,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for; all of them must stand.")],
    format: Format = "table",
    output: Output = None,
    limit: Limit = 20,
) -> None:
    """Look for words in titles, names, slugs, notes, texts and quotes; typos are forgiven, the best comes first."""
    from bilat.cli.flags import ReportFlags
    from bilat.cli.render.lookups import lookup
    from bilat.cli.reporting import ask
    from bilat.projections.reports.find import find as found

    question = ask(settings.ledger(ctx), None, ReportFlags())
    lookup("find", found(question.frame, " ".join(words)), question.stamp, LookupFlags(format, output).format, limit)
