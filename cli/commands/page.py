"""`bilat page`: one file for a relation, which anyone opens and which proves itself."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bilat.cli import settings
from bilat.cli.flags import Relation
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat page ASEAN-JP -o asean-japan.html",
        "bilat page ASEAN-JP --in USD --rates ecb-day --checkpoint head.txt --key seals.key -o asean-japan.html",
        "bilat page ASEAN-JP --format json",
    )
)
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
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Events from this date on.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Events up to this date.")] = None,
    known_by: Annotated[str | None, typer.Option(metavar="DATE", help="What the public knew by then.")] = None,
    recorded_by: Annotated[str | None, typer.Option(metavar="@N|TIME", help="What this ledger said then.")] = None,
    members: Annotated[bool, typer.Option("--members", help="Members' own relations too.")] = False,
    currency: Annotated[str | None, typer.Option("--in", metavar="CUR", help="Convert to this currency: USD.")] = None,
    rates: Annotated[str | None, typer.Option(metavar="RATES", help="With --in: stated, ecb-day or ecb-year.")] = None,
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
    from bilat.events.outputs import refuse_target, written_beside
    from bilat.projections.page.make import make
    from bilat.projections.view.boundary import Boundary

    location = settings.ledger(ctx)
    if output is not None:
        refuse_target(output, location)
    private = read_private(key) if key else None
    note = read_file(checkpoint, LIMIT, "the checkpoint", "`bilat seal` prints one").decode() if checkpoint else None
    boundary = Boundary(
        since=since,
        until=until,
        members=members,
        known_by=known_by,
        recorded_by=recorded_by,
        currency=currency,
        rates=rates,
    )
    with open_log(location) as log:
        data = make(log, relation, boundary, note, private.public if private else None)
    if format == "json":
        text = f"{json_text(data)}\n"
    else:
        from bilat.cli.page.html import render

        text = render(data, (lambda shown: Note(shown).signed(private)) if private else None)
    if output is None:
        typer.echo(text, nl=False)
        return
    with written_beside(output) as out:
        out.write(text.encode())
