"""`bilat export`: the log, written out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog=examples("bilat export -o log.jsonl", "bilat export | sha256sum", "bilat export -o log.xlsx"))
def export(
    ctx: typer.Context,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="jsonl, csv, xlsx, parquet, yaml, ...; default: told by the file's name, else jsonl.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; default: standard output."),
    ] = None,
) -> None:
    """Write every event in order of recording: JSON Lines are the canonical lines, byte for byte."""
    from bilat.cli.render.terminal import shown
    from bilat.events.errors import BadInput
    from bilat.events.formats import BINARY, writer
    from bilat.events.formats.files import format_of, write_file
    from bilat.events.log.log import open_log

    format = format_of(output.name if output else "", format)
    if output is None and format in BINARY and sys.stdout.isatty():
        raise BadInput(f"{format} is not for a terminal", f"write it to a file: -o log.{format}")
    location = settings.ledger(ctx)
    with open_log(location) as log:
        if output is not None:
            write_file(log, format, output, location)
            return
        writer(format)(log.read_chunks(), shown(sys.stdout.buffer))  # type: ignore[arg-type]  # BinaryIO is IO[bytes]
        sys.stdout.buffer.flush()
