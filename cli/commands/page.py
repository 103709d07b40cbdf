"""`bilat page`: one file for a relation, which anyone opens and which proves itself."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.flags import PageFlags, Relation, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat page ASEAN-JP -o asean-japan.html",
        "bilat page ASEAN-JP --in USD --rates ecb-day --checkpoint head.txt --key seals.key -o asean-japan.html",
        "bilat page ASEAN-JP --format json",
    )
)
@with_flags
def page(
    ctx: typer.Context,
    *,
    relation: Relation = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; default: standard output.")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A checkpoint that `bilat seal` printed: the page is as of it.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The private key that signed it: it signs the page as well.")
    ] = None,
    flags: PageFlags,
    format: Annotated[Literal["html", "json"], typer.Option(help="The page, or the JSON that it is made of.")] = "html",
) -> None:
    """Write a page on a relation: the answer, what it rests on, and the proof; one file, no network.

    Every number leads to its pledge, event, source and line. A browser hashes the lines that the page carries and
    compares; `bilat verify FILE.html` makes the whole page again from them, without the ledger. Without a checkpoint
    the page is not sealed, and says so.
    """
    from bilat.cli.render.json_text import json_text
    from bilat.events.bounded import read_file
    from bilat.events.log.log import open_log
    from bilat.events.log.transparency.key_files import read_private
    from bilat.events.log.transparency.signed_notes import LIMIT, Note
    from bilat.projections.page.make import make

    private = read_private(key) if key else None
    note = None
    if checkpoint is not None:
        raw = read_file(checkpoint, LIMIT, "the checkpoint", "`bilat seal` prints one")
        Note.parse(raw)  # which refuses what is no text
        note = raw.decode()
    with open_log(settings.ledger(ctx)) as log:
        data = make(log, relation, flags.boundary(), note, private.public if private else None)
    if format == "json":
        typer.echo(json_text(data))
        return
    from bilat.cli.page.html import render

    typer.echo(render(data, (lambda shown: Note(shown).signed(private)) if private else None), nl=False)
