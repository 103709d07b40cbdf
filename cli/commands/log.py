"""`bilat log`: the events in order of recording."""

import json
from typing import Annotated, Any

import typer

from bilat.cli import settings
from bilat.cli.completion import streams
from bilat.cli.flags import Format, Limit
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat log", "bilat log pledge/ --newest", "bilat log party/JP --format json"))
def log(
    ctx: typer.Context,
    stream: Annotated[
        str, typer.Argument(metavar="[STREAM]", autocompletion=streams, help="Only streams that begin so.")
    ] = "",
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    format: Format = "table",
    limit: Limit = 100,
) -> None:
    """Print the events in order of recording: position, when, who, and what was recorded."""
    from bilat.cli.render.lookups import lookup
    from bilat.cli.render.sheet import shown
    from bilat.events.log.log import open_log
    from bilat.projections.reports.stamp import stamp

    wanted = f'"stream":"{stream}'.encode()  # canonical lines have no spaces
    with open_log(settings.ledger(ctx)) as opened:
        lines = [(at, line) for at, line in enumerate(opened.lines(), 1) if wanted in line]
        ordered = lines[::-1] if newest else lines
        visible, more = shown(ordered, limit if format in ("table", "md") else 0)
        rows = [_row(position, line) for position, line in visible]
        # within: a line that is none of ours shows here, and is laid to the ledger
        lookup("log", rows, stamp(opened.head), format, limit, more=more)


def _row(position: int, line: bytes) -> dict[str, Any]:
    event = json.loads(line)
    return {"position": position, "event": f"{event['stream']}#{event['version']}", **event}
