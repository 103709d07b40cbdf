"""`bilat show`: one stream, its events, its state, its sources."""

from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.flags import Format, Output, with_flags
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples("bilat show pledge/acpheed", "bilat show pledge/acpheed#2", "bilat show @57 --format json")
)
@with_flags
def show(
    ctx: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(metavar="REF", autocompletion=streams, help="A stream, an event, or a position @N."),
    ],
    format: Format = "table",
    output: Output = None,
) -> None:
    """Print one stream: its events in order of recording, what they come to, and their sources.

    Corrections and retractions are shown as what they are, events of their own; the state is as corrected
    so far.
    """
    from bilat.cli.flags import LookupFlags
    from bilat.cli.render import history as renderer
    from bilat.cli.render.csv_text import csv_text
    from bilat.cli.render.json_text import json_text
    from bilat.cli.render.output import print_sheet_as
    from bilat.events.log.log import open_log
    from bilat.events.log.references import found
    from bilat.projections.reports.history import history

    with open_log(settings.ledger(ctx)) as log:
        stream, version = found(log, reference)
        record = history(log, stream, version)
    match LookupFlags(format, output).format:
        case "json":
            typer.echo(json_text(record))
        case "csv":
            typer.echo(csv_text(renderer.CSV, record["events"]), nl=False)
        case "xlsx":
            from bilat.cli.render.workbook import grid, print_workbook, stamp_sheet

            sources = [{"code": slug, "source": words} for slug, words in record["sources"].items()]
            print_workbook(
                [
                    grid("events", renderer.CSV, record["events"]),
                    grid("sources", ("code", "source"), sources),
                    stamp_sheet(record),
                ]
            )
        case _:
            print_sheet_as(renderer.sheet(record), markdown=format == "md")
