"""`bilat sources`: the sources on record."""

from typing import Annotated

import typer

from bilat.cli.completion import sources as complete
from bilat.cli.flags import LookupFlags, with_flags
from bilat.cli.lookups import register
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat sources", "bilat sources japan --format json"))
@with_flags
def sources(
    ctx: typer.Context,
    *,
    words: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", autocompletion=complete, help="Only those with these words in them."),
    ] = "",
    flags: LookupFlags,
) -> None:
    """Print the sources on record, as corrected so far."""
    register(ctx, "sources", words, flags)
