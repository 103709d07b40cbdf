"""`bilat init`: a new ledger, empty or with a shipped history."""

from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import histories as complete_histories
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples("bilat init", "bilat init asia.db --with asean-japan", "bilat init postgresql://desk@db/bilat")
)
def init(
    ctx: typer.Context,
    ledger: Annotated[
        str | None, typer.Argument(metavar="LEDGER", help="Where to create it; default: the ledger in use.")
    ] = None,
    history: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="HISTORY",
            autocompletion=complete_histories,
            help="Load a history that ships with bilat.",
        ),
    ] = None,
) -> None:
    """Create a ledger. An empty one records nothing.

    On a server the statements are printed that let others record, or only read.
    """
    from bilat.cli.recording import load_history, summary
    from bilat.events import histories
    from bilat.events.location import POSTGRES, checked
    from bilat.events.log.log import created_log

    location = checked(ledger) if ledger else settings.ledger(ctx)
    recorder = settings.recorder(ctx) if history is not None else ""
    if history is not None:
        histories.path(history)  # an unknown one is refused before anything is created
    with created_log(location) as log:
        typer.echo(f"created {log.location}")
        if history is not None:
            typer.echo(summary(load_history(log, history, recorder)))
    if location.startswith(POSTGRES):
        from bilat.events.log.stores.postgres_schema import GRANTS

        typer.echo(f"\n{GRANTS}", nl=False)
