"""`bilat export`: the log, written out."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bilat.cli import settings
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
    from bilat.events.errors import BadInput, StoreError
    from bilat.events.formats import BINARY, SUFFIXES, writer
    from bilat.events.log.log import open_log

    format = format or SUFFIXES.get(output.suffix.lower() if output else "", "jsonl")
    if output is None and format in BINARY and sys.stdout.isatty():
        raise BadInput(f"{format} is not for a terminal", f"write it to a file: -o log.{format}")
    with open_log(settings.ledger(ctx)) as log:
        if output is None:
            writer(format)(log.joined(), shown(sys.stdout.buffer))  # type: ignore[arg-type]  # BinaryIO is IO[bytes]
            sys.stdout.buffer.flush()
            return
        try:
            with output.open("wb") as out, _whole(output):
                writer(format)(log.joined(), out)
                out.flush()
        except OSError as error:
            if error.errno in FULL:
                raise StoreError(
                    f"cannot write {output}: {error.strerror}", "make room, or name another place"
                ) from error
            raise BadInput(f"cannot write {output}: {error.strerror}") from error


@contextmanager
def _whole(file: Path) -> Iterator[None]:
    """Leave no part of an export: it could be taken for the whole."""
    try:
        yield
    except BaseException:
        if file.is_file():
            file.unlink()
        raise
