"""`bilat help [COMMAND]`: what `--help` prints, asked for as people ask for it."""

from typing import Annotated

import typer

from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat help commitments", "bilat help append pledge-announced"))
def help(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="[COMMAND]", help="Which command, and which kind of `append`.")
    ] = None,
) -> None:
    """Print what a command does, and its options; without a command, which there are."""
    asked = ctx.find_root()
    words = list(command or ())
    while words and hasattr(asked.command, "resolve_command"):
        name, found, words = asked.command.resolve_command(asked, words)
        asked = typer.Context(found, info_name=name, parent=asked)
    typer.echo(asked.get_help())
